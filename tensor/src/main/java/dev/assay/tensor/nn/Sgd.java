package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.List;

/**
 * Stochastic gradient descent with momentum, as in PyTorch: {@code g = gradient + decay * x; v =
 * momentum * v + g; x = x - rate * v}, and with Nesterov's momentum {@code x = x - rate * (g +
 * momentum * v)}.
 */
public final class Sgd extends Optimizer {
  private final double momentum;
  private final boolean nesterov;
  private final Setting weightDecay;
  private final List<Tensor> velocities;

  /** Plain: without momentum or decay. */
  public Sgd(List<Parameter> parameters, Setting learningRate) {
    this(parameters, learningRate, 0, false, Setting.of(0));
  }

  /**
   * With momentum and decay.
   *
   * @param momentum in [0, 1)
   * @param weightDecay at least 0, added to the gradient
   */
  public Sgd(
      List<Parameter> parameters,
      Setting learningRate,
      double momentum,
      boolean nesterov,
      Setting weightDecay) {
    super(parameters, learningRate);
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("The momentum " + momentum + " is not in [0, 1).");
    }
    weightDecay.requireAtLeast(0, "weight decay");
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.weightDecay = weightDecay;
    this.velocities =
        momentum == 0 ? List.of() : parameters.stream().map(p -> p.value().zerosLike()).toList();
  }

  @Override
  protected void begin() {
    // Nothing is shared by the parameters.
  }

  @Override
  protected void update(int index, Tensor value, Tensor gradient) {
    Tensor g = gradient;
    if (!weightDecay.isShared()) {
      g = g.addcmul(value.detach(), weightDecay.on(value), 1);
    } else if (weightDecay.at(0) != 0) {
      g = g.add(value.detach(), weightDecay.at(0));
    }
    if (momentum != 0) {
      Tensor velocity = velocities.get(index).mulInPlace(momentum).addInPlace(g);
      g = nesterov ? g.add(velocity, momentum) : velocity;
    }
    if (learningRate().isShared()) {
      value.subInPlace(g, learningRate().at(0));
    } else {
      value.addcmulInPlace(g, rates(index), -1);
    }
  }

  @Override
  public String toString() {
    return "Sgd(learningRate="
        + learningRate()
        + ", momentum="
        + momentum
        + ", nesterov="
        + nesterov
        + ", weightDecay="
        + weightDecay
        + ")";
  }
}
