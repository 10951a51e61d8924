package dev.assay.methods;

import dev.assay.tensor.nn.Activation;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The prior over Boolean functions that a two-layer network with random weights is.
 *
 * <p>Valle-Perez, Camargo, Louis. Deep learning generalizes because the parameter-function map is
 * biased towards simple functions. ICLR 2019, arXiv 1805.08522; here the example of a weight that
 * is large for simple hypotheses (Feder, Urbanke, Fogel, arXiv 2506.07661).
 *
 * <pre>
 * f(x) = 1 where  v . act(W (x, 1)) + c > 0,  x in {-1, 1}^bits
 * every weight ~ N(0, 1 / inputs of its layer), a bias being the weight of one more input, 1
 * </pre>
 *
 * <p>Given the hidden layer the outputs on all 2^bits inputs are jointly Gaussian. So they are
 * drawn by their covariance, several times for each hidden layer; each draw has exactly the
 * network's law, and those of one hidden layer are not independent.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>Functions of {@code bits} inputs, one hidden layer, and Gaussian weights with this scale;
 *       that paper has 7 bits and deeper networks.
 * </ol>
 */
public final class BooleanFunctionPrior {
  private final int bits;
  private final int width;
  private final Activation activation;

  /**
   * States the network.
   *
   * @param bits inputs, from 1 to 4
   * @param width hidden units, at least 1
   * @param activation RELU or TANH
   */
  public BooleanFunctionPrior(int bits, int width, Activation activation) {
    if (bits < 1 || bits > 4) {
      throw new IllegalArgumentException("bits must be from 1 to 4, not " + bits + ".");
    }
    if (activation != Activation.RELU && activation != Activation.TANH) {
      throw new IllegalArgumentException(
          "The prior is drawn with RELU or TANH, not " + activation + ".");
    }
    this.bits = bits;
    this.width = Require.positive("width", width);
    this.activation = activation;
  }

  /** The number of Boolean functions of the inputs, 2^(2^bits). */
  public int functions() {
    return 1 << inputs();
  }

  /** The number of inputs, 2^bits. */
  public int inputs() {
    return 1 << bits;
  }

  /** What function f says of input i: bit i of its number. */
  public static boolean value(int function, int input) {
    return (function >> input & 1) == 1;
  }

  /**
   * How often random networks are each function.
   *
   * @param hiddenLayers drawn, at least 1
   * @param outputsEach output layers drawn for each of them, at least 1
   * @return the counts, one for each function; their sum is the product of the two
   */
  public long[] counts(int hiddenLayers, int outputsEach, RandomGenerator random) {
    Require.positive("hiddenLayers", hiddenLayers);
    Require.positive("outputsEach", outputsEach);
    long[] counts = new long[functions()];
    double[] standard = new double[inputs()];
    for (int layer = 0; layer < hiddenLayers; layer++) {
      double[][] factor = semidefiniteCholesky(outputCovariance(random));
      for (int draw = 0; draw < outputsEach; draw++) {
        Arrays.setAll(standard, _ -> random.nextGaussian());
        counts[function(factor, standard)]++;
      }
    }
    return counts;
  }

  private static int function(double[][] factor, double[] standard) {
    int function = 0;
    for (int i = 0; i < standard.length; i++) {
      double output = 0;
      for (int j = 0; j <= i; j++) {
        output += factor[i][j] * standard[j];
      }
      function |= output > 0 ? 1 << i : 0;
    }
    return function;
  }

  /** The covariance of the outputs on all inputs given a random hidden layer, times width + 1. */
  private double[][] outputCovariance(RandomGenerator random) {
    int n = inputs();
    double[][] covariance = new double[n][n];
    for (double[] row : covariance) {
      Arrays.fill(row, 1);
    }
    double scale = 1 / Math.sqrt(bits + 1);
    double[] hidden = new double[n];
    double[] weights = new double[bits + 1];
    for (int unit = 0; unit < width; unit++) {
      Arrays.setAll(weights, _ -> scale * random.nextGaussian());
      for (int i = 0; i < n; i++) {
        double sum = weights[bits];
        for (int b = 0; b < bits; b++) {
          sum += (i >> b & 1) == 1 ? weights[b] : -weights[b];
        }
        hidden[i] = activate(sum);
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += hidden[i] * hidden[j];
        }
      }
    }
    return covariance;
  }

  private double activate(double x) {
    return activation == Activation.RELU ? Math.max(0, x) : Math.tanh(x);
  }

  /**
   * The lower triangular factor of a covariance, of which the lower half is read; may be singular.
   */
  private static double[][] semidefiniteCholesky(double[][] a) {
    int n = a.length;
    double[][] factor = new double[n][n];
    for (int j = 0; j < n; j++) {
      double pivot = a[j][j];
      for (int k = 0; k < j; k++) {
        pivot -= factor[j][k] * factor[j][k];
      }
      if (pivot <= 1e-12 * a[j][j]) {
        // This output is a combination of those before: it has no noise of its own.
        continue;
      }
      factor[j][j] = Math.sqrt(pivot);
      for (int i = j + 1; i < n; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = sum / factor[j][j];
      }
    }
    return factor;
  }

  @Override
  public String toString() {
    return "BooleanFunctionPrior(bits=" + bits + ", width=" + width + ", " + activation + ")";
  }
}
