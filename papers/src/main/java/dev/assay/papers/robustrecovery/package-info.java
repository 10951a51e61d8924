/** Global Convergence of Sub-gradient Method for Robust Matrix Recovery (arXiv 2202.08788). */
@NullMarked
package dev.assay.papers.robustrecovery;

import org.jspecify.annotations.NullMarked;
