package dev.assay.lab;

import java.util.OptionalInt;

/**
 * What a sampler asks to be tried.
 *
 * @param trial its number; proposals are counted from 0
 * @param budget the share of a full evaluation that it is worth, in (0, 1]; 1 but for samplers of
 *     several fidelities, and scores at different budgets are not comparable
 * @param parent the trial whose state this one goes on from, for samplers of schedules
 */
public record Proposal(int trial, Configuration configuration, double budget, OptionalInt parent) {
  public Proposal {
    if (!(budget > 0 && budget <= 1)) {
      throw new IllegalArgumentException("a budget must lie in (0, 1], but is " + budget);
    }
  }

  /** A full evaluation of {@code configuration} from its beginning. */
  public static Proposal of(int trial, Configuration configuration) {
    return new Proposal(trial, configuration, 1, OptionalInt.empty());
  }
}
