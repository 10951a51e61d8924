package dev.assay.methods;

import dev.assay.tensor.DType;
import dev.assay.tensor.Fourier;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import java.util.Arrays;

/**
 * The singular values of a convolution as a linear map from images to images, which those of its
 * kernels written as one matrix are not.
 *
 * <p>Sedghi, Gupta, Long. The Singular Values of Convolutional Layers. ICLR 2019, arXiv 1805.10408:
 *
 * <pre>
 * kernel K (out x in x a x b) on images of height x width, stride 1, padded by wrapping around
 * P(u, v) = the kernels' Fourier transforms at the frequency (u, v), a matrix (out x in)
 * singular values of the convolution = those of all height x width matrices P(u, v) together
 * </pre>
 *
 * <p>Measures of generalization often take the spectral norm of K reshaped to (out, in a b)
 * instead. The convolution's is up to sqrt(a b) times as large, as P(u, v) is that matrix times a b
 * unit numbers for each input: three times for kernels of 3 x 3, in every layer of a product.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>Nothing known. A layer that pads with zeros has other singular values, which these come
 *       near to where images are much larger than kernels.
 * </ol>
 */
public final class ConvolutionSpectrum {
  private ConvolutionSpectrum() {}

  /**
   * The singular values at each frequency, descending: FLOAT64 (height x width x min(out, in)).
   *
   * @param kernel (out x in x a x b)
   * @param height of the images, at least a
   * @param width of the images, at least b
   */
  public static Tensor singularValues(Tensor kernel, int height, int width) {
    requireKernel(kernel);
    if (height < kernel.size(2) || width < kernel.size(3)) {
      throw new IllegalArgumentException(
          "Images of %d x %d are smaller than kernels of %d x %d."
              .formatted(height, width, kernel.size(2), kernel.size(3)));
    }
    Tensor transforms = Fourier.fft2(kernel.to(DType.FLOAT64), height, width);
    return LinearAlgebra.singularValues(transforms.permute(2, 3, 0, 1));
  }

  /** How much longer the convolution makes an image at most: its largest singular value. */
  public static double spectralNorm(Tensor kernel, int height, int width) {
    return singularValues(kernel, height, width).amax().item();
  }

  /** The spectral norm of the kernel as a matrix (out, in a b). */
  public static double reshapedSpectralNorm(Tensor kernel) {
    requireKernel(kernel);
    return LinearAlgebra.spectralNorm(kernel.to(DType.FLOAT64).flatten(1, -1)).item();
  }

  private static void requireKernel(Tensor kernel) {
    if (kernel.dimensions() != 4) {
      throw new IllegalArgumentException(
          "A kernel has the shape (out, in, height, width), not "
              + Arrays.toString(kernel.shape())
              + ".");
    }
  }
}
