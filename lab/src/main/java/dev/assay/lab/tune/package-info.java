/** Samplers and pruners: each one published method of tuning, or a plain way to draw. */
@NullMarked
package dev.assay.lab.tune;

import org.jspecify.annotations.NullMarked;
