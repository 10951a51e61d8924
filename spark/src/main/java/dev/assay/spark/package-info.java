/** Trials on a Spark cluster. */
@NullMarked
package dev.assay.spark;

import org.jspecify.annotations.NullMarked;
