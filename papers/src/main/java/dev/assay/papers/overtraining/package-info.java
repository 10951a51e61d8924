/** Gadre et al., "Language models scale reliably with over-training", arXiv 2403.08540. */
@NullMarked
package dev.assay.papers.overtraining;

import org.jspecify.annotations.NullMarked;
