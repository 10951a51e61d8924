package dev.assay.lab;

/**
 * A problem that turns a configuration and a seed into metrics: train on this data, solve this
 * instance, replay this trace.
 *
 * <p>A pure function: the same configuration and seed give the same metrics. It may be called from
 * several threads at once. An exception is a failed outcome, kept and shown; only one that says
 * that the machine lacks something is none: a trial whose data is absent stops the run and is not
 * kept ({@link TrialNotRun}).
 */
@FunctionalInterface
public interface Workload {
  /** Run once; {@code configuration} is the arm's, with the tier's settings laid over it. */
  Outcome run(Configuration configuration, Seed seed) throws Exception;

  /**
   * Whether the work is done on the calling thread and in its process, so that their processor time
   * and memory are the trial's; where it is not, these are not measured.
   */
  default boolean inProcess() {
    return true;
  }
}
