package dev.assay.tensor;

import java.util.function.BiConsumer;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;

/**
 * Operations that change this tensor itself, and return it.
 *
 * <p>They are never recorded for gradients: this is how parameters are updated. A gradient that
 * still needs the old elements is refused when it is asked for. The other operand is broadcast to
 * this tensor's shape, which stays.
 */
public sealed interface InPlace permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor change(String operation, Runnable body, Tensor... others) {
    boolean recorded = GradMode.is_enabled();
    if (recorded) {
      GradMode.set_enabled(false);
    }
    try {
      body.run();
      return self();
    } catch (RuntimeException e) {
      Tensor[] operands = new Tensor[others.length + 1];
      operands[0] = self();
      System.arraycopy(others, 0, operands, 1, others.length);
      throw Failure.of(operation, e, operands);
    } finally {
      if (recorded) {
        GradMode.set_enabled(true);
      }
    }
  }

  /** Overwrites the elements with another's, converted to this type. */
  default Tensor copyInPlace(Tensor other) {
    return change("copyInPlace", () -> self().pointer().copy_(other.pointer()), other);
  }

  /** Overwrites every element with a number. */
  default Tensor fillInPlace(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return change("fillInPlace", () -> self().pointer().fill_(scalar));
    }
  }

  /** Overwrites every element with 0. */
  default Tensor zeroInPlace() {
    return change("zeroInPlace", () -> self().pointer().zero_());
  }

  /** Adds another tensor. */
  default Tensor addInPlace(Tensor other) {
    return change("addInPlace", () -> self().pointer().add_(other.pointer()), other);
  }

  /** Adds a number. */
  default Tensor addInPlace(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return change("addInPlace", () -> self().pointer().add_(scalar));
    }
  }

  /** Adds {@code factor * other}. */
  default Tensor addInPlace(Tensor other, double factor) {
    try (Scalar scalar = new Scalar(factor)) {
      return change("addInPlace", () -> self().pointer().add_(other.pointer(), scalar), other);
    }
  }

  /** Subtracts another tensor. */
  default Tensor subInPlace(Tensor other) {
    return change("subInPlace", () -> self().pointer().sub_(other.pointer()), other);
  }

  /** Subtracts {@code factor * other}. */
  default Tensor subInPlace(Tensor other, double factor) {
    try (Scalar scalar = new Scalar(factor)) {
      return change("subInPlace", () -> self().pointer().sub_(other.pointer(), scalar), other);
    }
  }

  /** Multiplies by another tensor. */
  default Tensor mulInPlace(Tensor other) {
    return change("mulInPlace", () -> self().pointer().mul_(other.pointer()), other);
  }

  /** Multiplies by a number. */
  default Tensor mulInPlace(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return change("mulInPlace", () -> self().pointer().mul_(scalar));
    }
  }

  /** Divides by another tensor. */
  default Tensor divInPlace(Tensor other) {
    return change("divInPlace", () -> self().pointer().div_(other.pointer()), other);
  }

  /** Divides by a number. */
  default Tensor divInPlace(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return change("divInPlace", () -> self().pointer().div_(scalar));
    }
  }

  /** Moves the elements towards another's: {@code this + weight * (end - this)}. */
  default Tensor lerpInPlace(Tensor end, double weight) {
    try (Scalar scalar = new Scalar(weight)) {
      return change("lerpInPlace", () -> self().pointer().lerp_(end.pointer(), scalar), end);
    }
  }

  /** Moves the elements towards another's by weights, which are broadcast. */
  default Tensor lerpInPlace(Tensor end, Tensor weight) {
    return change(
        "lerpInPlace", () -> self().pointer().lerp_(end.pointer(), weight.pointer()), end, weight);
  }

  /** Adds {@code factor * first * second}. */
  default Tensor addcmulInPlace(Tensor first, Tensor second, double factor) {
    try (Scalar scalar = new Scalar(factor)) {
      return change(
          "addcmulInPlace",
          () -> self().pointer().addcmul_(first.pointer(), second.pointer(), scalar),
          first,
          second);
    }
  }

  /** Adds {@code factor * first / second}. */
  default Tensor addcdivInPlace(Tensor first, Tensor second, double factor) {
    try (Scalar scalar = new Scalar(factor)) {
      return change(
          "addcdivInPlace",
          () -> self().pointer().addcdiv_(first.pointer(), second.pointer(), scalar),
          first,
          second);
    }
  }

  /** Takes the square root. */
  default Tensor sqrtInPlace() {
    return change("sqrtInPlace", () -> self().pointer().sqrt_());
  }

  /** Takes the square. */
  default Tensor squareInPlace() {
    return change("squareInPlace", () -> self().pointer().square_());
  }

  /** Changes the sign. */
  default Tensor negInPlace() {
    return change("negInPlace", () -> self().pointer().neg_());
  }

  /** Takes the sign. */
  default Tensor signInPlace() {
    return change("signInPlace", () -> self().pointer().sgn_());
  }

  /** Takes the exponential. */
  default Tensor expInPlace() {
    return change("expInPlace", () -> self().pointer().exp_());
  }

  /** Takes {@code max(x, 0)}. */
  default Tensor reluInPlace() {
    return change("reluInPlace", () -> self().pointer().relu_());
  }

  /** Raises elements below a number to it. */
  default Tensor clampMinInPlace(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return change("clampMinInPlace", () -> self().pointer().clamp_min_(scalar));
    }
  }

  /** Lowers elements above a number to it. */
  default Tensor clampMaxInPlace(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return change("clampMaxInPlace", () -> self().pointer().clamp_max_(scalar));
    }
  }

  /** Overwrites the elements where the mask is true. */
  default Tensor maskedFillInPlace(Tensor mask, double value) {
    try (Scalar scalar = new Scalar(value)) {
      return change(
          "maskedFillInPlace", () -> self().pointer().masked_fill_(mask.pointer(), scalar), mask);
    }
  }

  /** Adds the slices of {@code source} at these positions (a vector) of a dimension. */
  default Tensor indexAddInPlace(int dimension, Tensor positions, Tensor source) {
    return change(
        "indexAddInPlace",
        () -> self().pointer().index_add_(dimension, positions.pointer(), source.pointer()),
        positions,
        source);
  }

  /** Overwrites the slices at these positions (a vector) of a dimension. */
  default Tensor indexCopyInPlace(int dimension, Tensor positions, Tensor source) {
    return change(
        "indexCopyInPlace",
        () -> self().pointer().index_copy_(dimension, positions.pointer(), source.pointer()),
        positions,
        source);
  }

  /** Overwrites elements: {@code this[positions[i][j]][j] = source[i][j]} for dimension 0. */
  default Tensor scatterInPlace(int dimension, Tensor positions, Tensor source) {
    return change(
        "scatterInPlace",
        () -> self().pointer().scatter_(dimension, positions.pointer(), source.pointer()),
        positions,
        source);
  }

  /** Overwrites the elements with Gaussian numbers of PyTorch's own stream. */
  default Tensor normalInPlace(double mean, double deviation, TorchStream stream) {
    return draw("normalInPlace", stream, (t, generator) -> t.normal_(mean, deviation, generator));
  }

  /** Overwrites the elements with uniform numbers of [low, high) of PyTorch's own stream. */
  default Tensor uniformInPlace(double low, double high, TorchStream stream) {
    return draw("uniformInPlace", stream, (t, generator) -> t.uniform_(low, high, generator));
  }

  /** Overwrites each element with 1 by this probability, else 0, of PyTorch's own stream. */
  default Tensor bernoulliInPlace(double probability, TorchStream stream) {
    return draw("bernoulliInPlace", stream, (t, generator) -> t.bernoulli_(probability, generator));
  }

  /** Draws on the CPU, so that the numbers are the same on every device. */
  private Tensor draw(
      String operation,
      TorchStream stream,
      BiConsumer<org.bytedeco.pytorch.Tensor, GeneratorOptional> body) {
    if (!self().device().equals(Device.cpu())) {
      InPlace drawn = Tensor.emptyOnCpu(self().dtype(), self().shape());
      return copyInPlace(drawn.draw(operation, stream, body));
    }
    try (GeneratorOptional generator = stream.optional()) {
      return change(operation, () -> body.accept(self().pointer(), generator));
    }
  }
}
