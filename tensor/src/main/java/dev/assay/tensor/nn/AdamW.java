package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as in PyTorch: {@code x = x * (1 -
 * rate * decay); m = b1 * m + (1 - b1) * g; v = b2 * v + (1 - b2) * g^2; x = x - rate * (m / (1 -
 * b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)}.
 */
public final class AdamW extends Optimizer {
  private final Setting weightDecay;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final List<Tensor> means;
  private final List<Tensor> squares;

  /** What each member's weights keep in a step, {@code 1 - rate * decay}; none where all share. */
  private final List<Tensor> kept;

  private Setting keptOf;
  private int step;

  /** With the betas .9 and .999 and epsilon 1e-8. */
  public AdamW(List<Parameter> parameters, Setting learningRate, Setting weightDecay) {
    this(parameters, learningRate, weightDecay, 0.9, 0.999, 1e-8);
  }

  /**
   * With all its hyperparameters.
   *
   * @param weightDecay at least 0
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon greater than 0
   */
  public AdamW(
      List<Parameter> parameters,
      Setting learningRate,
      Setting weightDecay,
      double beta1,
      double beta2,
      double epsilon) {
    super(parameters, learningRate);
    weightDecay.requireAtLeast(0, "weight decay");
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
      throw new IllegalArgumentException(
          "AdamW needs betas in [0, 1) and an epsilon above 0, not "
              + beta1
              + ", "
              + beta2
              + " and "
              + epsilon
              + ".");
    }
    this.weightDecay = weightDecay;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.means = parameters.stream().map(p -> p.value().zerosLike()).toList();
    this.squares = parameters.stream().map(p -> p.value().zerosLike()).toList();
    this.keptOf = learningRate;
    this.kept =
        (learningRate.isShared() && weightDecay.isShared())
                || (weightDecay.isShared() && weightDecay.at(0) == 0)
            ? List.of()
            : parameters.stream().map(p -> kept(p.value()).copy()).toList();
  }

  @Override
  protected void begin() {
    step++;
    if (keptOf != learningRate()) {
      for (int i = 0; i < kept.size(); i++) {
        kept.get(i).copyInPlace(kept(parameters().get(i).value()));
      }
      keptOf = learningRate();
    }
  }

  private Tensor kept(Tensor value) {
    return learningRate().on(value).mul(weightDecay.on(value)).neg().add(1);
  }

  @Override
  protected void update(int index, Tensor value, Tensor gradient) {
    Tensor mean = means.get(index).lerpInPlace(gradient, 1 - beta1);
    Tensor square =
        squares.get(index).mulInPlace(beta2).addcmulInPlace(gradient, gradient, 1 - beta2);
    double first = 1 - Math.pow(beta1, step);
    double second = Math.sqrt(1 - Math.pow(beta2, step));
    // sqrt(v / c) + e = (sqrt(v) + e * sqrt(c)) / sqrt(c): one operation fewer.
    Tensor root = square.sqrt().addInPlace(epsilon * second);
    Setting rate = learningRate();
    if (rate.isShared() && weightDecay.isShared()) {
      if (weightDecay.at(0) != 0) {
        value.mulInPlace(1 - rate.at(0) * weightDecay.at(0));
      }
      value.addcdivInPlace(mean, root, -rate.at(0) * second / first);
    } else {
      if (!weightDecay.isShared() || weightDecay.at(0) != 0) {
        value.mulInPlace(kept.isEmpty() ? kept(value) : kept.get(index));
      }
      value.addcmulInPlace(mean.div(root), rates(index), -second / first);
    }
  }

  @Override
  public String toString() {
    return "AdamW(learningRate="
        + learningRate()
        + ", weightDecay="
        + weightDecay
        + ", beta1="
        + beta1
        + ", beta2="
        + beta2
        + ", epsilon="
        + epsilon
        + ")";
  }
}
