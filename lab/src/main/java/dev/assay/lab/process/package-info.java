/** Trials in worker processes: a crash or a hang takes down one worker and not the study. */
@NullMarked
package dev.assay.lab.process;

import org.jspecify.annotations.NullMarked;
