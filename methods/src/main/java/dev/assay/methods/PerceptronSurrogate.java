package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import dev.assay.tensor.DType;
import dev.assay.tensor.Loss;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.nn.AdamW;
import dev.assay.tensor.nn.Initializer;
import dev.assay.tensor.nn.Linear;
import dev.assay.tensor.nn.Role;
import dev.assay.tensor.nn.Setting;
import dev.assay.tensor.nn.UnaryLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A multi-layer perceptron with ReLUs, trained on the squared error by Adam.
 *
 * <p>Rumelhart, Hinton, Williams. Learning representations by back-propagating errors, 1986; with
 * the start of Glorot and Bengio (2010), weights of variance {@code 2 / (in + out)} and biases of
 * 0. Columns are standardized by the examples, the target is not.
 *
 * <p>The surrogate's tensors live in the {@link TensorScope} in which it was fitted.
 *
 * <p><b>Differs from the paper in</b>: ReLUs and Adam (Kingma and Ba, 2015) are younger.
 *
 * @param hidden the widths of the hidden layers, each at least 1
 * @param rate Adam's learning rate, positive
 * @param batch examples a step, at least 1
 * @param iterations steps, at least 1
 */
public record PerceptronSurrogate(List<Integer> hidden, double rate, int batch, int iterations)
    implements Surrogate.Method {
  /** Chooses the hyperparameters. */
  public PerceptronSurrogate {
    hidden = List.copyOf(hidden);
    hidden.forEach(width -> Require.positive("A width", width));
    Require.positive("rate", rate);
    Require.positive("batch", batch);
    Require.positive("iterations", iterations);
  }

  @Override
  public Surrogate fit(RegressionTable examples, RandomGenerator random) {
    Features reference = examples.features();
    Network network = new Network(reference.columns(), hidden, random);
    AdamW adam = new AdamW(network.trainable(), Setting.of(rate), Setting.of(0));
    try (TensorScope _ = TensorScope.open()) {
      Tensor x = inputs(reference, reference);
      Tensor y = examples.targetTensor().to(DType.FLOAT32).reshape(examples.size(), 1);
      Minibatches batches = new Minibatches(examples.size(), batch, random);
      for (int step = 0; step < iterations; step++) {
        try (TensorScope _ = TensorScope.open()) {
          Tensor chosen = batches.next();
          Tensor loss =
              Loss.meanSquared(network.forward(x.indexSelect(0, chosen)), y.indexSelect(0, chosen));
          adam.step(loss);
        }
      }
    }
    return points -> {
      try (TensorScope _ = TensorScope.withoutGradient()) {
        return network.forward(inputs(points, reference)).toDoubleArray();
      }
    };
  }

  private static Tensor inputs(Features points, Features reference) {
    return points.standardizedBy(reference).tensor().to(DType.FLOAT32);
  }

  private static final class Network extends UnaryLayer {
    private final List<Linear> layers = new ArrayList<>();

    Network(int inputs, List<Integer> hidden, RandomGenerator random) {
      int in = inputs;
      for (int i = 0; i <= hidden.size(); i++) {
        boolean last = i == hidden.size();
        int out = last ? 1 : hidden.get(i);
        Initializer glorot = Initializer.normal(Math.sqrt(2.0 / (in + out)));
        Linear layer = new Linear(in, out, true, last ? Role.HEAD : Role.MATRIX, glorot, random);
        try (TensorScope _ = TensorScope.withoutGradient()) {
          Objects.requireNonNull(layer.bias()).value().zeroInPlace();
        }
        layers.add(child("layers." + i, layer));
        in = out;
      }
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor h = layers.getFirst().forward(x);
      for (Linear layer : layers.subList(1, layers.size())) {
        h = layer.forward(h.relu());
      }
      return h;
    }
  }
}
