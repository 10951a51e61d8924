package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AutogradTest {
  private final Tensor x = Tensor.of(new double[] {1, -2, 3}, 3).requireGradient();

  @Test
  void differentiatesOnceAndAgain() {
    Tensor y = x.pow(3).sum();
    Tensor first = Autograd.grad(y, List.of(x), Autograd.Graph.EXTEND).getFirst();
    assertThat(first.toDoubleArray()).containsExactly(3, 12, 27);
    Tensor second = Autograd.grad(first.sum(), List.of(x), Autograd.Graph.EXTEND).getFirst();
    assertThat(second.toDoubleArray()).containsExactly(6, -12, 18);
    assertThat(Autograd.grad(second.sum(), x).toDoubleArray()).containsExactly(6, 6, 6);
  }

  @Test
  void multipliesByTheHessianAndTheJacobian() {
    // f(x) = (sum x)^2 / 2 has the Hessian of ones: times v it is sum(v).
    Tensor gradient =
        Autograd.grad(x.sum().square().mul(0.5), List.of(x), Autograd.Graph.EXTEND).getFirst();
    Tensor v = Tensor.of(new double[] {1, 2, 4}, 3);
    assertThat(Autograd.grad(gradient.dot(v), x).toDoubleArray()).containsExactly(7, 7, 7);
    assertThat(
            Autograd.vectorJacobian(
                    List.of(x.square()), List.of(x), List.of(v), Autograd.Graph.FREE)
                .getFirst()
                .toDoubleArray())
        .containsExactly(2, -8, 24);
  }

  @Test
  void givesZerosForWhatHadNoPart() {
    Tensor other = Tensor.ones(2).requireGradient();
    List<Tensor> gradients = Autograd.gradOrZeros(x.sum(), List.of(x, other), Autograd.Graph.FREE);
    assertThat(gradients.get(1).toDoubleArray()).containsExactly(0, 0);
  }

  @Test
  void recordsNoUpdateInPlaceAndNothingWithoutGradient() {
    Tensor weight = Tensor.ones(2).requireGradient();
    weight.subInPlace(Autograd.grad(weight.square().sum(), weight), 0.25);
    assertThat(weight.toDoubleArray()).containsExactly(0.5, 0.5);
    assertThat(Autograd.grad(weight.sum(), weight).toDoubleArray()).containsExactly(1, 1);
    assertThat(weight.mul(2).requiresGradient()).isTrue();
    assertThat(weight.detach().mul(2).requiresGradient()).isFalse();
    assertThat(Autograd.withoutGradient(() -> weight.mul(2)).requiresGradient()).isFalse();
    try (TensorScope _ = TensorScope.withoutGradient()) {
      try (TensorScope _ = TensorScope.open()) {
        assertThat(weight.mul(2).requiresGradient()).isFalse();
      }
    }
    assertThat(weight.mul(2).requiresGradient()).isTrue();
  }

  /** Every gradient is held against central differences of the function itself. */
  @Test
  void differentiatesDecompositions() {
    Tensor a = Tensor.randn(RandomStream.of(1), 2, 4, 3);
    Tensor s = a.matmul(a.transpose()).add(Tensor.eye(4));
    Tensor lower = Tensor.ones(4, 4).tril(0);
    checkGradient(a, t -> LinearAlgebra.singularValues(t).log().sum());
    checkGradient(a, t -> svdProduct(t).square().sum());
    checkGradient(a, t -> LinearAlgebra.qr(t).r().abs().sum());
    checkGradient(s, t -> LinearAlgebra.eigh(symmetric(t)).values().square().sum());
    checkGradient(s, t -> LinearAlgebra.eigh(symmetric(t)).vectors().abs().sum());
    checkGradient(s, t -> LinearAlgebra.cholesky(symmetric(t)).sum());
    checkGradient(s, t -> LinearAlgebra.solve(t, a).square().sum());
    checkGradient(s, t -> LinearAlgebra.solveTriangular(t.mul(lower), a, false).sum());
    checkGradient(s, t -> LinearAlgebra.logDeterminant(t).logarithm().sum());
    checkGradient(s, t -> LinearAlgebra.inverse(t).square().sum());
    checkGradient(s.mul(0.1), t -> LinearAlgebra.exponential(t).sum());
    checkGradient(a, t -> LinearAlgebra.pseudoInverse(t).square().sum());
  }

  @Test
  void differentiatesWhatNetworksAreMadeOf() {
    RandomStream random = RandomStream.of(2);
    Tensor image = Tensor.randn(random, 2, 4, 6, 6);
    Tensor kernel = Tensor.randn(random, 6, 2, 3, 3);
    Convolution grouped = Convolution.plain().withGroups(2).withPadding(1).withStride(2);
    checkGradient(kernel, t -> grouped.conv2d(image, t, null).square().sum());
    checkGradient(image, t -> Pooling.max2d(t, 2, 2, 0).square().sum());
    Tensor q = Tensor.randn(random, 2, 5, 4);
    checkGradient(q, t -> Attention.causal(t, t.mul(0.5), t).square().sum());
    checkGradient(q, t -> Normalization.rms(t, null, 1e-6).pow(3).sum());
    checkGradient(q, t -> Normalization.layer(t, null, null, 1e-5).pow(3).sum());
    checkGradient(q, t -> Fourier.rfft(t).abs().sum());
    Tensor ids = Tensor.of(new long[] {1, 1, 0}, 3);
    checkGradient(q, t -> t.reshape(10, 4).embedding(ids).square().sum());
    checkGradient(q, t -> Tensor.einsum("bij,bkj->ik", t, t).square().sum());
  }

  private static Tensor svdProduct(Tensor a) {
    LinearAlgebra.Svd svd = LinearAlgebra.svd(a);
    return svd.u().matmul(svd.s().sqrt().diagonalMatrix()).matmul(svd.v().transpose());
  }

  private static Tensor symmetric(Tensor a) {
    return a.add(a.transpose()).mul(0.5);
  }

  private static void checkGradient(Tensor at, UnaryOperator<Tensor> function) {
    Tensor leaf = at.detach().copy().requireGradient();
    Tensor gradient = Autograd.grad(function.apply(leaf), leaf);
    Tensor direction = Tensor.randn(RandomStream.of(3), at.shape());
    double h = 1e-6;
    double numeric =
        (function.apply(at.add(direction, h)).item() - function.apply(at.add(direction, -h)).item())
            / (2 * h);
    assertThat(gradient.dot(direction).item())
        .isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
  }
}
