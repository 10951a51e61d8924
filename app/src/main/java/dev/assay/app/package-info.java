/** The command line and the wiring: the one room that knows all others. */
@NullMarked
package dev.assay.app;

import org.jspecify.annotations.NullMarked;
