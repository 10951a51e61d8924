package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import dev.assay.data.TrainTest;
import dev.assay.tensor.Autograd;
import dev.assay.tensor.DType;
import dev.assay.tensor.Loss;
import dev.assay.tensor.Normalization;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.nn.AdamW;
import dev.assay.tensor.nn.Buffer;
import dev.assay.tensor.nn.Initializer;
import dev.assay.tensor.nn.Layer;
import dev.assay.tensor.nn.Linear;
import dev.assay.tensor.nn.Parameter;
import dev.assay.tensor.nn.Role;
import dev.assay.tensor.nn.Setting;
import dev.assay.tensor.nn.UnaryLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A network for tables that looks at some columns in each of its steps.
 *
 * <p>Sercan O. Arik, Tomas Pfister. TabNet: Attentive Interpretable Tabular Learning. AAAI 2021,
 * arXiv 1908.07442. With x the normalized columns, and F a stack of gated linear units:
 *
 * <pre>
 * a_0 = F_0(x)
 * M_t = sparsemax(P_(t-1) * BN(W_t a_(t-1))),   P_t = P_(t-1) (gamma - M_t),   P_0 = 1
 * (d_t, a_t) = F_t(M_t * x)
 * f(x) = w . sum_t relu(d_t)
 * </pre>
 *
 * <p>The loss is the squared error plus {@code sparsity} times the mean entropy of the masks.
 * Training stops when a fifth of the examples, held out, has not been predicted better for so many
 * passes, and goes back to the best pass.
 *
 * <p>The surrogate's tensors live in the {@link TensorScope} in which it was fitted.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>Batches are mixed as the library pytorch-tabnet does for regression where {@code mixing} is
 *       positive: with that probability an example is replaced by a point between it and another.
 *   <li>The learning rate is halved every 500 passes, and gradients are cut to a norm of 1, as in
 *       the same library's use by arXiv 2305.02260.
 * </ol>
 *
 * @param width of decisions and of attention, N_d = N_a, at least 1
 * @param steps at least 1
 * @param gamma how freely a column may be used again, at least 1
 * @param sparsity weight of the masks' entropy, at least 0
 * @param mixing in [0, 1]
 * @param rate Adam's learning rate, positive
 * @param batch examples a step, at least 2
 * @param epochs the most passes, at least 1
 * @param patience passes without a better one before it stops, at least 1
 */
public record TabNet(
    int width,
    int steps,
    double gamma,
    double sparsity,
    double mixing,
    double rate,
    int batch,
    int epochs,
    int patience)
    implements Surrogate.Method {
  private static final double HELD_OUT = 0.2;
  private static final int UNITS = 3;
  private static final int GHOST = 64;
  private static final double MOMENTUM = 0.02;
  private static final double EPSILON = 1e-5;
  private static final double TINY = 1e-15;
  private static final int HALVE_AFTER = 500;
  private static final double LARGEST_GRADIENT = 1;

  /** Chooses the hyperparameters. */
  public TabNet {
    Require.positive("width", width);
    Require.positive("steps", steps);
    Require.positive("rate", rate);
    Require.positive("epochs", epochs);
    Require.positive("patience", patience);
    if (!(gamma >= 1) || !(sparsity >= 0) || !(mixing >= 0 && mixing <= 1) || batch < 2) {
      throw new IllegalArgumentException(
          "TabNet needs a gamma of at least 1, a sparsity of at least 0, mixing in [0, 1] and"
              + " batches of at least 2, not %s, %s, %s and %d."
                  .formatted(gamma, sparsity, mixing, batch));
    }
  }

  @Override
  public Surrogate fit(RegressionTable examples, RandomGenerator random) {
    TrainTest<RegressionTable> parts = examples.split(HELD_OUT, random);
    Features reference = parts.train().features();
    Network network = new Network(reference.columns(), this, random);
    AdamW adam = new AdamW(network.trainable(), Setting.of(rate), Setting.of(0));
    Map<String, Tensor> best = network.state();
    double least = Double.POSITIVE_INFINITY;
    int bestEpoch = 0;
    try (TensorScope _ = TensorScope.open()) {
      Tensor x = inputs(parts.train().features(), reference);
      Tensor y = targets(parts.train());
      Tensor heldX = inputs(parts.test().features(), reference);
      Tensor heldY = targets(parts.test());
      Minibatches batches = new Minibatches(parts.train().size(), batch, random);
      for (int epoch = 1; epoch <= epochs && epoch - bestEpoch <= patience; epoch++) {
        int halvings = (epoch - 1) / HALVE_AFTER;
        adam.setLearningRate(Setting.of(Math.scalb(rate, -halvings)));
        network.setTraining(true);
        for (int step = 0; step < batches.count(); step++) {
          try (TensorScope _ = TensorScope.open()) {
            Tensor chosen = batches.next();
            Batch mixed = mix(x.indexSelect(0, chosen), y.indexSelect(0, chosen), random);
            Output output = network.forward(mixed.x());
            Tensor loss =
                Loss.meanSquared(output.value(), mixed.y()).add(output.entropy(), sparsity);
            step(adam, loss);
          }
        }
        double error;
        network.setTraining(false);
        try (TensorScope _ = TensorScope.withoutGradient()) {
          error = Loss.meanSquared(network.forward(heldX).value(), heldY).item();
        }
        if (error < least) {
          least = error;
          bestEpoch = epoch;
          best.values().forEach(Tensor::close);
          best = network.state();
        }
      }
      network.load(best);
    }
    network.setTraining(false);
    return points -> {
      try (TensorScope _ = TensorScope.withoutGradient()) {
        return network.forward(inputs(points, reference)).value().toDoubleArray();
      }
    };
  }

  private static Tensor inputs(Features points, Features reference) {
    return points.standardizedBy(reference).tensor().to(DType.FLOAT32);
  }

  private static Tensor targets(RegressionTable examples) {
    return examples.targetTensor().to(DType.FLOAT32).reshape(examples.size(), 1);
  }

  private record Batch(Tensor x, Tensor y) {}

  private Batch mix(Tensor x, Tensor y, RandomGenerator random) {
    int n = x.size(0);
    if (mixing == 0) {
      return new Batch(x, y);
    }
    double[] own = new double[n];
    long[] other = new long[n];
    for (int i = 0; i < n; i++) {
      // The library's share is of the arcsine distribution, Beta(1/2, 1/2).
      double sine = Math.sin(Math.PI / 2 * random.nextDouble());
      own[i] = random.nextDouble() < mixing ? sine * sine : 1;
      other[i] = random.nextInt(n);
    }
    Tensor share = Tensor.of(own, n, 1).to(DType.FLOAT32);
    Tensor rest = share.neg().add(1);
    Tensor partners = Tensor.of(other, n);
    return new Batch(
        x.mul(share).add(x.indexSelect(0, partners).mul(rest)),
        y.mul(share).add(y.indexSelect(0, partners).mul(rest)));
  }

  private static void step(AdamW adam, Tensor loss) {
    List<Tensor> gradients =
        Autograd.grad(loss, adam.parameters().stream().map(Parameter::value).toList());
    double squared = 0;
    for (Tensor gradient : gradients) {
      squared += gradient.squaredNorm().item();
    }
    double factor = LARGEST_GRADIENT / Math.max(LARGEST_GRADIENT, Math.sqrt(squared));
    adam.step(gradients.stream().map(gradient -> gradient.mul(factor)).toList());
  }

  /**
   * The Euclidean projection on the simplex (Martins and Astudillo, "From softmax to sparsemax",
   * 2016): {@code max(0, z - tau)} with the tau that makes each row's sum 1.
   *
   * @param z (n x d)
   */
  static Tensor sparsemax(Tensor z) {
    int d = z.size(1);
    Tensor sorted = z.sort(1, true).values();
    Tensor sums = sorted.cumsum(1);
    Tensor places = Tensor.range(1, d + 1).to(z.dtype());
    Tensor count = sorted.mul(places).add(1).gt(sums).to(z.dtype()).sum(1, true);
    Tensor tau = sums.gather(1, count.sub(1).to(DType.INT64)).sub(1).div(count);
    return z.sub(tau).relu();
  }

  /** What the network says of a batch: values (n x 1), and the mean entropy of its masks. */
  private record Output(Tensor value, Tensor entropy) {}

  private static final class Network extends Layer {
    private final TabNet settings;
    private final GhostNorm input;
    private final Transformer first;
    private final List<Attention> attentions = new ArrayList<>();
    private final List<Transformer> transformers = new ArrayList<>();
    private final Linear head;

    Network(int columns, TabNet settings, RandomGenerator random) {
      this.settings = settings;
      int width = settings.width();
      input = child("input", new GhostNorm(columns, Integer.MAX_VALUE));
      List<Linear> shared = new ArrayList<>();
      for (int i = 0; i < UNITS; i++) {
        shared.add(child("shared." + i, gated(i == 0 ? columns : 2 * width, 2 * width, random)));
      }
      first = child("first", new Transformer(shared, 2 * width, random));
      for (int t = 0; t < settings.steps(); t++) {
        attentions.add(child("attention." + t, new Attention(width, columns, random)));
        transformers.add(child("step." + t, new Transformer(shared, 2 * width, random)));
      }
      head = child("head", new Linear(width, 1, false, Role.HEAD, plain(width, 1), random));
    }

    Output forward(Tensor columns) {
      Tensor x = input.forward(columns);
      int width = settings.width();
      Tensor attended = first.forward(x).slice(1, width, 2L * width);
      Tensor free = x.onesLike();
      Tensor sum = Tensor.zeros(DType.FLOAT32, x.size(0), width);
      Tensor entropy = Tensor.zeros(DType.FLOAT32);
      for (int t = 0; t < settings.steps(); t++) {
        Tensor mask = sparsemax(attentions.get(t).forward(attended).mul(free));
        Tensor surprise = mask.mul(mask.add(TINY).log()).sum(1, false).mean();
        entropy = entropy.add(surprise, -1.0 / settings.steps());
        free = free.mul(mask.neg().add(settings.gamma()));
        Tensor out = transformers.get(t).forward(mask.mul(x));
        sum = sum.add(out.slice(1, 0, width).relu());
        attended = out.slice(1, width, 2L * width);
      }
      return new Output(head.forward(sum), entropy);
    }
  }

  /** The library's start of a linear map that no gate follows. */
  private static Initializer plain(int in, int out) {
    return glorot(in, out, Math.sqrt((in + out) / Math.sqrt(4.0 * in)));
  }

  private static Linear gated(int in, int out, RandomGenerator random) {
    Initializer start = glorot(in, 2 * out, Math.sqrt((in + 2 * out) / Math.sqrt(in)));
    return new Linear(in, 2 * out, false, Role.MATRIX, start, random);
  }

  private static Initializer glorot(int in, int out, double gain) {
    return Initializer.normal(gain * Math.sqrt(2.0 / (in + out)));
  }

  /** Batch normalization by parts of a batch (Hoffer, Hubara, Soudry, 2017). */
  private static final class GhostNorm extends UnaryLayer {
    private final Parameter weight;
    private final Parameter bias;
    private final Buffer mean;
    private final Buffer variance;
    private final int size;

    GhostNorm(int columns, int size) {
      this.size = size;
      weight = parameter("weight", Role.VECTOR, Tensor.ones(columns));
      bias = parameter("bias", Role.VECTOR, Tensor.zeros(columns));
      mean = buffer("running_mean", Tensor.zeros(columns));
      variance = buffer("running_var", Tensor.ones(columns));
    }

    @Override
    public Tensor forward(Tensor x) {
      int n = x.size(0);
      if (!isTraining() || n <= size) {
        return normalize(x);
      }
      List<Tensor> parts = new ArrayList<>();
      int count = Math.ceilDiv(n, size);
      for (int i = 0; i < count; i++) {
        parts.add(normalize(x.slice(0, (long) n * i / count, (long) n * (i + 1) / count)));
      }
      return Tensor.cat(parts, 0);
    }

    private Tensor normalize(Tensor x) {
      return Normalization.batch(
          x,
          mean.value(),
          variance.value(),
          weight.value(),
          bias.value(),
          isTraining(),
          MOMENTUM,
          EPSILON);
    }
  }

  private static final class Attention extends UnaryLayer {
    private final Linear map;
    private final GhostNorm norm;

    Attention(int width, int columns, RandomGenerator random) {
      map =
          child(
              "map", new Linear(width, columns, false, Role.MATRIX, plain(width, columns), random));
      norm = child("norm", new GhostNorm(columns, GHOST));
    }

    @Override
    public Tensor forward(Tensor x) {
      return norm.forward(map.forward(x));
    }
  }

  /**
   * Gated linear units: the maps of the first ones are shared by all steps, their norms are not.
   */
  private static final class Transformer extends UnaryLayer {
    private final List<Linear> maps;
    private final List<GhostNorm> norms = new ArrayList<>();

    Transformer(List<Linear> shared, int width, RandomGenerator random) {
      maps = new ArrayList<>(shared);
      for (int i = 0; i < UNITS; i++) {
        maps.add(child("own." + i, gated(width, width, random)));
      }
      for (int i = 0; i < maps.size(); i++) {
        norms.add(child("norm." + i, new GhostNorm(2 * width, GHOST)));
      }
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor h = unit(0, x);
      for (int i = 1; i < maps.size(); i++) {
        h = h.add(unit(i, h)).mul(Math.sqrt(0.5));
      }
      return h;
    }

    private Tensor unit(int i, Tensor x) {
      Tensor both = norms.get(i).forward(maps.get(i).forward(x));
      int width = both.size(1) / 2;
      return both.slice(1, 0, width).mul(both.slice(1, width, 2L * width).sigmoid());
    }
  }
}
