/** Benign Overfitting and Grokking in ReLU Networks for XOR Cluster Data (arXiv 2310.02541). */
@NullMarked
package dev.assay.papers.xorclusters;

import org.jspecify.annotations.NullMarked;
