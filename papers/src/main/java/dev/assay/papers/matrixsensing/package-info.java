/** How Over-Parameterization Slows Down Gradient Descent in Matrix Sensing (arXiv 2310.01769). */
@NullMarked
package dev.assay.papers.matrixsensing;

import org.jspecify.annotations.NullMarked;
