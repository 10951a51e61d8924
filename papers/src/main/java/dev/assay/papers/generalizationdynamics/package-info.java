/** High-dimensional dynamics of generalization error in neural networks (arXiv 1710.03667). */
@NullMarked
package dev.assay.papers.generalizationdynamics;

import org.jspecify.annotations.NullMarked;
