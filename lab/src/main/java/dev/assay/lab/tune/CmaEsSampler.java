package dev.assay.lab.tune;

import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Covariance matrix adaptation evolution strategy (Hansen, "The CMA evolution strategy: a
 * tutorial", arXiv 1604.00772) in the unit cube of the ordered parameters, with a margin for
 * discrete ones (Hamano, Saito, Nomura and Shirakawa, "CMA-ES with margin", arXiv 2205.13482),
 * restarted with twice the population where it has converged (Auger and Hansen, "A restart CMA
 * evolution strategy with increasing population size", 2005).
 *
 * <p>A generation ends when as many of its trials have been told as the population is large; what
 * is told of earlier generations is not used. A point outside the cube is drawn anew, and clipped
 * after 100 draws. Failed trials rank last. A conditional parameter keeps its coordinate where it
 * is inactive.
 *
 * <p>Differs from the papers in: recombination weights are not negative; categorical parameters are
 * no part of the model and drawn uniformly.
 *
 * @param sigma the first step size, in (0, 1], as a share of each parameter's range
 */
public record CmaEsSampler(double sigma) implements Sampler {
  private static final int MOST_DRAWS = 100;

  public CmaEsSampler {
    if (!(sigma > 0 && sigma <= 1)) {
      throw new IllegalArgumentException("CMA-ES needs a first step in (0, 1], but got " + sigma);
    }
  }

  /** The tutorial's step size of 0.3. */
  public CmaEsSampler() {
    this(0.3);
  }

  @Override
  public Search begin(SearchSpace space, int objectives, TuningSeed seed) {
    AskTell.requireOneObjective(this, objectives);
    int[] modelled =
        IntStream.range(0, space.dimensions())
            .filter(i -> space.parameters().get(i).ordered())
            .filter(i -> space.parameters().get(i).size() > 1)
            .toArray();
    return modelled.length == 0
        ? new RandomSampler().begin(space, objectives, seed)
        : new CmaEsSearch(space, modelled, seed);
  }

  @Override
  public String toString() {
    return "CMA-ES with margin (first step %s)".formatted(sigma);
  }

  private final class CmaEsSearch extends AskTell {
    /** The parameters that the model has. */
    private final int[] modelled;

    private final List<Dimension> dimensions;
    private final List<double[]> steps = new ArrayList<>();
    private final List<Integer> current = new ArrayList<>();
    private CmaEs strategy;

    CmaEsSearch(SearchSpace space, int[] modelled, TuningSeed seed) {
      super(space, 1, seed);
      this.modelled = modelled;
      dimensions =
          IntStream.of(modelled).mapToObj(i -> new Dimension(space.parameters().get(i))).toList();
      double[] middle = new double[modelled.length];
      Arrays.fill(middle, 0.5);
      strategy = new CmaEs(dimensions, middle, sigma, CmaEs.defaultPopulation(modelled.length));
    }

    @Override
    Proposal propose(int trial, RandomGenerator random) {
      endGeneration(random);
      double[] step = strategy.sample(random);
      double[] point = strategy.point(step);
      for (int draws = 1; draws < MOST_DRAWS && !inside(point); draws++) {
        step = strategy.sample(random);
        point = strategy.point(step);
      }
      double[] units = drawUnits(random);
      for (int i = 0; i < modelled.length; i++) {
        point[i] = Math.clamp(point[i], 0, 1);
        units[modelled[i]] = point[i];
      }
      steps.add(strategy.step(point));
      current.add(trial);
      return Proposal.of(trial, space.configuration(units));
    }

    private void endGeneration(RandomGenerator random) {
      List<Integer> told = current.stream().filter(trial -> scores(trial) != null).toList();
      if (told.size() < strategy.population()) {
        return;
      }
      List<Integer> ranked =
          told.subList(0, strategy.population()).stream()
              .sorted(Comparator.comparingDouble(this::score).thenComparingInt(trial -> trial))
              .toList();
      if (succeeded(ranked.getFirst())) {
        strategy.update(ranked.stream().map(steps::get).toList());
      }
      current.clear();
      if (strategy.converged()) {
        double[] mean = random.doubles(modelled.length).toArray();
        strategy = new CmaEs(dimensions, mean, sigma, 2 * strategy.population());
      }
    }

    private double score(int trial) {
      double[] scores = scores(trial);
      return scores == null || !Double.isFinite(scores[0]) ? Double.POSITIVE_INFINITY : scores[0];
    }

    private static boolean inside(double[] point) {
      for (double x : point) {
        if (!(x >= 0 && x <= 1)) {
          return false;
        }
      }
      return true;
    }
  }
}
