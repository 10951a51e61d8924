package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** {@code x * transpose(weight) + bias}: (..., in) becomes (..., out). */
public final class Linear extends UnaryLayer {
  private final Parameter weight;
  private final @Nullable Parameter bias;

  /** With a bias, and PyTorch's initialization. */
  public Linear(int in, int out, RandomGenerator random) {
    this(in, out, true, Role.MATRIX, Initializer.inverseRootFanIn(), random);
  }

  /**
   * Starts with values drawn for the weight (out x in), and a bias (out) of PyTorch's
   * initialization, uniform up to {@code 1 / sqrt(in)}.
   *
   * @param in features in, at least 1
   * @param out features out, at least 1
   * @param role of the weight: MATRIX or HEAD
   */
  public Linear(
      int in, int out, boolean withBias, Role role, Initializer start, RandomGenerator random) {
    if (in < 1 || out < 1) {
      throw new IllegalArgumentException(
          "A linear map needs at least 1 feature in and out, not " + in + " and " + out + ".");
    }
    weight = parameter("weight", role, start.draw(random, out, in));
    bias =
        withBias
            ? parameter(
                "bias", Role.VECTOR, Initializer.uniform(1 / Math.sqrt(in)).draw(random, out))
            : null;
  }

  /** The weight (out x in). */
  public Parameter weight() {
    return weight;
  }

  /** The bias (out), or null. */
  public @Nullable Parameter bias() {
    return bias;
  }

  @Override
  public Tensor forward(Tensor x) {
    if (members() == 0) {
      return bias == null ? x.linear(weight.value()) : x.linear(weight.value(), bias.value());
    }
    Tensor transposed = weight.value().transpose();
    long[] shape = x.shape();
    Tensor rows = shape.length == 3 ? x : x.reshape(members(), -1, shape[shape.length - 1]);
    Tensor y =
        bias == null
            ? rows.matmul(transposed)
            : bias.value().unsqueeze(1).addMatmul(rows, transposed);
    if (shape.length == 3) {
      return y;
    }
    long[] result = Arrays.copyOf(shape, shape.length);
    result[shape.length - 1] = transposed.size(-1);
    return y.reshape(result);
  }

  /**
   * Lays the weights out in memory as their products read them. The gradients are laid out so too,
   * and the optimizer's operations on both then run through memory in one direction.
   */
  @Override
  void join(List<? extends Layer> all) {
    weight.replace(weight.value().transpose().contiguous().transpose());
  }
}
