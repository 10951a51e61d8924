/** Runs of claims: their workers, events and states. */
@NullMarked
package dev.assay.hub.runs;

import org.jspecify.annotations.NullMarked;
