/** Networks: layers with named parameters, populations of networks, and the plain optimizers. */
@NullMarked
package dev.assay.tensor.nn;

import org.jspecify.annotations.NullMarked;
