/**
 * Statistics for comparing methods: tests for a number of seeds fixed beforehand, aggregate scores
 * over tasks, and fits of curves. Each class cites its source.
 *
 * <p>Samples are arrays of finite numbers, one a seed, which are never changed. Wrong input is an
 * {@link IllegalArgumentException} whose message says what was wrong. A test here is valid once, at
 * a sample size chosen before: what is watched as it comes needs a confidence sequence, see {@link
 * dev.assay.lab.Inference}.
 */
@NullMarked
package dev.assay.lab.stats;

import org.jspecify.annotations.NullMarked;
