package dev.assay.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Leaves examples out so that classes have different sizes. The largest class keeps M examples, M
 * being the size of the smallest class before; rho is the largest class's size over the smallest's.
 */
public final class ClassImbalance {
  /** The part of M that a class keeps; classes are ranked from the largest. */
  @FunctionalInterface
  private interface Profile {
    double part(int rank, int classes);
  }

  private final String name;
  private final Profile profile;

  private ClassImbalance(String name, Profile profile) {
    this.name = name;
    this.profile = profile;
  }

  /**
   * Makes some classes small and leaves the others large (step imbalance of Buda, Maki and
   * Mazurowski, arXiv 1710.05381).
   *
   * @param minority mu, the fraction of classes that are small, from 0 to 1; rounded to whole
   *     classes
   * @param rho at least 1
   */
  public static ClassImbalance step(double minority, double rho) {
    Require.probability("minority", minority);
    requireRho(rho);
    return new ClassImbalance(
        "step(minority=" + minority + ", rho=" + rho + ")",
        (rank, classes) -> rank < classes - Math.round(minority * classes) ? 1 : 1 / rho);
  }

  /**
   * Lets the sizes fall in equal steps (linear imbalance of Buda, Maki and Mazurowski, arXiv
   * 1710.05381).
   *
   * @param rho at least 1
   */
  public static ClassImbalance linear(double rho) {
    requireRho(rho);
    return new ClassImbalance(
        "linear(rho=" + rho + ")",
        (rank, classes) -> 1 - (1 - 1 / rho) * rank / Math.max(1, classes - 1));
  }

  /**
   * Lets the sizes fall by equal factors (long-tailed sets of Cui et al., arXiv 1901.05555).
   *
   * @param rho at least 1
   */
  public static ClassImbalance exponential(double rho) {
    requireRho(rho);
    return new ClassImbalance(
        "exponential(rho=" + rho + ")",
        (rank, classes) -> Math.pow(rho, -(double) rank / Math.max(1, classes - 1)));
  }

  /**
   * Draws which classes are small and which examples stay. They stay in their order.
   *
   * @param set every class must have an example
   */
  public <S extends LabelledSet<S>> S apply(S set, RandomGenerator random) {
    return apply(set, Positions.shuffled(set.classes(), random), random);
  }

  /**
   * Draws which examples stay. They stay in their order.
   *
   * @param set every class must have an example
   * @param order the classes, each once, the one that stays largest first
   */
  public <S extends LabelledSet<S>> S apply(S set, int[] order, RandomGenerator random) {
    int[] counts = set.classCounts();
    int largest = Arrays.stream(counts).min().orElse(0);
    if (largest == 0) {
      throw new IllegalArgumentException(
          "A set without examples of a class cannot be unbalanced further; the classes have "
              + Arrays.toString(counts)
              + ".");
    }
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < counts.length; i++) {
      if (sorted.length != counts.length || sorted[i] != i) {
        throw new IllegalArgumentException(
            "The order must name each of "
                + counts.length
                + " classes once, not "
                + Arrays.toString(order)
                + ".");
      }
    }
    int[] left = new int[counts.length];
    for (int rank = 0; rank < order.length; rank++) {
      // A class never vanishes.
      left[order[rank]] = (int) Math.max(1, Math.round(largest * profile.part(rank, order.length)));
    }
    int[] labels = set.labels();
    int[] chosen = new int[Arrays.stream(left).sum()];
    int size = 0;
    for (int position : Positions.shuffled(labels.length, random)) {
      if (left[labels[position]]-- > 0) {
        chosen[size++] = position;
      }
    }
    Arrays.sort(chosen);
    return set.select(chosen);
  }

  private static void requireRho(double rho) {
    if (!(rho >= 1) || Double.isInfinite(rho)) {
      throw new IllegalArgumentException("rho must be at least 1 and finite, not " + rho + ".");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
