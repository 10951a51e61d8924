/** Where the bytes of data sets come from: found, fetched, verified, kept. */
@NullMarked
package dev.assay.data.store;

import org.jspecify.annotations.NullMarked;
