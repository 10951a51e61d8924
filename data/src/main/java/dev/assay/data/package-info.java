/** Data sets and generators of problems. */
@NullMarked
package dev.assay.data;

import org.jspecify.annotations.NullMarked;
