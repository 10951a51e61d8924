package dev.assay.lab.tune;

import dev.assay.lab.Configuration;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The bookkeeping of a search. Each proposal gets a generator of its own, derived from the seed and
 * its number, so that a proposal can depend on nothing but what it may depend on.
 */
abstract class AskTell implements Sampler.Search {
  final SearchSpace space;
  private final int objectives;
  private final TuningSeed seed;
  private final List<Proposal> asked = new ArrayList<>();
  private final List<double @Nullable []> scores = new ArrayList<>();

  AskTell(SearchSpace space, int objectives, TuningSeed seed) {
    if (objectives < 1) {
      throw new IllegalArgumentException("a search needs an objective, but got " + objectives);
    }
    this.space = space;
    this.objectives = objectives;
    this.seed = seed;
  }

  /** Refuse a search for more than one score. */
  static void requireOneObjective(Sampler sampler, int objectives) {
    if (objectives != 1) {
      throw new IllegalArgumentException(
          "%s searches by one objective, but got %d".formatted(sampler, objectives));
    }
  }

  /** Make proposal {@code trial} from what was told. */
  abstract Proposal propose(int trial, RandomGenerator random);

  /** Take note that {@code trial} was told. */
  void noted(int trial) {}

  @Override
  public final Proposal ask() {
    int trial = asked.size();
    Proposal proposal = propose(trial, random("proposal " + trial));
    asked.add(proposal);
    scores.add(null);
    return proposal;
  }

  @Override
  public final void tell(int trial, double... values) {
    if (trial < 0 || trial >= asked.size()) {
      throw new IllegalArgumentException(
          "trial %d was not asked for: %d trials were".formatted(trial, asked.size()));
    }
    if (scores.get(trial) != null) {
      throw new IllegalArgumentException("trial %d was told before".formatted(trial));
    }
    if (values.length != objectives) {
      throw new IllegalArgumentException(
          "a trial of this search has %d scores, but got %d".formatted(objectives, values.length));
    }
    scores.set(trial, values.clone());
    noted(trial);
  }

  /** How many proposals were made. */
  final int asked() {
    return asked.size();
  }

  /** Proposal {@code trial}. */
  final Proposal proposal(int trial) {
    return asked.get(trial);
  }

  /** The scores of {@code trial}, or null while it is pending. */
  final double @Nullable [] scores(int trial) {
    return scores.get(trial);
  }

  /** Whether {@code trial} was told finite scores. */
  final boolean succeeded(int trial) {
    double[] values = scores.get(trial);
    if (values == null) {
      return false;
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The generator of the stream named {@code stream}. */
  final RandomGenerator random(String stream) {
    return seed.random(stream);
  }

  /** A configuration drawn from the parameters' own distributions. */
  final Configuration draw(RandomGenerator random) {
    return space.configuration(drawUnits(random));
  }

  /** One uniform number a parameter. */
  final double[] drawUnits(RandomGenerator random) {
    return random.doubles(space.dimensions()).toArray();
  }
}
