package dev.assay.lab.tune;

import dev.assay.lab.Configuration;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Bayesian optimization by a {@link GaussianProcess} and expected improvement (Snoek, Larochelle
 * and Adams, "Practical Bayesian optimization of machine learning algorithms", arXiv 1206.2944),
 * for noisy scores: the threshold to improve on is the least posterior mean of the trials.
 *
 * <p>The first {@code startup} proposals are scrambled Sobol points. Then expected improvement is
 * maximized over random points and neighbours of the best trials, and from the best few of these by
 * local search. Pending trials count with their posterior mean as if it had been told ("kriging
 * believer": Ginsbourger, Le Riche and Carraro, "Kriging is well-suited to parallelize
 * optimization", 2010). Failed trials count as the worst score.
 *
 * <p>Scores are standardized; those worse than three times the distance from the best to the third
 * quartile above that quartile are cut there, so that diverged trials don't flatten all others. At
 * most {@value #MOST_TRIALS} trials are conditioned on, the best and a uniform sample of the others
 * in halves. The process's parameters are fitted anew when the number of ended trials has grown by
 * a tenth.
 *
 * @param startup how many proposals are quasi-random, at least 2
 */
public record GpSampler(int startup) implements Sampler {
  private static final int MOST_TRIALS = 150;
  private static final int RANDOM_CANDIDATES = 256;
  private static final int NEIGHBOURS_OF_BEST = 256;
  private static final int STARTS = 4;
  private static final int NEIGHBOURS = 16;
  private static final int ROUNDS = 6;

  public GpSampler {
    if (startup < 2) {
      throw new IllegalArgumentException(
          "a Gaussian process needs at least 2 quasi-random proposals first, but got " + startup);
    }
  }

  /** Ten quasi-random proposals first. */
  public GpSampler() {
    this(10);
  }

  @Override
  public Search begin(SearchSpace space, int objectives, TuningSeed seed) {
    AskTell.requireOneObjective(this, objectives);
    return new GpSearch(space, seed);
  }

  @Override
  public String toString() {
    return "Gaussian process with expected improvement (startup %d)".formatted(startup);
  }

  private final class GpSearch extends AskTell {
    private final List<Dimension> dimensions;
    private final boolean[] categorical;
    private final Search initial;
    private final List<double[]> points = new ArrayList<>();
    private final TreeSet<Integer> ranked =
        new TreeSet<>(Comparator.comparingDouble(this::score).thenComparingInt(trial -> trial));
    private final TreeMap<Long, Integer> sample = new TreeMap<>();
    private final TreeSet<Integer> pending = new TreeSet<>();
    private int ended;
    private double[] parameters;
    private int fittedAt;

    GpSearch(SearchSpace space, TuningSeed seed) {
      super(space, 1, seed);
      dimensions = space.parameters().stream().map(Dimension::new).toList();
      categorical = new boolean[dimensions.size()];
      for (int i = 0; i < categorical.length; i++) {
        categorical[i] = dimensions.get(i).kind == Dimension.Kind.CATEGORIES;
      }
      parameters = GaussianProcess.priorMode(categorical.length);
      initial = new QuasiRandomSampler(QuasiRandomSampler.Sequence.SOBOL).begin(space, 1, seed);
    }

    private double score(int trial) {
      double[] scores = scores(trial);
      return scores == null ? Double.NaN : scores[0];
    }

    @Override
    void noted(int trial) {
      pending.remove(trial);
      ended++;
      if (succeeded(trial)) {
        ranked.add(trial);
      }
      sample.put(random("sample " + trial).nextLong(), trial);
      if (sample.size() > MOST_TRIALS) {
        sample.pollLastEntry();
      }
    }

    @Override
    Proposal propose(int trial, RandomGenerator random) {
      Configuration configuration;
      if (trial < startup) {
        configuration = initial.ask().configuration();
      } else if (ranked.isEmpty()) {
        configuration = draw(random);
      } else {
        configuration = propose(random);
      }
      points.add(coordinates(space.units(configuration)));
      pending.add(trial);
      return Proposal.of(trial, configuration);
    }

    /** The point at {@code units}, coordinates of inactive parameters set so that two are equal. */
    private double[] coordinates(double[] units) {
      for (int i = 0; i < units.length; i++) {
        if (Double.isNaN(units[i])) {
          units[i] = categorical[i] ? -1 : 0.5;
        }
      }
      return units;
    }

    private Configuration propose(RandomGenerator random) {
      List<Integer> trials = trials();
      double[] values = standardized(trials);
      double[][] known = trials.stream().map(points::get).toArray(double[][]::new);
      if (fittedAt == 0 || ended * 10 >= fittedAt * 11) {
        parameters =
            GaussianProcess.fit(categorical, known, values, parameters, fittedAt == 0 ? 200 : 50);
        fittedAt = ended;
      }
      if (!pending.isEmpty()) {
        double[] fantasies =
            GaussianProcess.of(categorical, known, values, parameters)
                .predict(pending.stream().map(points::get).toArray(double[][]::new))
                .means;
        known =
            IntStream.concat(trials.stream().mapToInt(t -> t), pending.stream().mapToInt(t -> t))
                .mapToObj(points::get)
                .toArray(double[][]::new);
        int n = values.length;
        values = Arrays.copyOf(values, n + fantasies.length);
        System.arraycopy(fantasies, 0, values, n, fantasies.length);
      }
      return maximize(GaussianProcess.of(categorical, known, values, parameters), known, random);
    }

    /** The ended trials to condition on, in order of their numbers. */
    private List<Integer> trials() {
      if (ended <= MOST_TRIALS) {
        return IntStream.range(0, asked()).filter(t -> scores(t) != null).boxed().toList();
      }
      TreeSet<Integer> chosen = new TreeSet<>();
      for (int trial : ranked) {
        if (chosen.size() == MOST_TRIALS / 2) {
          break;
        }
        chosen.add(trial);
      }
      for (int trial : sample.values()) {
        if (chosen.size() == MOST_TRIALS) {
          break;
        }
        chosen.add(trial);
      }
      return List.copyOf(chosen);
    }

    private double[] standardized(List<Integer> trials) {
      double[] values = new double[trials.size()];
      double[] finite =
          trials.stream().filter(this::succeeded).mapToDouble(this::score).sorted().toArray();
      if (finite.length == 0) {
        return values;
      }
      // Halved first, since the difference of two doubles may be none.
      double best = finite[0] / 4;
      double quartile = finite[(3 * (finite.length - 1)) / 4] / 4;
      double worst = Math.min(finite[finite.length - 1] / 4, quartile + 3 * (quartile - best));
      if (quartile == best) {
        worst = finite[finite.length - 1] / 4;
      }
      double range = worst - best;
      if (!(range > 0)) {
        return values;
      }
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        double score = score(trials.get(i));
        values[i] = Double.isFinite(score) ? Math.min((score / 4 - best) / range, 1) : 1;
        sum += values[i];
      }
      double mean = sum / values.length;
      double squares = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] -= mean;
        squares += values[i] * values[i];
      }
      double deviation = Math.sqrt(squares / values.length);
      for (int i = 0; i < values.length && deviation > 0; i++) {
        values[i] /= deviation;
      }
      return values;
    }

    private Configuration maximize(
        GaussianProcess process, double[][] known, RandomGenerator random) {
      double[] means = process.predict(known).means;
      List<Integer> order =
          IntStream.range(0, known.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> means[i]))
              .toList();
      double threshold = means[order.getFirst()];
      List<Candidate> candidates = new ArrayList<>();
      for (int i = 0; i < RANDOM_CANDIDATES; i++) {
        candidates.add(new Candidate(drawUnits(random)));
      }
      for (int i = 0; i < NEIGHBOURS_OF_BEST; i++) {
        double[] centre = known[order.get(i % Math.min(STARTS, order.size()))];
        candidates.add(new Candidate(neighbour(centre, 0.5, random)));
      }
      List<Candidate> best = best(process, threshold, candidates);
      double step = 0.25;
      for (int round = 0; round < ROUNDS; round++) {
        List<Candidate> around = new ArrayList<>(best);
        for (Candidate centre : best) {
          for (int i = 0; i < NEIGHBOURS; i++) {
            around.add(new Candidate(neighbour(centre.units, step, random)));
          }
        }
        best = best(process, threshold, around);
        step /= 2;
      }
      return space.configuration(best.getFirst().units);
    }

    /** The {@code STARTS} best candidates that differ, best first. */
    private List<Candidate> best(
        GaussianProcess process, double threshold, List<Candidate> candidates) {
      double[][] units = candidates.stream().map(c -> c.units).toArray(double[][]::new);
      GaussianProcess.Prediction prediction = process.predict(units);
      for (int i = 0; i < units.length; i++) {
        candidates.get(i).value =
            ExpectedImprovement.log(threshold, prediction.means[i], prediction.deviations[i]);
      }
      List<Candidate> sorted = new ArrayList<>(candidates);
      sorted.sort(Comparator.comparingDouble(c -> -c.value));
      List<Candidate> best = new ArrayList<>();
      for (Candidate candidate : sorted) {
        if (best.stream().noneMatch(b -> Arrays.equals(b.units, candidate.units))) {
          best.add(candidate);
        }
        if (best.size() == STARTS) {
          break;
        }
      }
      return best;
    }

    /** A point that differs from {@code centre} in one or a few parameters. */
    private double[] neighbour(double[] centre, double step, RandomGenerator random) {
      double[] units = centre.clone();
      int certain = random.nextInt(units.length);
      for (int i = 0; i < units.length; i++) {
        if (units[i] < 0) {
          units[i] = random.nextDouble();
        } else if (i == certain || random.nextInt(units.length) == 0) {
          Dimension dimension = dimensions.get(i);
          units[i] =
              switch (dimension.kind) {
                case FIXED -> 0.5;
                case CATEGORIES -> random.nextDouble();
                case CELLS, CONTINUUM ->
                    Math.clamp(units[i] + random.nextGaussian(0, spread(dimension, step)), 0, 1);
              };
        }
      }
      return units;
    }

    /** A step of a discrete dimension reaches at least the next cell now and then. */
    private static double spread(Dimension dimension, double step) {
      return dimension.size == 0 ? step : Math.max(step, 1.0 / dimension.size);
    }

    private final class Candidate {
      final double[] units;
      double value;

      /** The point of the space at or next to {@code units}. */
      Candidate(double[] units) {
        this.units = coordinates(space.snapped(units));
      }
    }
  }
}
