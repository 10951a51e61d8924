package dev.assay.tensor;

import java.util.Arrays;
import org.bytedeco.pytorch.global.torch;

/**
 * Losses: what training makes small. Each is the mean over all examples (or elements) unless a
 * {@link Reduction} says otherwise.
 */
public final class Loss {
  private static final int NO_CLASS = -100;

  private Loss() {}

  /** What is done with the losses of the single examples. */
  public enum Reduction {
    /** They are handed back. */
    NONE(0),
    /** Their mean. */
    MEAN(1),
    /** Their sum. */
    SUM(2);

    private final int code;

    Reduction(int code) {
      this.code = code;
    }
  }

  /**
   * {@code -log softmax(logits)[target]}.
   *
   * @param logits (n, classes), or (n, classes, ...)
   * @param targets INT64 classes (n), or (n, ...), where -100 is left out of the mean; or
   *     probabilities of the logits' shape
   */
  public static Tensor crossEntropy(Tensor logits, Tensor targets) {
    return crossEntropy(logits, targets, Reduction.MEAN, 0);
  }

  /**
   * Cross entropy with label smoothing (Szegedy et al. 2016).
   *
   * @param smoothing the probability spread evenly over all classes, in [0, 1]
   */
  public static Tensor crossEntropy(
      Tensor logits, Tensor targets, Reduction reduction, double smoothing) {
    return Native.call(
        "crossEntropy",
        logits,
        targets,
        (x, y) ->
            torch.cross_entropy_loss(x, y, Native.NO_TENSOR, reduction.code, NO_CLASS, smoothing));
  }

  /** {@code -logProbabilities[target]}: (n, classes) and INT64 (n). */
  public static Tensor negativeLogLikelihood(
      Tensor logProbabilities, Tensor targets, Reduction reduction) {
    return Native.call(
        "negativeLogLikelihood",
        logProbabilities,
        targets,
        (x, y) -> torch.nll_loss(x, y, Native.NO_TENSOR, reduction.code, NO_CLASS));
  }

  /** The cross entropy of {@code sigmoid(logits)} and probabilities of the same shape. */
  public static Tensor binaryCrossEntropy(Tensor logits, Tensor targets, Reduction reduction) {
    requireSameShape("binaryCrossEntropy", logits, targets);
    return Native.call(
        "binaryCrossEntropy",
        logits,
        targets,
        (x, y) ->
            torch.binary_cross_entropy_with_logits(
                x, y, Native.NO_TENSOR, Native.NO_TENSOR, reduction.code));
  }

  /** The mean of {@code (x - y)^2}; same shapes. */
  public static Tensor meanSquared(Tensor x, Tensor y) {
    return squared(x, y, Reduction.MEAN);
  }

  /** {@code (x - y)^2}; same shapes. */
  public static Tensor squared(Tensor x, Tensor y, Reduction reduction) {
    requireSameShape("squared", x, y);
    return Native.call("squared", x, y, (a, b) -> torch.mse_loss(a, b, reduction.code));
  }

  /** {@code |x - y|}; same shapes. */
  public static Tensor absolute(Tensor x, Tensor y, Reduction reduction) {
    requireSameShape("absolute", x, y);
    return Native.call("absolute", x, y, (a, b) -> torch.l1_loss(a, b, reduction.code));
  }

  /**
   * {@code (x - y)^2 / 2} where {@code |x - y| < delta}, {@code delta * (|x - y| - delta / 2)}
   * elsewhere (Huber 1964); same shapes.
   */
  public static Tensor huber(Tensor x, Tensor y, Reduction reduction, double delta) {
    requireSameShape("huber", x, y);
    return Native.call("huber", x, y, (a, b) -> torch.huber_loss(a, b, reduction.code, delta));
  }

  /**
   * The Kullback-Leibler divergence KL(target || model), summed over the last dimension and
   * averaged over the rest.
   *
   * @param logModel logarithms of the model's probabilities (..., classes)
   * @param logTarget logarithms of the target's probabilities, of the same shape
   */
  public static Tensor klDivergence(Tensor logModel, Tensor logTarget) {
    requireSameShape("klDivergence", logModel, logTarget);
    return Native.call(
            "klDivergence",
            logModel,
            logTarget,
            (x, y) -> torch.kl_div(x, y, Reduction.NONE.code, true))
        .sum(-1)
        .mean();
  }

  /**
   * The negative log-likelihood of Gaussian outcomes, without its constant: {@code (log v + (y -
   * m)^2 / v) / 2}; same shapes.
   */
  public static Tensor gaussian(Tensor mean, Tensor logVariance, Tensor outcome) {
    requireSameShape("gaussian", mean, outcome);
    requireSameShape("gaussian", mean, logVariance);
    Tensor scaled = outcome.sub(mean).square().mul(logVariance.neg().exp());
    return scaled.add(logVariance).mul(0.5).mean();
  }

  // libtorch broadcasts here, which turns (n) and (n, 1) into n * n differences without a word.
  private static void requireSameShape(String operation, Tensor x, Tensor y) {
    if (!Arrays.equals(x.shape(), y.shape())) {
      throw new IllegalArgumentException(
          operation
              + " of "
              + Arrays.toString(x.shape())
              + " and "
              + Arrays.toString(y.shape())
              + ": the shapes must be the same.");
    }
  }
}
