package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.DType;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvolutionSpectrumTest {
  /** Kernels of 3 x 2 from two channels to three, on images of 4 x 5, written out as a matrix. */
  @Test
  void theSingularValuesAreThoseOfTheMapWrittenOut() {
    int out = 3;
    int in = 2;
    int a = 3;
    int b = 2;
    int height = 4;
    int width = 5;
    double[] kernel = new Random(1).doubles(36, -1, 1).toArray();
    int pixels = height * width;
    int rows = out * pixels;
    int columns = in * pixels;
    double[] map = new double[rows * columns];
    for (int o = 0; o < out; o++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int i = 0; i < in; i++) {
            for (int p = 0; p < a; p++) {
              for (int q = 0; q < b; q++) {
                int row = o * pixels + y * width + x;
                int column = i * pixels + (y + p) % height * width + (x + q) % width;
                map[row * columns + column] = kernel[((o * in + i) * a + p) * b + q];
              }
            }
          }
        }
      }
    }
    try (TensorScope _ = TensorScope.open()) {
      double[] expected =
          LinearAlgebra.singularValues(Tensor.of(map, rows, columns)).toDoubleArray();
      double[] found =
          ConvolutionSpectrum.singularValues(Tensor.of(kernel, out, in, a, b), height, width)
              .toDoubleArray();
      Arrays.sort(expected);
      Arrays.sort(found);
      assertThat(found).containsExactly(expected, within(1e-12));
      assertThat(ConvolutionSpectrum.spectralNorm(Tensor.of(kernel, out, in, a, b), height, width))
          .isCloseTo(expected[expected.length - 1], within(1e-12));
    }
  }

  /** Nine ones add up nine equal pixels; as a row of a matrix their norm is 3. */
  @Test
  void theReshapedNormOfABlurIsAThirdOfItsOwn() {
    try (TensorScope _ = TensorScope.open()) {
      Tensor blur = Tensor.ones(DType.FLOAT32, 1, 1, 3, 3);
      assertThat(ConvolutionSpectrum.spectralNorm(blur, 8, 8)).isCloseTo(9, within(1e-12));
      assertThat(ConvolutionSpectrum.reshapedSpectralNorm(blur)).isCloseTo(3, within(1e-12));
    }
  }

  @Test
  void imagesSmallerThanKernelsAreRefused() {
    try (TensorScope _ = TensorScope.open()) {
      Tensor kernel = Tensor.ones(DType.FLOAT32, 1, 1, 3, 3);
      assertThatThrownBy(() -> ConvolutionSpectrum.spectralNorm(kernel, 2, 8))
          .hasMessage("Images of 2 x 8 are smaller than kernels of 3 x 3.");
      Tensor matrix = Tensor.ones(3, 3);
      assertThatThrownBy(() -> ConvolutionSpectrum.reshapedSpectralNorm(matrix))
          .hasMessageContaining("not [3, 3]");
    }
  }
}
