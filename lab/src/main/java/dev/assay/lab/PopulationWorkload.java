package dev.assay.lab;

import java.util.List;

/**
 * A workload that can advance many trials in lock-step, as one program that costs less than all of
 * them one after another.
 *
 * <p>Each trial's metrics are those of its run alone, whatever trials are beside it; where floating
 * point sums are taken in another order, up to their rounding. A workload that can not promise that
 * is no population workload.
 */
public interface PopulationWorkload extends Workload {
  /**
   * What trials must share to be run together, such as {@code width=64}; by default they all can.
   */
  default String shape(Configuration configuration) {
    return "";
  }

  /**
   * The most trials that are worth advancing together. Where what they hold no longer fits the
   * processor's cache, more of them cost more each.
   */
  default int largest(Configuration configuration) {
    return Integer.MAX_VALUE;
  }

  /**
   * Run trials of one shape once each. Where this throws, they are run again one by one.
   *
   * @param configurations one for each trial, at least one
   * @param seeds one for each trial
   * @return the outcomes in the trials' order
   */
  List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) throws Exception;

  /** Run one trial: a population of one. */
  @Override
  default Outcome run(Configuration configuration, Seed seed) throws Exception {
    return runAll(List.of(configuration), List.of(seed)).getFirst();
  }
}
