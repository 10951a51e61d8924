package dev.assay.hub.search;

import dev.assay.hub.catalogue.PaperFilter;

/**
 * Which papers are asked for.
 *
 * @param query its words rank; all else in it, and the filter, must hold
 * @param fuzzy whether names of authors may be written a little differently
 */
record Criteria(SearchQuery query, PaperFilter filter, boolean fuzzy) {}
