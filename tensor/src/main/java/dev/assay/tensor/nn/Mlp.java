package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A multi-layer perceptron: linear maps with an activation between them. */
public final class Mlp extends UnaryLayer {
  private final List<Linear> layers = new ArrayList<>();
  private final Activation activation;

  /**
   * Takes (..., first width) to (..., last width).
   *
   * @param widths of the inputs, of each hidden layer, and of the outputs; at least two
   */
  public Mlp(Activation activation, RandomGenerator random, int... widths) {
    if (widths.length < 2) {
      throw new IllegalArgumentException(
          "A perceptron needs the widths of inputs and outputs, not " + widths.length + " width.");
    }
    this.activation = activation;
    for (int i = 1; i < widths.length; i++) {
      Role role = i == widths.length - 1 ? Role.HEAD : Role.MATRIX;
      Linear layer =
          new Linear(widths[i - 1], widths[i], true, role, Initializer.inverseRootFanIn(), random);
      layers.add(child("layers." + (i - 1), layer));
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor h = layers.getFirst().forward(x);
    for (Linear layer : layers.subList(1, layers.size())) {
      h = layer.forward(activation.apply(h));
    }
    return h;
  }
}
