package dev.assay.tensor.nn;

import dev.assay.tensor.Pooling;
import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A small network for small images: twice a 3 x 3 convolution, 2 x 2 max pooling and ReLU, then a
 * hidden and an output layer: (batch, channels, size, size) becomes (batch, classes).
 */
public final class SmallCnn extends UnaryLayer {
  private final Conv2d first;
  private final Conv2d second;
  private final Linear hidden;
  private final Linear head;

  /**
   * Starts with PyTorch's initialization.
   *
   * @param size of the images, a multiple of 4
   * @param width channels of the first convolution; the second has twice as many
   * @param hiddenWidth features of the hidden layer
   */
  public SmallCnn(
      int channels, int size, int width, int hiddenWidth, int classes, RandomGenerator random) {
    if (size % 4 != 0) {
      throw new IllegalArgumentException(
          "The size of images is a multiple of 4, not " + size + ".");
    }
    first = child("conv1", new Conv2d(channels, width, 3, random));
    second = child("conv2", new Conv2d(width, 2 * width, 3, random));
    int features = 2 * width * (size / 4) * (size / 4);
    hidden = child("hidden", new Linear(features, hiddenWidth, random));
    Initializer start = Initializer.inverseRootFanIn();
    head = child("head", new Linear(hiddenWidth, classes, true, Role.HEAD, start, random));
  }

  @Override
  public Tensor forward(Tensor x) {
    // ReLU of the greatest is the greatest of the ReLUs, and takes a quarter of the work.
    Tensor h = pool(first.forward(x)).relu();
    h = pool(second.forward(h)).relu();
    return head.forward(hidden.forward(h.flatten(-3, -1)).relu());
  }

  private Tensor pool(Tensor x) {
    return members() == 0
        ? Pooling.max2d(x, 2, 2, 0)
        : Stacked.split(Pooling.max2d(Stacked.join(x), 2, 2, 0), members());
  }
}
