/** Standardized Benchmark Dataset for Localized Exposure at 10-90 GHz (arXiv 2305.02260). */
@NullMarked
package dev.assay.papers.exposure;

import org.jspecify.annotations.NullMarked;
