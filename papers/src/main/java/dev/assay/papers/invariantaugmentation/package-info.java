/** Akbar et al., on outcome-invariant data augmentation, arXiv 2510.25128. */
@NullMarked
package dev.assay.papers.invariantaugmentation;

import org.jspecify.annotations.NullMarked;
