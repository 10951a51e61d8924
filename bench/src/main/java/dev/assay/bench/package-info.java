/** Measurements of Assay's own quality and speed. */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
