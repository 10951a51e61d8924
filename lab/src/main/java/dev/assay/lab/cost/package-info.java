/** What a trial took: time, memory and energy, each measured or said not to be. */
@NullMarked
package dev.assay.lab.cost;

import org.jspecify.annotations.NullMarked;
