package dev.assay.lab.tune;

import dev.assay.lab.Configuration;
import dev.assay.lab.Parameter;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Population based training: members train in intervals, and between two of them a bad member goes
 * on from the state of a good one with changed hyperparameters (Jaderberg et al., "Population based
 * training of neural networks", arXiv 1711.09846).
 *
 * <p>Trial {@code n} is interval {@code n / population} of member {@code n % population}. It goes
 * on from the state that its {@link Proposal#parent} ended with: the member's own last trial, or,
 * where that one is among the worst {@code quantile} of its interval ("truncation selection"), that
 * of a random one of the best {@code quantile}. In the second case each number is drawn anew with
 * probability {@code resample} and otherwise multiplied by 1.2 or 0.8, within its bounds and
 * integers truncated; an ordinal value moves one place up or down, and a categorical one stays.
 * What is found is a schedule: the lineage of the best trial of the last interval, see {@link
 * dev.assay.lab.Tuning#lineage}. After the last interval a new population begins.
 *
 * <p>Members are compared by the trials of an interval that have been told, so with few pending
 * trials selection has more to choose from. A member's last trial must have been told, so at most
 * {@code population} may be pending. A failed trial ranks last; where every one has failed, a
 * member begins anew.
 *
 * @param population how many members there are, at least 2
 * @param intervals how many intervals a schedule has, at least 1
 * @param quantile the share of members that is replaced, and that is copied, in (0, 0.5]
 * @param resample the probability in [0, 1] that a hyperparameter is drawn anew
 */
public record PbtSampler(int population, int intervals, double quantile, double resample)
    implements Sampler {
  private static final double UP = 1.2;
  private static final double DOWN = 0.8;

  public PbtSampler {
    if (population < 2 || intervals < 1) {
      throw new IllegalArgumentException(
          "PBT needs a population of at least 2 and at least 1 interval, but got %d and %d"
              .formatted(population, intervals));
    }
    if (!(quantile > 0 && quantile <= 0.5) || !(resample >= 0 && resample <= 1)) {
      throw new IllegalArgumentException(
          "PBT needs a quantile in (0, 0.5] and a resampling probability in [0, 1], but got %s and %s"
              .formatted(quantile, resample));
    }
  }

  /** A quantile and a resampling probability of 0.25. */
  public PbtSampler(int population, int intervals) {
    this(population, intervals, 0.25, 0.25);
  }

  @Override
  public Search begin(SearchSpace space, int objectives, TuningSeed seed) {
    AskTell.requireOneObjective(this, objectives);
    return new PbtSearch(space, seed);
  }

  @Override
  public String toString() {
    return "PBT (population %d, intervals %d, quantile %s, resampling %s)"
        .formatted(population, intervals, quantile, resample);
  }

  private final class PbtSearch extends AskTell {
    PbtSearch(SearchSpace space, TuningSeed seed) {
      super(space, 1, seed);
    }

    private double score(int trial) {
      double[] scores = scores(trial);
      return scores == null || !Double.isFinite(scores[0]) ? Double.POSITIVE_INFINITY : scores[0];
    }

    @Override
    Proposal propose(int trial, RandomGenerator random) {
      int interval = trial / population % intervals;
      double budget = (interval + 1.0) / intervals;
      if (interval == 0) {
        return new Proposal(trial, draw(random), budget, OptionalInt.empty());
      }
      int own = trial - population;
      if (scores(own) == null) {
        throw new IllegalStateException(
            "%s may have at most %d trials pending: tell trial %d before asking for trial %d"
                .formatted(PbtSampler.this, population, own, trial));
      }
      List<Integer> last = before(trial);
      int count = Math.max(1, (int) (quantile * last.size()));
      boolean bad = last.size() > 1 && last.subList(last.size() - count, last.size()).contains(own);
      int from = bad || !succeeded(own) ? last.get(random.nextInt(count)) : own;
      if (!succeeded(from)) {
        return new Proposal(trial, draw(random), budget, OptionalInt.empty());
      }
      Configuration configuration = proposal(from).configuration();
      return new Proposal(
          trial,
          from == own ? configuration : explored(configuration, random),
          budget,
          OptionalInt.of(from));
    }

    /** The told trials of the interval before {@code trial}'s, best first. */
    private List<Integer> before(int trial) {
      int first = trial - trial % population - population;
      return IntStream.range(first, first + population)
          .filter(t -> scores(t) != null)
          .boxed()
          .sorted(Comparator.comparingDouble(this::score).thenComparingInt(t -> t))
          .toList();
    }

    private Configuration explored(Configuration from, RandomGenerator random) {
      TreeMap<String, Object> settings = new TreeMap<>();
      for (Parameter parameter : space.parameters()) {
        Configuration soFar = new Configuration(settings);
        if (space.active(parameter, soFar)) {
          Object value = from.settings().get(parameter.name());
          boolean drawn = value == null || random.nextDouble() < resample;
          settings.put(
              parameter.name(),
              drawn
                  ? parameter.at(random.nextDouble())
                  : perturbed(parameter, Objects.requireNonNull(value), random.nextBoolean()));
        }
      }
      return new Configuration(settings);
    }

    private static Object perturbed(Parameter parameter, Object value, boolean up) {
      double factor = up ? UP : DOWN;
      return switch (parameter) {
        case Parameter.Real real -> Math.clamp((Double) value * factor, real.low(), real.high());
        case Parameter.Int whole ->
            (int) Math.clamp((Integer) value * factor, whole.low(), whole.high());
        case Parameter.Ordinal ordinal -> {
          int place = ordinal.values().indexOf(value) + (up ? 1 : -1);
          yield ordinal.values().get(Math.clamp(place, 0, ordinal.values().size() - 1));
        }
        case Parameter.Categorical _ -> value;
      };
    }
  }
}
