package dev.assay.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Operations on each element.
 *
 * <p>Two tensors are broadcast as in NumPy: shapes are aligned at their last dimension, and a
 * dimension of size 1 or a missing one is repeated. The result has the wider type of the two; a
 * number takes the type of the tensor, but makes integers float32.
 */
public sealed interface Elementwise permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /** The sum. */
  default Tensor add(Tensor other) {
    return Native.call("add", self(), other, (a, b) -> a.add(b));
  }

  /** The sum with a number. */
  default Tensor add(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("add", self(), t -> t.add(scalar));
    }
  }

  /** {@code this + factor * other}. */
  default Tensor add(Tensor other, double factor) {
    try (Scalar scalar = new Scalar(factor)) {
      return Native.call("add", self(), other, (a, b) -> a.add(b, scalar));
    }
  }

  /** The difference. */
  default Tensor sub(Tensor other) {
    return Native.call("sub", self(), other, (a, b) -> a.sub(b));
  }

  /** The difference to a number. */
  default Tensor sub(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("sub", self(), t -> t.sub(scalar));
    }
  }

  /** The product. */
  default Tensor mul(Tensor other) {
    return Native.call("mul", self(), other, (a, b) -> a.mul(b));
  }

  /** The product with a number. */
  default Tensor mul(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("mul", self(), t -> t.mul(scalar));
    }
  }

  /** The quotient; of integers it is float32. */
  default Tensor div(Tensor other) {
    return Native.call("div", self(), other, (a, b) -> a.div(b));
  }

  /** The quotient by a number; of integers it is float32. */
  default Tensor div(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("div", self(), t -> t.div(scalar));
    }
  }

  /** The quotient rounded down. */
  default Tensor floorDiv(Tensor other) {
    return Native.call("floorDiv", self(), other, (a, b) -> a.floor_divide(b));
  }

  /** The quotient by a number, rounded down. */
  default Tensor floorDiv(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("floorDiv", self(), t -> t.floor_divide(scalar));
    }
  }

  /** The remainder, with the sign of the divisor. */
  default Tensor remainder(Tensor other) {
    return Native.call("remainder", self(), other, (a, b) -> a.remainder(b));
  }

  /** The remainder by a number, with the sign of the divisor. */
  default Tensor remainder(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("remainder", self(), t -> t.remainder(scalar));
    }
  }

  /** The power. */
  default Tensor pow(Tensor other) {
    return Native.call("pow", self(), other, (a, b) -> a.pow(b));
  }

  /** The power with one exponent. */
  default Tensor pow(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("pow", self(), t -> t.pow(scalar));
    }
  }

  /** The greater of two elements; NaN where one of them is. */
  default Tensor maximum(Tensor other) {
    return Native.call("maximum", self(), other, (a, b) -> a.maximum(b));
  }

  /** The smaller of two elements; NaN where one of them is. */
  default Tensor minimum(Tensor other) {
    return Native.call("minimum", self(), other, (a, b) -> a.minimum(b));
  }

  /** The angle of the point (other, this), in (-pi, pi]. */
  default Tensor atan2(Tensor other) {
    return Native.call("atan2", self(), other, (a, b) -> a.atan2(b));
  }

  /** {@code this + weight * (end - this)}. */
  default Tensor lerp(Tensor end, double weight) {
    try (Scalar scalar = new Scalar(weight)) {
      return Native.call("lerp", self(), end, (a, b) -> a.lerp(b, scalar));
    }
  }

  /** {@code this + factor * first * second}. */
  default Tensor addcmul(Tensor first, Tensor second, double factor) {
    try (Scalar scalar = new Scalar(factor)) {
      return Native.get(
          "addcmul",
          () -> new Tensor(self().pointer().addcmul(first.pointer(), second.pointer(), scalar)),
          self(),
          first,
          second);
    }
  }

  /** {@code this + factor * first / second}. */
  default Tensor addcdiv(Tensor first, Tensor second, double factor) {
    try (Scalar scalar = new Scalar(factor)) {
      return Native.get(
          "addcdiv",
          () -> new Tensor(self().pointer().addcdiv(first.pointer(), second.pointer(), scalar)),
          self(),
          first,
          second);
    }
  }

  /** Elements held to [{@code low}, {@code high}]; the gradient outside is zero. */
  default Tensor clamp(double low, double high) {
    try (Scalar lowest = new Scalar(low);
        Scalar highest = new Scalar(high);
        ScalarOptional from = new ScalarOptional(lowest);
        ScalarOptional to = new ScalarOptional(highest)) {
      return Native.call("clamp", self(), t -> t.clamp(from, to));
    }
  }

  /** Elements not less than this number. */
  default Tensor clampMin(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("clampMin", self(), t -> t.clamp_min(scalar));
    }
  }

  /** Elements not greater than this number. */
  default Tensor clampMax(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("clampMax", self(), t -> t.clamp_max(scalar));
    }
  }

  /** The negative. */
  default Tensor neg() {
    return Native.call("neg", self(), t -> t.neg());
  }

  /** The absolute value; of complex numbers the modulus, which is real. */
  default Tensor abs() {
    return Native.call("abs", self(), t -> t.abs());
  }

  /** -1, 0 or 1 by the sign; NaN stays. */
  default Tensor sign() {
    return Native.call("sign", self(), t -> t.sgn());
  }

  /** The square. */
  default Tensor square() {
    return Native.call("square", self(), t -> t.square());
  }

  /** The square root; NaN below 0. */
  default Tensor sqrt() {
    return Native.call("sqrt", self(), t -> t.sqrt());
  }

  /** One over the square root. */
  default Tensor rsqrt() {
    return Native.call("rsqrt", self(), t -> t.rsqrt());
  }

  /** One over the element. */
  default Tensor reciprocal() {
    return Native.call("reciprocal", self(), t -> t.reciprocal());
  }

  /** The exponential. */
  default Tensor exp() {
    return Native.call("exp", self(), t -> t.exp());
  }

  /** {@code exp(x) - 1}, exact near 0. */
  default Tensor expm1() {
    return Native.call("expm1", self(), t -> t.expm1());
  }

  /** The natural logarithm; NaN below 0. */
  default Tensor log() {
    return Native.call("log", self(), t -> t.log());
  }

  /** {@code log(1 + x)}, exact near 0. */
  default Tensor log1p() {
    return Native.call("log1p", self(), t -> t.log1p());
  }

  /** The logarithm to base 2. */
  default Tensor log2() {
    return Native.call("log2", self(), t -> t.log2());
  }

  /** The sine. */
  default Tensor sin() {
    return Native.call("sin", self(), t -> t.sin());
  }

  /** The cosine. */
  default Tensor cos() {
    return Native.call("cos", self(), t -> t.cos());
  }

  /** The tangent. */
  default Tensor tan() {
    return Native.call("tan", self(), t -> t.tan());
  }

  /** The arc tangent. */
  default Tensor atan() {
    return Native.call("atan", self(), t -> t.atan());
  }

  /** The hyperbolic tangent. */
  default Tensor tanh() {
    return Native.call("tanh", self(), t -> t.tanh());
  }

  /** {@code 1 / (1 + exp(-x))}. */
  default Tensor sigmoid() {
    return Native.call("sigmoid", self(), t -> t.sigmoid());
  }

  /** {@code max(x, 0)}. */
  default Tensor relu() {
    return Native.call("relu", self(), t -> t.relu());
  }

  /** The error function. */
  default Tensor erf() {
    return Native.call("erf", self(), t -> t.erf());
  }

  /** One less the error function. */
  default Tensor erfc() {
    return Native.call("erfc", self(), t -> t.erfc());
  }

  /** The inverse of the error function, on (-1, 1). */
  default Tensor erfinv() {
    return Native.call("erfinv", self(), t -> t.erfinv());
  }

  /** The logarithm of the absolute gamma function. */
  default Tensor lgamma() {
    return Native.call("lgamma", self(), t -> t.lgamma());
  }

  /** The derivative of the logarithm of the gamma function. */
  default Tensor digamma() {
    return Native.call("digamma", self(), t -> t.digamma());
  }

  /** The nearest integer; halves go to the even one. */
  default Tensor round() {
    return Native.call("round", self(), t -> t.round());
  }

  /** Rounded down. */
  default Tensor floor() {
    return Native.call("floor", self(), t -> t.floor());
  }

  /** Rounded up. */
  default Tensor ceil() {
    return Native.call("ceil", self(), t -> t.ceil());
  }

  /** Rounded towards 0. */
  default Tensor trunc() {
    return Native.call("trunc", self(), t -> t.trunc());
  }

  /** True where an element is NaN. */
  default Tensor isNan() {
    return Native.call("isNan", self(), t -> t.isnan());
  }

  /** True where an element is neither NaN nor infinite. */
  default Tensor isFinite() {
    return Native.call("isFinite", self(), t -> t.isfinite());
  }

  /** True where an element is false or 0. */
  default Tensor not() {
    return Native.call("not", self(), t -> t.logical_not());
  }

  /** {@code x * sigmoid(x)}, also called swish (Elfwing et al. 2018). */
  default Tensor silu() {
    return Native.call("silu", self(), t -> torch.silu(t));
  }

  /** {@code x * Phi(x)} with the normal distribution function Phi (Hendrycks and Gimpel 2016). */
  default Tensor gelu() {
    return Native.call("gelu", self(), t -> torch.gelu(t));
  }

  /** {@code log(sigmoid(x))}, without overflow. */
  default Tensor logSigmoid() {
    return Native.call("logSigmoid", self(), t -> torch.log_sigmoid(t));
  }

  /** {@code log(1 + exp(x))}, without overflow. */
  default Tensor softplus() {
    return Native.call("softplus", self(), t -> torch.softplus(t));
  }

  /** {@code x * tanh(softplus(x))} (Misra 2019). */
  default Tensor mish() {
    return Native.call("mish", self(), t -> torch.mish(t));
  }

  /** GELU by its approximation with tanh, as in GPT-2. */
  default Tensor geluTanh() {
    return Native.call("geluTanh", self(), t -> torch.gelu(t, "tanh"));
  }

  /** {@code x} where positive, {@code slope * x} elsewhere. */
  default Tensor leakyRelu(double slope) {
    try (Scalar scalar = new Scalar(slope)) {
      return Native.call("leakyRelu", self(), t -> torch.leaky_relu(t, scalar));
    }
  }

  /** {@code x} where positive, {@code exp(x) - 1} elsewhere. */
  default Tensor elu() {
    return Native.call("elu", self(), t -> torch.elu(t));
  }

  /** True where elements are equal; the result is BOOL. */
  default Tensor eq(Tensor other) {
    return Native.call("eq", self(), other, (a, b) -> a.eq(b));
  }

  /** True where an element is equal, compared with a number; the result is BOOL. */
  default Tensor eq(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("eq", self(), t -> t.eq(scalar));
    }
  }

  /** True where elements are different; the result is BOOL. */
  default Tensor ne(Tensor other) {
    return Native.call("ne", self(), other, (a, b) -> a.ne(b));
  }

  /** True where an element is different, compared with a number; the result is BOOL. */
  default Tensor ne(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("ne", self(), t -> t.ne(scalar));
    }
  }

  /** True where elements are less; the result is BOOL. */
  default Tensor lt(Tensor other) {
    return Native.call("lt", self(), other, (a, b) -> a.lt(b));
  }

  /** True where an element is less, compared with a number; the result is BOOL. */
  default Tensor lt(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("lt", self(), t -> t.lt(scalar));
    }
  }

  /** True where elements are less or equal; the result is BOOL. */
  default Tensor le(Tensor other) {
    return Native.call("le", self(), other, (a, b) -> a.le(b));
  }

  /** True where an element is less or equal, compared with a number; the result is BOOL. */
  default Tensor le(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("le", self(), t -> t.le(scalar));
    }
  }

  /** True where elements are greater; the result is BOOL. */
  default Tensor gt(Tensor other) {
    return Native.call("gt", self(), other, (a, b) -> a.gt(b));
  }

  /** True where an element is greater, compared with a number; the result is BOOL. */
  default Tensor gt(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("gt", self(), t -> t.gt(scalar));
    }
  }

  /** True where elements are greater or equal; the result is BOOL. */
  default Tensor ge(Tensor other) {
    return Native.call("ge", self(), other, (a, b) -> a.ge(b));
  }

  /** True where an element is greater or equal, compared with a number; the result is BOOL. */
  default Tensor ge(double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("ge", self(), t -> t.ge(scalar));
    }
  }

  /** True where both are. */
  default Tensor and(Tensor other) {
    return Native.call("and", self(), other, (a, b) -> a.logical_and(b));
  }

  /** True where one of them is. */
  default Tensor or(Tensor other) {
    return Native.call("or", self(), other, (a, b) -> a.logical_or(b));
  }

  /** True where exactly one of them is. */
  default Tensor xor(Tensor other) {
    return Native.call("xor", self(), other, (a, b) -> a.logical_xor(b));
  }

  /** The bits that are set in both; integers only. */
  default Tensor bitAnd(Tensor other) {
    return Native.call("bitAnd", self(), other, (a, b) -> a.bitwise_and(b));
  }

  /** The bits that are set in either; integers only. */
  default Tensor bitOr(Tensor other) {
    return Native.call("bitOr", self(), other, (a, b) -> a.bitwise_or(b));
  }

  /** The bits that are set in one only; integers only. */
  default Tensor bitXor(Tensor other) {
    return Native.call("bitXor", self(), other, (a, b) -> a.bitwise_xor(b));
  }

  /** Bits shifted left; integers only. */
  default Tensor shiftLeft(Tensor other) {
    return Native.call("shiftLeft", self(), other, (a, b) -> a.bitwise_left_shift(b));
  }

  /** Bits shifted right; integers only. */
  default Tensor shiftRight(Tensor other) {
    return Native.call("shiftRight", self(), other, (a, b) -> a.bitwise_right_shift(b));
  }

  /** Elements of {@code yes} where this BOOL tensor is true, of {@code no} elsewhere. */
  default Tensor where(Tensor yes, Tensor no) {
    return Native.get(
        "where",
        () -> new Tensor(torch.where(self().pointer(), yes.pointer(), no.pointer())),
        self(),
        yes,
        no);
  }

  /** The real part of complex numbers; shares memory. */
  default Tensor real() {
    return Native.call("real", self(), t -> torch.real(t));
  }

  /** The imaginary part of complex numbers; shares memory. */
  default Tensor imag() {
    return Native.call("imag", self(), t -> torch.imag(t));
  }

  /** The complex conjugate. */
  default Tensor conj() {
    return Native.call("conj", self(), t -> t.conj());
  }

  /** The angle of complex numbers, in (-pi, pi]. */
  default Tensor angle() {
    return Native.call("angle", self(), t -> t.angle());
  }
}
