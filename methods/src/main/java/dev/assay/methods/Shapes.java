package dev.assay.methods;

import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Says a tensor's shape in a message. */
final class Shapes {
  private Shapes() {}

  /** Such as {@code 3 x 4}. */
  static String text(Tensor tensor) {
    return Arrays.stream(tensor.shape())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" x ", "(", ")"));
  }
}
