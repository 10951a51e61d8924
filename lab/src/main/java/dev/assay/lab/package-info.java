/** Studies, trials, claims, evidence, verdicts, the trial store and the runners. */
@NullMarked
package dev.assay.lab;

import org.jspecify.annotations.NullMarked;
