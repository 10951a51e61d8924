/** Comparisons without Java: studies of commands, described in a YAML file. */
@NullMarked
package dev.assay.lab.compare;

import org.jspecify.annotations.NullMarked;
