package dev.assay.methods;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Two worlds for one algorithm, which is excellent in the first: no estimate of its error, even one
 * made for this algorithm, is right in both.
 *
 * <p>Gastpar, Nachum, Shafer, Weinberger. Fantastic Generalization Measures are Nowhere to be
 * Found. ICLR 2024, arXiv 2309.13658, Theorems 4 and 5 (the latter for q = 2).
 *
 * <pre>
 * inputs x uniform on F_q^d, labels f_a(x) = (a, x), m of them seen; W = the first n coordinates
 * algorithm:   where the sample allows exactly one w in W, return it (with probability
 *              {@code bias}); otherwise any vector that agrees with the sample
 * KIND:        a uniform on W          error 0 where the bias was used
 * INDIFFERENT: a uniform on F_q^d      error 1 - 1/q, for nearly every a
 * </pre>
 *
 * <p>With m = n and the n x n block of the sample non-singular, the labels are uniform in both
 * worlds, and so are sample and hypothesis. That has the probability prod (1 - q^-i).
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The construction is derived from the theorems' content; the paper's own was not at hand.
 *   <li>{@code bias} below 1 and m above n are ours: what the algorithm's accuracy costs, and a
 *       sample that determines the truth.
 * </ol>
 */
public final class SubspaceTwins {
  private final PrimeField field;
  private final int dimension;
  private final int subspace;
  private final int sampleSize;
  private final double bias;

  /**
   * What is seen, and what is not.
   *
   * @param inputs by rows (m x d)
   * @param labels (m)
   * @param hypothesis the vector that the algorithm returned (d)
   * @param inSubspace whether it is the one vector of the subspace that agrees with the sample
   * @param loss the population loss: 0, or 1 - 1/q
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Draw(
      int[][] inputs, int[] labels, int[] hypothesis, boolean inSubspace, double loss) {}

  /**
   * The worlds and the algorithm.
   *
   * @param q a prime
   * @param dimension d
   * @param subspace n, from 1 to d
   * @param sampleSize m, at least n
   * @param bias how often the algorithm looks into the subspace first, in [0, 1]
   */
  public SubspaceTwins(int q, int dimension, int subspace, int sampleSize, double bias) {
    field = new PrimeField(q);
    if (subspace < 1 || subspace > dimension || sampleSize < subspace) {
      throw new IllegalArgumentException(
          "A subspace of dimension "
              + subspace
              + " does not lie in "
              + dimension
              + " dimensions with at least as many examples, of which there are "
              + sampleSize
              + ".");
    }
    this.dimension = dimension;
    this.subspace = subspace;
    this.sampleSize = sampleSize;
    this.bias = Require.probability("bias", bias);
  }

  /** The loss of a wrong vector: 1 - 1/q. */
  public double lossOfWrong() {
    return 1 - 1.0 / field.size();
  }

  /** The probability that an n x n block of uniform elements is non-singular. */
  public double probabilityOfNonSingular() {
    double probability = 1;
    for (int i = 1; i <= subspace; i++) {
      probability *= 1 - Math.pow(field.size(), -i);
    }
    return probability;
  }

  /** Draws a sample, the algorithm's hypothesis, and its population loss. */
  public Draw draw(World world, RandomGenerator random) {
    int[] truth = field.randomVector(dimension, random);
    if (world == World.KIND) {
      Arrays.fill(truth, subspace, dimension, 0);
    }
    int[][] inputs = new int[sampleSize][];
    int[] labels = new int[sampleSize];
    for (int i = 0; i < sampleSize; i++) {
      inputs[i] = field.randomVector(dimension, random);
      labels[i] = field.dot(truth, inputs[i]);
    }
    int[] within = random.nextDouble() < bias ? onlyOneWithin(inputs, labels) : null;
    int[] hypothesis = within == null ? anyConsistent(inputs, labels, random) : within;
    double loss = Arrays.equals(hypothesis, truth) ? 0 : lossOfWrong();
    return new Draw(inputs, labels, hypothesis, within != null, loss);
  }

  /** The one vector of the subspace that agrees with the sample, or null. */
  private int @Nullable [] onlyOneWithin(int[][] inputs, int[] labels) {
    int[][] block =
        Arrays.stream(inputs).map(row -> Arrays.copyOf(row, subspace)).toArray(int[][]::new);
    PrimeField.Solution solution = field.solve(block, labels);
    return solution == null || !solution.unique() ? null : Arrays.copyOf(solution.x(), dimension);
  }

  /** A uniformly random vector that agrees with the sample: one solution for a random rest. */
  private int[] anyConsistent(int[][] inputs, int[] labels, RandomGenerator random) {
    // x = r + z with r uniform, and z the solution of A z = y - A r that has zeros where it is
    // free.
    int[] shift = field.randomVector(dimension, random);
    int[] rest = new int[labels.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = labels[i] - field.dot(inputs[i], shift);
    }
    PrimeField.Solution solution = field.solve(inputs, rest);
    if (solution == null) {
      throw new IllegalStateException("The labels are those of a vector, and no vector was found.");
    }
    int[] x = solution.x();
    for (int i = 0; i < dimension; i++) {
      x[i] = (x[i] + shift[i]) % field.size();
    }
    return x;
  }

  @Override
  public String toString() {
    return "SubspaceTwins(q="
        + field.size()
        + ", dimension="
        + dimension
        + ", subspace="
        + subspace
        + ", sampleSize="
        + sampleSize
        + ", bias="
        + bias
        + ")";
  }
}
