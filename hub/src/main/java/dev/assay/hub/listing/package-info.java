/** The lists of papers: by day, week and month, in an order, filtered, a page at a time. */
@NullMarked
package dev.assay.hub.listing;

import org.jspecify.annotations.NullMarked;
