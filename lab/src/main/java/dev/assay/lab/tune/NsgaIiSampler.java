package dev.assay.lab.tune;

import dev.assay.lab.Parameter;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * NSGA-II, for several objectives (Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist
 * multiobjective genetic algorithm: NSGA-II", IEEE Transactions on Evolutionary Computation 6(2),
 * 2002).
 *
 * <p>Parents are chosen by binary tournaments of rank and crowding distance. Ordered parameters are
 * crossed by simulated binary crossover and mutated polynomially, with the paper's distribution
 * indices of 20; categorical ones are taken from either parent, or drawn anew. A parameter mutates
 * with probability one over their number. The first generation is random. A generation's parents
 * are the best of the parents before it and of what was told when it began. Failed trials are never
 * parents. A conditional parameter keeps its coordinate where it is inactive.
 *
 * @param population how many trials a generation has, at least 2
 * @param crossover the probability that two parents are crossed, in [0, 1]
 */
public record NsgaIiSampler(int population, double crossover) implements Sampler {
  private static final double INDEX = 20;

  public NsgaIiSampler {
    if (population < 2) {
      throw new IllegalArgumentException(
          "NSGA-II needs a population of at least 2, but got " + population);
    }
    if (!(crossover >= 0 && crossover <= 1)) {
      throw new IllegalArgumentException(
          "NSGA-II needs a crossover probability in [0, 1], but got " + crossover);
    }
  }

  /** A population of 50, and the paper's crossover probability of 0.9. */
  public NsgaIiSampler() {
    this(50, 0.9);
  }

  @Override
  public Search begin(SearchSpace space, int objectives, TuningSeed seed) {
    return new NsgaIiSearch(space, objectives, seed);
  }

  @Override
  public String toString() {
    return "NSGA-II (population %d, crossover %s)".formatted(population, crossover);
  }

  private final class NsgaIiSearch extends AskTell {
    private final List<double[]> genes = new ArrayList<>();

    /** Told since the last generation began, in order of their numbers once it ends. */
    private final TreeSet<Integer> news = new TreeSet<>();

    /** The parents, best first: each one's place is its rank in tournaments. */
    private List<Integer> parents = List.of();

    NsgaIiSearch(SearchSpace space, int objectives, TuningSeed seed) {
      super(space, objectives, seed);
    }

    @Override
    void noted(int trial) {
      if (succeeded(trial)) {
        news.add(trial);
      }
    }

    @Override
    Proposal propose(int trial, RandomGenerator random) {
      if (trial % population == 0 && !news.isEmpty()) {
        List<Integer> pool = new ArrayList<>(parents);
        pool.addAll(news);
        news.clear();
        parents = select(pool);
      }
      double[] child = parents.isEmpty() ? drawUnits(random) : child(random);
      genes.add(child);
      return Proposal.of(trial, space.configuration(child));
    }

    /** The best of {@code pool} by rank and crowding distance, best first. */
    private List<Integer> select(List<Integer> pool) {
      double[][] scores = new double[pool.size()][];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = Objects.requireNonNull(scores(pool.get(i)));
      }
      return ParetoOrder.of(scores).stream().limit(population).map(pool::get).toList();
    }

    private double[] child(RandomGenerator random) {
      double[] mother = genes.get(tournament(random));
      double[] father = genes.get(tournament(random));
      boolean crossed = random.nextDouble() < crossover;
      double[] child = mother.clone();
      List<Parameter> parameters = space.parameters();
      for (int i = 0; i < child.length; i++) {
        boolean ordered = parameters.get(i).ordered();
        if (crossed && random.nextBoolean()) {
          child[i] = ordered ? crossed(mother[i], father[i], random) : father[i];
        }
        if (random.nextInt(child.length) == 0) {
          child[i] = ordered ? mutated(child[i], random) : random.nextDouble();
        }
      }
      return child;
    }

    private int tournament(RandomGenerator random) {
      int first = random.nextInt(parents.size());
      int second = random.nextInt(parents.size());
      return parents.get(Math.min(first, second));
    }

    /** One of the two children of simulated binary crossover. */
    private static double crossed(double a, double b, RandomGenerator random) {
      double u = random.nextDouble();
      double spread =
          u <= 0.5
              ? Math.pow(2 * u, 1 / (INDEX + 1))
              : Math.pow(1 / (2 * (1 - u)), 1 / (INDEX + 1));
      double child = 0.5 * ((1 + spread) * a + (1 - spread) * b);
      double other = 0.5 * ((1 - spread) * a + (1 + spread) * b);
      return Math.clamp(random.nextBoolean() ? child : other, 0, 1);
    }

    private static double mutated(double x, RandomGenerator random) {
      double u = random.nextDouble();
      double step =
          u < 0.5
              ? Math.pow(2 * u, 1 / (INDEX + 1)) - 1
              : 1 - Math.pow(2 * (1 - u), 1 / (INDEX + 1));
      return Math.clamp(x + step, 0, 1);
    }
  }
}
