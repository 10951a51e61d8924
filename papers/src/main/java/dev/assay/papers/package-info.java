/** One package a paper: its claims and studies. */
@NullMarked
package dev.assay.papers;

import org.jspecify.annotations.NullMarked;
