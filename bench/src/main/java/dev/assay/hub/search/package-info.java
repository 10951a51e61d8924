/** Measurements of the search, from within its package. */
@NullMarked
package dev.assay.hub.search;

import org.jspecify.annotations.NullMarked;
