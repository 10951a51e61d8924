package dev.assay.methods;

import java.util.random.RandomGenerator;

/**
 * Two worlds that no function of sample and hypothesis can tell apart, and in which the hypothesis
 * errs by different amounts: so no bound computed from these two is tight in both.
 *
 * <p>Gastpar, Nachum, Shafer, Weinberger. Fantastic Generalization Measures are Nowhere to be
 * Found. ICLR 2024, arXiv 2309.13658, Theorems 1 and 2.
 *
 * <pre>
 * d points, all 2^d labelings, inputs uniform, n of them seen with their labels
 * KIND:        a labeling h, uniform, is the truth; the algorithm, biased to h, returns h
 * INDIFFERENT: a labeling f, uniform, is the truth; the algorithm returns a uniformly random
 *              labeling that agrees with the sample
 * </pre>
 *
 * <p>In both, h is uniform and the labels of the sample are h's: the law of (sample, h) is the
 * same. The error of h is 0 in the first, and about half of the unseen share (1 - 1/d)^n in the
 * second.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The construction is derived from the theorems' content; the paper's own was not at hand.
 * </ol>
 */
public final class MemorizingTwins {
  private final int points;
  private final int sampleSize;

  /**
   * What is seen, and what is not.
   *
   * @param sample the inputs seen, each from 0 to below d; their labels are the hypothesis's
   * @param hypothesis a label for each of d inputs
   * @param loss the share of inputs whose label the hypothesis has wrong: the population loss
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Draw(int[] sample, boolean[] hypothesis, double loss) {
    /** How often each input was seen. */
    public int[] counts() {
      int[] counts = new int[hypothesis.length];
      for (int input : sample) {
        counts[input]++;
      }
      return counts;
    }
  }

  /**
   * The size of the worlds.
   *
   * @param points d, at least 1
   * @param sampleSize n, at least 1
   */
  public MemorizingTwins(int points, int sampleSize) {
    this.points = Require.positive("points", points);
    this.sampleSize = Require.positive("sampleSize", sampleSize);
  }

  /** The expected share of inputs that the sample lacks: (1 - 1/d)^n. */
  public double unseenShare() {
    return Math.pow(1 - 1.0 / points, sampleSize);
  }

  /** Draws a sample, a hypothesis and its population loss. */
  public Draw draw(World world, RandomGenerator random) {
    boolean[] truth = labeling(random);
    int[] sample = random.ints(sampleSize, 0, points).toArray();
    if (world == World.KIND) {
      return new Draw(sample, truth, 0);
    }
    boolean[] hypothesis = labeling(random);
    for (int input : sample) {
      hypothesis[input] = truth[input];
    }
    int wrong = 0;
    for (int i = 0; i < points; i++) {
      wrong += hypothesis[i] == truth[i] ? 0 : 1;
    }
    return new Draw(sample, hypothesis, (double) wrong / points);
  }

  private boolean[] labeling(RandomGenerator random) {
    boolean[] labels = new boolean[points];
    for (int i = 0; i < points; i++) {
      labels[i] = random.nextBoolean();
    }
    return labels;
  }

  @Override
  public String toString() {
    return "MemorizingTwins(points=" + points + ", sampleSize=" + sampleSize + ")";
  }
}
