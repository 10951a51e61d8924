/** Papers: where they come from, how they are read, kept and found. */
@NullMarked
package dev.assay.hub.catalogue;

import org.jspecify.annotations.NullMarked;
