package dev.assay.lab.tune;

import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * DEHB: Hyperband whose configurations evolve by differential evolution (Awad, Mallik and Hutter,
 * "DEHB: evolutionary hyperband for scalable, robust and efficient hyperparameter optimization",
 * arXiv 2105.09821).
 *
 * <p>Proposals have budgets {@code eta^-k} down to {@code minimumBudget}. Each budget has a
 * population. The first bracket is successive halving from random configurations: the best {@code
 * 1/eta} of a budget go on to the next. In later brackets a trial at a full population's budget is
 * a mutant {@code p1 + F (p2 - p3)} of three parents, crossed with the population's next member,
 * and takes that member's place where it is not worse. The parents are the best of the next lower
 * budget, as many as this rung has trials; at a bracket's lowest budget they are its own
 * population; where there are fewer than three, they are filled up from all populations. A mutant's
 * coordinate outside its range is drawn anew.
 *
 * <p>A bracket whose next rung waits for pending trials lets the next bracket begin. Failed trials
 * rank last.
 *
 * @param minimumBudget the lowest budget, in (0, 1]; budgets between are powers of eta
 * @param eta the share kept is one in eta, at least 2
 * @param scale the mutation factor F, in (0, 1]
 * @param crossover the probability that a coordinate is the mutant's, in [0, 1]
 */
public record DehbSampler(double minimumBudget, int eta, double scale, double crossover)
    implements Sampler {
  public DehbSampler {
    if (!(minimumBudget > 0 && minimumBudget <= 1)) {
      throw new IllegalArgumentException(
          "DEHB needs a minimum budget in (0, 1], but got " + minimumBudget);
    }
    if (eta < 2) {
      throw new IllegalArgumentException("DEHB needs an eta of at least 2, but got " + eta);
    }
    if (!(scale > 0 && scale <= 1) || !(crossover >= 0 && crossover <= 1)) {
      throw new IllegalArgumentException(
          "DEHB needs a mutation factor in (0, 1] and a crossover probability in [0, 1], but got %s and %s"
              .formatted(scale, crossover));
    }
  }

  /** The paper's eta of 3, mutation factor of 0.5 and crossover probability of 0.5. */
  public DehbSampler(double minimumBudget) {
    this(minimumBudget, 3, 0.5, 0.5);
  }

  /** The number of budgets: 1, 1/eta, ... as far as the minimum. */
  private int budgets() {
    // A little less, since log(1/27)/log(1/3) may come out below 3.
    return 1 + (int) Math.floor(Math.log(1 / minimumBudget) / Math.log(eta) + 1e-9);
  }

  @Override
  public Search begin(SearchSpace space, int objectives, TuningSeed seed) {
    AskTell.requireOneObjective(this, objectives);
    return new DehbSearch(space, seed);
  }

  @Override
  public String toString() {
    return "DEHB (minimum budget %s, eta %d, mutation factor %s, crossover %s)"
        .formatted(minimumBudget, eta, scale, crossover);
  }

  /** One run of successive halving; its rung i has budget {@code lowest + i}. */
  private static final class Bracket {
    final boolean first;
    final int lowest;
    final int[] sizes;
    final List<List<Integer>> rungs = new ArrayList<>();

    Bracket(boolean first, int lowest, int[] sizes) {
      this.first = first;
      this.lowest = lowest;
      this.sizes = sizes;
      rungs.add(new ArrayList<>());
    }
  }

  private final class DehbSearch extends AskTell {
    private final int levels = budgets();
    private final List<Bracket> running = new ArrayList<>();
    private int begun;

    /** The units of each trial, and its place in the population it is to enter, or -1. */
    private final List<double[]> genes = new ArrayList<>();

    private final List<Integer> targets = new ArrayList<>();

    /** The level of each trial. */
    private final List<Integer> levelOf = new ArrayList<>();

    /** By level: trials that are members. */
    private final List<List<Integer>> populations = new ArrayList<>();

    private final int[] capacities = new int[levels];
    private final int[] nextTarget = new int[levels];

    /** Told, and not yet taken into a population: done at the next ask, in order of numbers. */
    private final TreeSet<Integer> news = new TreeSet<>();

    DehbSearch(SearchSpace space, TuningSeed seed) {
      super(space, 1, seed);
      for (int level = 0; level < levels; level++) {
        populations.add(new ArrayList<>());
      }
      for (int s = 0; s < levels; s++) {
        int[] sizes = sizes(s);
        for (int i = 0; i < sizes.length; i++) {
          int level = levels - 1 - s + i;
          capacities[level] = Math.max(capacities[level], sizes[i]);
        }
      }
    }

    /** The numbers of trials of Hyperband's bracket {@code s}, from its lowest budget on. */
    private int[] sizes(int s) {
      int[] sizes = new int[s + 1];
      double first = Math.ceil((double) levels / (s + 1) * Math.pow(eta, s));
      for (int i = 0; i <= s; i++) {
        sizes[i] = Math.max(1, (int) Math.floor(first * Math.pow(eta, -i) + 1e-9));
      }
      return sizes;
    }

    private double score(int trial) {
      double[] scores = scores(trial);
      return scores == null || !Double.isFinite(scores[0]) ? Double.POSITIVE_INFINITY : scores[0];
    }

    private Comparator<Integer> best() {
      return Comparator.<Integer>comparingDouble(this::score).thenComparingInt(trial -> trial);
    }

    @Override
    void noted(int trial) {
      news.add(trial);
    }

    @Override
    Proposal propose(int trial, RandomGenerator random) {
      news.forEach(this::enter);
      news.clear();
      running.removeIf(this::ended);
      for (Bracket bracket : running) {
        if (ready(bracket)) {
          return propose(trial, bracket, random);
        }
      }
      int s = levels - 1 - begun % levels;
      Bracket bracket = new Bracket(begun == 0, levels - 1 - s, sizes(s));
      begun++;
      running.add(bracket);
      return propose(trial, bracket, random);
    }

    /** Let an ended trial be a member, or take its target's place where it is not worse. */
    private void enter(int trial) {
      int level = levelOf.get(trial);
      List<Integer> population = populations.get(level);
      int target = targets.get(trial);
      if (target < 0) {
        if (population.size() < capacities[level]) {
          population.add(trial);
          return;
        }
        // Another trial took the last free place: replace the worst where this one is better.
        target = population.indexOf(population.stream().max(best()).orElseThrow());
      }
      if (score(trial) <= score(population.get(target))) {
        population.set(target, trial);
      }
    }

    private boolean ended(Bracket bracket) {
      return bracket.rungs.size() == bracket.sizes.length
          && bracket.rungs.getLast().size() == bracket.sizes[bracket.sizes.length - 1];
    }

    /** Whether the bracket's next trial can be made, moving on to its next rung where it can. */
    private boolean ready(Bracket bracket) {
      List<Integer> rung = bracket.rungs.getLast();
      if (rung.size() < bracket.sizes[bracket.rungs.size() - 1]) {
        return true;
      }
      if (rung.stream().anyMatch(trial -> scores(trial) == null)) {
        return false;
      }
      bracket.rungs.add(new ArrayList<>());
      return true;
    }

    private Proposal propose(int trial, Bracket bracket, RandomGenerator random) {
      int rung = bracket.rungs.size() - 1;
      int level = bracket.lowest + rung;
      List<Integer> population = populations.get(level);
      boolean evolves = !bracket.first && population.size() == capacities[level];
      double[] units;
      int target = -1;
      if (evolves) {
        target = nextTarget[level];
        nextTarget[level] = (target + 1) % population.size();
        List<Integer> parents =
            rung == 0
                ? population
                : populations.get(level - 1).stream()
                    .sorted(best())
                    .limit(bracket.sizes[rung])
                    .toList();
        units = mutant(parents, genes.get(population.get(target)), random);
      } else if (rung == 0) {
        units = drawUnits(random);
      } else {
        List<Integer> lower = bracket.rungs.get(rung - 1).stream().sorted(best()).toList();
        units = genes.get(lower.get(bracket.rungs.get(rung).size()));
      }
      bracket.rungs.get(rung).add(trial);
      genes.add(units);
      targets.add(target);
      levelOf.add(level);
      return new Proposal(
          trial,
          space.configuration(units),
          Math.pow(eta, level - levels + 1),
          OptionalInt.empty());
    }

    private double[] mutant(List<Integer> parents, double[] target, RandomGenerator random) {
      List<Integer> pool = new ArrayList<>(parents);
      if (pool.size() < 3) {
        populations.forEach(
            population -> population.stream().filter(t -> !pool.contains(t)).forEach(pool::add));
      }
      double[][] p = new double[3][];
      for (int i = 0; i < 3; i++) {
        // Where there are not even three trials at all, a random point stands in.
        if (pool.isEmpty()) {
          p[i] = drawUnits(random);
        } else {
          int place = random.nextInt(pool.size());
          p[i] = genes.get(pool.get(place));
          pool.subList(place, place + 1).clear();
        }
      }
      double[] child = target.clone();
      int certain = random.nextInt(child.length);
      for (int i = 0; i < child.length; i++) {
        if (i == certain || random.nextDouble() < crossover) {
          double mutant = p[0][i] + scale * (p[1][i] - p[2][i]);
          child[i] = mutant >= 0 && mutant <= 1 ? mutant : random.nextDouble();
        }
      }
      return child;
    }
  }
}
