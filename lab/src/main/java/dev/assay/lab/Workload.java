package dev.assay.lab;

/**
 * A problem that turns a configuration and a seed into metrics: train on this data, solve this
 * instance, replay this trace.
 *
 * <p>A pure function: the same configuration and seed give the same metrics. It may be called from
 * several threads at once. An exception is a failed outcome, kept and shown.
 */
@FunctionalInterface
public interface Workload {
  /** Run once; {@code configuration} is the arm's, with the tier's settings laid over it. */
  Outcome run(Configuration configuration, Seed seed) throws Exception;
}
