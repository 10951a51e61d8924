/** A thin layer over libtorch: the only room that imports it. */
@NullMarked
package dev.assay.tensor;

import org.jspecify.annotations.NullMarked;
