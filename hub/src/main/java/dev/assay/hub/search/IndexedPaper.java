package dev.assay.hub.search;

import dev.assay.hub.catalogue.Paper;
import org.jspecify.annotations.Nullable;

/**
 * What an index takes of a paper.
 *
 * @param embedding null where there is none yet
 */
record IndexedPaper(Paper paper, @Nullable Embedding embedding) {}
