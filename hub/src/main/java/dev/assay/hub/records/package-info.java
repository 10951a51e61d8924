/** The records of claims' runs, as the site reads them. */
@NullMarked
package dev.assay.hub.records;

import org.jspecify.annotations.NullMarked;
