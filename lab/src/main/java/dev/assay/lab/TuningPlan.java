package dev.assay.lab;

/**
 * How a study's arms are tuned: all by the same sampler, for the same objective.
 *
 * @param objective the metric to tune by, which is measured on tuning seeds alone
 */
public record TuningPlan(Sampler sampler, Objective objective) {}
