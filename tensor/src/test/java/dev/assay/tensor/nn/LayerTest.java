package dev.assay.tensor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.Autograd;
import dev.assay.tensor.DType;
import dev.assay.tensor.Loss;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LayerTest {
  private final LanguageModel model = new LanguageModel(10, 8, 2, 8, 2, RandomStream.of(1));

  @Test
  void namesParametersAndTheirRoles() {
    assertThat(model.parameters().keySet())
        .contains("positions", "tokens.weight", "blocks.1.attention.query.bias", "head.weight");
    assertThat(model.parameters().get("head.weight").role()).isEqualTo(Role.HEAD);
    assertThat(model.parameters().get("tokens.weight").role()).isEqualTo(Role.EMBEDDING);
    assertThat(model.parameters().get("blocks.0.up.weight").role()).isEqualTo(Role.MATRIX);
    assertThat(model.parameters().get("blocks.0.mlp_norm.bias").role()).isEqualTo(Role.VECTOR);
    // 10 * 8 + 8 * 8 + 2 blocks of 4 * (64 + 8) + (8 * 32 + 32) + (32 * 8 + 8) + 2 * 16, 16, 80
    assertThat(model.parameterCount()).isEqualTo(80 + 64 + 2 * (288 + 288 + 264 + 32) + 16 + 80);
  }

  @Test
  void freezesByPredicate() {
    model.freeze((_, p) -> p.role() != Role.HEAD);
    assertThat(model.trainable()).hasSize(1);
    Tensor ids = Tensor.range(0, 6).reshape(2, 3);
    Tensor loss = model.forward(ids).square().sum();
    Tensor head = model.trainable().getFirst().value();
    assertThat(Autograd.grad(loss, head).norm().item()).isPositive();
    Tensor frozen = model.parameters().get("tokens.weight").value();
    assertThatThrownBy(() -> Autograd.grad(model.forward(ids).sum(), frozen))
        .isInstanceOf(IllegalArgumentException.class);
    model.unfreeze((name, _) -> name.startsWith("blocks.1."));
    assertThat(model.trainable()).hasSizeGreaterThan(10);
    assertThat(model.parameters().get("blocks.0.up.weight").isFrozen()).isTrue();
  }

  @Test
  void savesAndLoadsState() {
    ResidualBlock block = new ResidualBlock(2, 4, 2, RandomStream.of(1));
    Tensor x = Tensor.randn(RandomStream.of(2), 3, 2, 4, 4).to(DType.FLOAT32);
    block.forward(x);
    SortedMap<String, Tensor> state = block.state();
    assertThat(state).containsKeys("bn1.running_mean", "downsample.0.weight", "conv1.weight");
    ResidualBlock other = new ResidualBlock(2, 4, 2, RandomStream.of(9));
    other.load(state);
    block.setTraining(false);
    other.setTraining(false);
    assertThat(other.forward(x).sub(block.forward(x)).norm().item()).isZero();
    // The copies do not change with the network.
    block.setTraining(true);
    block.forward(x);
    assertThat(other.state().get("bn1.running_mean").toDoubleArray())
        .isEqualTo(state.get("bn1.running_mean").toDoubleArray());

    SortedMap<String, Tensor> wrong = new TreeMap<>(state);
    wrong.put("conv1.weight", Tensor.zeros(1, 2));
    assertThatThrownBy(() -> other.load(wrong))
        .hasMessage(
            "The state does not fit this network: \"conv1.weight\" has shape [1, 2] where"
                + " [4, 2, 3, 3] is needed.");
    wrong.remove("conv1.weight");
    wrong.put("extra", Tensor.zeros(1));
    assertThatThrownBy(() -> other.load(wrong))
        .hasMessageContaining("missing are [conv1.weight], unknown are [extra].");
  }

  @Test
  void convertsType() {
    Linear linear = new Linear(3, 2, RandomStream.of(1));
    linear.to(DType.FLOAT64);
    assertThat(linear.forward(Tensor.ones(4, 3)).dtype()).isEqualTo(DType.FLOAT64);
    assertThat(linear.trainable()).hasSize(2);
  }

  @Test
  void dropsOnlyWhileTraining() {
    Dropout dropout = new Dropout(0.25, TorchStream.of(3));
    Tensor x = Tensor.ones(DType.FLOAT32, 10_000);
    Tensor dropped = dropout.forward(x);
    assertThat(dropped.eq(0).to(DType.FLOAT32).mean().item()).isCloseTo(0.25, within(0.02));
    assertThat(dropped.mean().item()).isCloseTo(1, within(0.02));
    dropout.setTraining(false);
    assertThat(dropout.forward(x)).isSameAs(x);
  }

  @Test
  void startsWithTheRightSpread() {
    RandomStream random = RandomStream.of(4);
    double[] expected = {1 / Math.sqrt(300), Math.sqrt(2.0 / 100), Math.sqrt(2.0 / 300)};
    Initializer[] all = {
      Initializer.inverseRootFanIn(), Initializer.kaimingNormal(), Initializer.xavierUniform()
    };
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i].draw(random, 200, 100).std().item()).isCloseTo(expected[i], within(2e-3));
    }
    Tensor q = Initializer.orthogonal().draw(random, 4, 9);
    assertThat(q.matmul(q.transpose()).sub(Tensor.eye(4)).norm().item()).isLessThan(1e-12);
  }

  /** Two steps of each optimizer by hand, on f(x) = 2 x^2 from x = 1, in FLOAT64. */
  @Test
  void optimizesByTheRule() {
    double x = 1;
    double v = 0;
    for (int t = 0; t < 2; t++) {
      double g = 4 * x + 0.1 * x;
      v = 0.9 * v + g;
      x -= 0.01 * (g + 0.9 * v);
    }
    Scalar one = new Scalar();
    train(one, new Sgd(one.trainable(), Setting.of(0.01), 0.9, true, Setting.of(0.1)));
    assertThat(one.x.value().item()).isCloseTo(x, within(1e-15));

    x = 1;
    double m = 0;
    v = 0;
    for (int t = 1; t <= 2; t++) {
      double g = 4 * x;
      x *= 1 - 0.01 * 0.5;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      x -= 0.01 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
    }
    Scalar two = new Scalar();
    train(two, new AdamW(two.trainable(), Setting.of(0.01), Setting.of(0.5)));
    assertThat(two.x.value().item()).isCloseTo(x, within(1e-15));
  }

  private static void train(Scalar scalar, Optimizer optimizer) {
    for (int t = 0; t < 2; t++) {
      try (TensorScope _ = TensorScope.open()) {
        optimizer.step(scalar.x.value().square().mul(2).sum());
      }
    }
  }

  private static final class Scalar extends Layer {
    private final Parameter x = parameter("x", Role.VECTOR, Tensor.ones(1));

    Scalar() {
      to(DType.FLOAT64);
    }
  }

  /** A model this size must learn to copy the token before the last one. */
  @Test
  void learns() {
    AdamW optimizer = new AdamW(model.trainable(), Setting.of(0.01), Setting.of(0));
    double last = 0;
    TorchStream random = TorchStream.of(5);
    for (int step = 0; step < 150; step++) {
      try (TensorScope _ = TensorScope.open()) {
        Tensor ids = random.randint(0, 10, 32, 6);
        Tensor logits = model.forward(ids).slice(1, 1, 6).flatten(0, 1);
        Tensor loss = Loss.crossEntropy(logits, ids.slice(1, 0, 5).reshape(-1));
        last = loss.item();
        optimizer.step(loss);
      }
    }
    assertThat(last).isLessThan(0.1);
  }
}
