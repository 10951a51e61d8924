/** The universality lens (arXiv 2506.07661): its claims and studies. */
@NullMarked
package dev.assay.papers.universalitylens;

import org.jspecify.annotations.NullMarked;
