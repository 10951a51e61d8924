package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Stochastic gradient descent with momentum, as in PyTorch: {@code g = gradient + decay * x; v =
 * momentum * v + g; x = x - rate * v}, and with Nesterov's momentum {@code x = x - rate * (g +
 * momentum * v)}.
 */
public final class Sgd extends Optimizer {
  /** After how many steps velocities are looked through for what has died away. */
  private static final int SWEEP = 100;

  private static final double DEAD = 1e-30;

  private final double momentum;
  private final boolean nesterov;
  private final Setting weightDecay;
  private final List<Tensor> velocities;
  private int step;

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

  /**
   * The same descent of some members of its population, to go on with: their velocities are kept.
   *
   * @param parameters of these members' networks, in this optimizer's order
   * @param members their places in this optimizer's population
   */
  public Sgd of(List<Parameter> parameters, int... members) {
    Sgd some =
        new Sgd(
            parameters, learningRate().of(members), momentum, nesterov, weightDecay.of(members));
    some.step = step;
    Tensor places = Tensor.of(Arrays.stream(members).asLongStream().toArray(), members.length);
    for (int i = 0; i < some.velocities.size(); i++) {
      some.velocities.get(i).copyInPlace(velocities.get(i).indexSelect(0, places));
    }
    return some;
  }

  @Override
  protected void begin() {
    // The velocity of a weight without gradient shrinks to the smallest numbers and stays there,
    // where a processor takes a hundred times as long.
    if (++step % SWEEP == 0) {
      for (Tensor velocity : velocities) {
        velocity.maskedFillInPlace(velocity.abs().lt(DEAD), 0);
      }
    }
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
