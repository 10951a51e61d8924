package dev.assay.methods;

import dev.assay.data.XorClusterData;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Full-batch gradient descent on a two-layer ReLU network, computed in the span of the data.
 *
 * <p>Zhiwei Xu, Yutong Wang, Spencer Frei, Gal Vardi, Wei Hu. Benign Overfitting and Grokking in
 * ReLU Networks for XOR Cluster Data. ICLR 2024, arXiv 2310.02541.
 *
 * <p>The network is {@code f(x) = sum_j a_j relu(<w_j, x>)} with m neurons, a_j = +-1/sqrt(m) fixed
 * and w_j(0) ~ N(0, omega^2 I_p) trained on the logistic loss {@code 1/n sum_i log(1 + exp(-y_i
 * f(x_i)))}:
 *
 * <pre>
 * w_j += (alpha/n) a_j sum_i g_i y_i 1[&lt;w_j, x_i&gt; &gt; 0] x_i,   g_i = 1 / (1 + exp(y_i f(x_i)))
 * </pre>
 *
 * <p>Every step moves W within the span of the points, {@code W = W0 + A^T X}. So the coefficients
 * A (n x m) are updated instead, with {@code K = X X^T} and {@code Z0 = X W0^T}:
 *
 * <pre>
 * Z = Z0 + K A
 * A += (alpha/n) (1[Z &gt; 0] * (y g) a^T)
 * </pre>
 *
 * <p>This is the same descent, at n^2 m instead of n p m operations a step. For {@linkplain
 * XorClusterData#reduced reduced} data nothing of size p is ever formed: a fresh point's noise
 * beyond the kept coordinates meets the weights only in Gaussian products, which are drawn with
 * exactly their joint law (a Wishart factor over the neurons).
 *
 * <p><b>Differs from the paper in</b>: nothing known in the update rule. The paper assumes {@code p
 * >= C n^5.02} (as recollected), which reduced data reaches at C = 1 for some sixty points;
 * choosing n and p is the caller's part.
 */
public final class SpanGradientDescent {
  private final double stepSize;
  private final double initScale;
  private final int width;

  /**
   * Chooses the hyperparameters.
   *
   * @param stepSize alpha, positive; of the order of 1/p
   * @param initScale omega, positive: at 0 no neuron would be active
   * @param width the number m of neurons, at least 1
   */
  public SpanGradientDescent(double stepSize, double initScale, int width) {
    this.stepSize = Require.positive("stepSize", stepSize);
    this.initScale = Require.positive("initScale", initScale);
    this.width = Require.positive("width", width);
  }

  /** The step size alpha. */
  public double stepSize() {
    return stepSize;
  }

  /** The scale omega of the initial weights. */
  public double initScale() {
    return initScale;
  }

  /** The number m of neurons. */
  public int width() {
    return width;
  }

  /**
   * Draws the initial network. Its tensors live in the {@link TensorScope} in which this is called.
   *
   * @param data what to train on
   * @param seed of the weights; it may be the data's, whose streams have other names
   */
  public Training start(XorClusterData data, long seed) {
    return new Training(data, RandomStream.of(seed));
  }

  @Override
  public String toString() {
    return "SpanGradientDescent(stepSize="
        + stepSize
        + ", initScale="
        + initScale
        + ", width="
        + width
        + ")";
  }

  /**
   * Fresh points, as one training sees them.
   *
   * @param cleanLabels (count) before flips, each +1 or -1
   * @param labels (count) flipped at the data's rate
   * @param cross inner products with the training points (count x n)
   * @param initial pre-activations under the initial weights (count x m)
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record TestPoints(double[] cleanLabels, double[] labels, Tensor cross, Tensor initial) {}

  /**
   * Which cluster directions the neurons point to.
   *
   * @param positive mean |&lt;w_j, mu1&gt;| / mean |&lt;w_j, mu2&gt;| over the neurons with a_j
   *     &gt; 0
   * @param negative mean |&lt;w_j, mu2&gt;| / mean |&lt;w_j, mu1&gt;| over those with a_j &lt; 0
   */
  public record Alignment(double positive, double negative) {}

  /** A network in training: mutable, for one thread. */
  public final class Training {
    private final XorClusterData data;
    private final RandomStream random;
    private final double[] labels;
    private final Tensor signs;
    private final Tensor initialWeights;
    private final Tensor kernel;
    private final Tensor initialActivations;
    private final Tensor coefficients;
    private final Tensor activations;
    private double @Nullable [] hiddenFactor;
    private int t;

    private Training(XorClusterData data, RandomStream random) {
      this.data = data;
      this.random = random;
      this.labels = data.labels();
      int n = data.size();
      try (TensorScope scope = TensorScope.open()) {
        Tensor x = data.points();
        double[] a = new double[width];
        RandomGenerator coin = random.fork("signs");
        for (int j = 0; j < width; j++) {
          a[j] = (coin.nextBoolean() ? 1 : -1) / Math.sqrt(width);
        }
        signs = scope.keep(Tensor.of(a, width));
        initialWeights =
            scope.keep(
                Tensor.randn(random.fork("weights"), width, data.coordinates()).mul(initScale));
        kernel = scope.keep(x.matmul(x.transpose()));
        initialActivations = scope.keep(x.matmul(initialWeights.transpose()));
        coefficients = scope.keep(Tensor.zeros(n, width));
        activations = scope.keep(initialActivations.copy());
      }
    }

    /** The number of steps made. */
    public int t() {
      return t;
    }

    /** Makes one step. */
    public void step() {
      int n = labels.length;
      double[] scores = trainScores();
      double[] pull = new double[n];
      for (int i = 0; i < n; i++) {
        pull[i] = labels[i] / (1 + Math.exp(labels[i] * scores[i]));
      }
      try (TensorScope _ = TensorScope.open()) {
        Tensor outer = Tensor.of(pull, n, 1).matmul(signs.reshape(1, width));
        coefficients.addInPlace(activations.gt(0).mul(outer), stepSize / n);
        activations.copyInPlace(initialActivations).addInPlace(kernel.matmul(coefficients));
      }
      t++;
    }

    /** The network's outputs on the training points (n). */
    public double[] trainScores() {
      try (TensorScope _ = TensorScope.open()) {
        return activations.relu().matmul(signs).toDoubleArray();
      }
    }

    /**
     * Draws fresh points from the data's distribution. Their tensors live in the scope in which
     * this is called.
     *
     * @param count at least 1; 8 count (n + m) bytes
     * @param seed of the points
     */
    public TestPoints testPoints(int count, long seed) {
      RandomStream stream = RandomStream.of(seed);
      try (TensorScope scope = TensorScope.open()) {
        XorClusterData.Draw draw = data.drawCentres(count, stream.fork("test labels"));
        Tensor points =
            draw.centres()
                .addInPlace(Tensor.randn(stream.fork("test noise"), count, data.coordinates()));
        Tensor cross = points.matmul(data.points().transpose());
        Tensor initial = points.matmul(initialWeights.transpose());
        int hidden = data.hiddenDimensions();
        if (hidden > 0) {
          int k = Math.min(hidden, width);
          Tensor noise = Tensor.randn(stream.fork("hidden noise"), count, k);
          Tensor factor = Tensor.of(hiddenFactor(hidden), width, k);
          initial.addInPlace(noise.matmul(factor.transpose()), initScale);
        }
        return new TestPoints(
            draw.cleanLabels(), draw.labels(), scope.keep(cross), scope.keep(initial));
      }
    }

    /** The network's outputs on fresh points (count). */
    public double[] scores(TestPoints points) {
      try (TensorScope _ = TensorScope.open()) {
        return output(points.initial(), points.cross());
      }
    }

    /**
     * The network's outputs in the plane of the cluster centres, for a map of its decisions.
     *
     * @param plane points (count x 2): coordinates along mu1 and mu2, in units of length, so that
     *     the centres lie at +-|mu| on the axes
     * @return (count)
     */
    public double[] planeScores(Tensor plane) {
      if (plane.dimensions() != 2 || plane.size(1) != 2) {
        throw new IllegalArgumentException(
            "Plane points need the shape [count, 2], not " + Arrays.toString(plane.shape()) + ".");
      }
      try (TensorScope _ = TensorScope.open()) {
        return output(
            plane.matmul(initialWeights.slice(1, 0, 2).transpose()),
            plane.matmul(data.points().slice(1, 0, 2).transpose()));
      }
    }

    /**
     * The linear rule that the network resembles after one step: {@code sum_i y_i <x_i, x>} on
     * fresh points (count).
     */
    public double[] linearScores(TestPoints points) {
      try (TensorScope _ = TensorScope.open()) {
        return points.cross().matmul(Tensor.of(labels, labels.length)).toDoubleArray();
      }
    }

    /** Which cluster directions the neurons point to now. */
    public Alignment alignment() {
      double[] w;
      try (TensorScope _ = TensorScope.open()) {
        w =
            initialWeights
                .slice(1, 0, 2)
                .add(coefficients.transpose().matmul(data.points().slice(1, 0, 2)))
                .toDoubleArray();
      }
      double[] a = signs.toDoubleArray();
      double[][] sums = new double[2][2];
      for (int j = 0; j < width; j++) {
        double[] sum = sums[a[j] > 0 ? 0 : 1];
        sum[0] += Math.abs(w[2 * j]);
        sum[1] += Math.abs(w[2 * j + 1]);
      }
      return new Alignment(sums[0][0] / sums[0][1], sums[1][1] / sums[1][0]);
    }

    /** The first layer now, in the data's coordinates (m x coordinates): W0 + A^T X. */
    public Tensor weights() {
      try (TensorScope scope = TensorScope.open()) {
        return scope.keep(initialWeights.add(coefficients.transpose().matmul(data.points())));
      }
    }

    /** The second layer a (m), which is not trained. */
    public double[] secondLayer() {
      return signs.toDoubleArray();
    }

    private double[] output(Tensor initial, Tensor cross) {
      return initial.add(cross.matmul(coefficients)).relu().matmul(signs).toDoubleArray();
    }

    /**
     * A matrix (m x min(m, hidden)) whose rows have the inner products of the initial weights'
     * hidden parts, for an omega of 1. The same for all test points of this training.
     */
    private double[] hiddenFactor(int hidden) {
      if (hiddenFactor == null) {
        RandomGenerator stream = random.fork("hidden weights");
        if (hidden >= width) {
          hiddenFactor = XorClusterData.wishartFactor(width, hidden, stream);
        } else {
          double[] values = new double[width * hidden];
          Arrays.setAll(values, _ -> stream.nextGaussian());
          hiddenFactor = values;
        }
      }
      return hiddenFactor;
    }
  }
}
