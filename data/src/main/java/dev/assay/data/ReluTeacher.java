package dev.assay.data;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.random.RandomGenerator;

/**
 * A teacher with one hidden layer of ReLU units (the nonlinear teacher of Advani, Saxe and
 * Sompolinsky, arXiv 1710.03667): {@code y = sum_j v_j max(0, u_j . x) + e} on inputs {@code x ~
 * N(0, I)}, with {@code u_j ~ N(0, I / d)}, {@code v_j ~ N(0, 1 / units)} and {@code e ~ N(0,
 * noise^2)}.
 */
public final class ReluTeacher {
  private final int inputs;
  private final int units;
  private final double noise;
  private final double[] hidden;
  private final double[] output;

  /**
   * Draws a teacher.
   *
   * @param inputs d, at least 1
   * @param units at least 1
   * @param noise at least 0
   */
  public ReluTeacher(int inputs, int units, double noise, RandomGenerator random) {
    Require.positive("inputs", inputs);
    Require.positive("units", units);
    Require.notNegative("noise", noise);
    this.inputs = inputs;
    this.units = units;
    this.noise = noise;
    try (TensorScope _ = TensorScope.open()) {
      hidden = Tensor.randn(random, units, inputs).div(Math.sqrt(inputs)).toDoubleArray();
      output = Tensor.randn(random, units).div(Math.sqrt(units)).toDoubleArray();
    }
  }

  /** Draws examples; the noise is drawn apart, so that it does not move the inputs. */
  public Sample sample(int count, RandomGenerator random, RandomGenerator noiseRandom) {
    Require.positive("count", count);
    Tensor x = Tensor.randn(random, count, inputs);
    Tensor clean = x.matmul(hidden().transpose()).relu().matmul(output());
    return new Sample(x, clean, clean.add(Tensor.randn(noiseRandom, count).mul(noise)));
  }

  /**
   * Examples, as tensors of the scope that is open.
   *
   * @param inputs (count x d)
   * @param clean the answers without noise (count)
   * @param targets the answers with noise (count)
   */
  public record Sample(Tensor inputs, Tensor clean, Tensor targets) {}

  /** The hidden weights u (units x d), float64. */
  public Tensor hidden() {
    return Tensor.of(hidden, units, inputs);
  }

  /** The output weights v (units), float64. */
  public Tensor output() {
    return Tensor.of(output, units);
  }

  /** The standard deviation of the noise. */
  public double noise() {
    return noise;
  }

  @Override
  public String toString() {
    return "ReluTeacher(inputs=" + inputs + ", units=" + units + ", noise=" + noise + ")";
  }
}
