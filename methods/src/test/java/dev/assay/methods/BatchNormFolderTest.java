package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.DType;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.nn.BatchNorm;
import dev.assay.tensor.nn.Conv2d;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchNormFolderTest {
  private static final Tensor SCALE = Tensor.of(new double[] {2, -1}, 2);
  private static final Tensor SHIFT = Tensor.of(new double[] {1, 3}, 2);
  private static final Tensor MEAN = Tensor.of(new double[] {4, 0.5}, 2);
  private static final Tensor VARIANCE = Tensor.of(new double[] {15, 0.25}, 2);

  /** By hand: the factors are 2 / sqrt(15 + 1) and -1 / sqrt(0.25 + 1). */
  @Test
  void aMatrixIsFoldedAsByHand() {
    BatchNormFolder.Folded folded =
        new BatchNormFolder(1)
            .fold(
                Tensor.of(new double[] {1, 2, 3, 4}, 2, 2),
                Tensor.of(new double[] {6, 0}, 2),
                SCALE,
                SHIFT,
                MEAN,
                VARIANCE);
    double second = -1 / Math.sqrt(1.25);
    assertThat(folded.weight().toDoubleArray())
        .containsExactly(new double[] {0.5, 1, 3 * second, 4 * second}, within(1e-12));
    assertThat(folded.bias().toDoubleArray())
        .containsExactly(new double[] {2, 3 - 0.5 * second}, within(1e-12));
  }

  @Test
  void aFoldedConvolutionComputesWhatBothDo() {
    try (TensorScope _ = TensorScope.withoutGradient()) {
      Conv2d convolution = new Conv2d(3, 2, 3, RandomStream.of(1));
      BatchNorm normalization = new BatchNorm(2);
      normalization.load(
          Map.of("weight", SCALE, "bias", SHIFT, "running_mean", MEAN, "running_var", VARIANCE));
      normalization.setTraining(false);
      Tensor x = Tensor.of(new Random(2).doubles(150).toArray(), 2, 3, 5, 5);
      Tensor images = x.to(DType.FLOAT32);
      Tensor expected = normalization.forward(convolution.forward(images));
      Map<String, Tensor> state = convolution.state();
      BatchNormFolder.Folded folded =
          new BatchNormFolder(1e-5)
              .fold(state.get("weight"), state.get("bias"), SCALE, SHIFT, MEAN, VARIANCE);
      convolution.load(Map.of("weight", folded.weight(), "bias", folded.bias()));
      assertThat(convolution.forward(images).sub(expected).abs().amax().item()).isLessThan(1e-5);
    }
  }

  @Test
  void aNormalizationOfOtherOutputsIsRefused() {
    Tensor weight = Tensor.ones(3, 2);
    assertThatThrownBy(
            () -> new BatchNormFolder(0).fold(weight, SCALE, SCALE, SHIFT, MEAN, VARIANCE))
        .hasMessageContaining("A weight of 3 outputs")
        .hasMessageContaining("not [2]");
    assertThatThrownBy(() -> new BatchNormFolder(-1)).hasMessageContaining("not -1.0");
  }
}
