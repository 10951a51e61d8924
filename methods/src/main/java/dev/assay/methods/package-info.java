/** One class a published method. */
@NullMarked
package dev.assay.methods;

import org.jspecify.annotations.NullMarked;
