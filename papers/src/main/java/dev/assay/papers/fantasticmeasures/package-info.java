/** Fantastic generalization measures are nowhere to be found (arXiv 2309.13658). */
@NullMarked
package dev.assay.papers.fantasticmeasures;

import org.jspecify.annotations.NullMarked;
