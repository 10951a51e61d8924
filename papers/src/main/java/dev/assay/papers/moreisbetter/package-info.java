/** More is Better in Modern Machine Learning (arXiv 2311.14646). */
@NullMarked
package dev.assay.papers.moreisbetter;

import org.jspecify.annotations.NullMarked;
