package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected numbers are closed forms, or NumPy 1.24's where an array of digits stands. */
class LinearAlgebraTest {
  private final Tensor a = Tensor.of(new double[][] {{4, 1, .5}, {1, 3, -1}, {.5, -1, 2}});
  private final Tensor tall = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6.5}});

  @Test
  void decomposes() {
    // The singular values of [[3, 0], [4, 5]] are sqrt(45) and sqrt(5).
    Tensor m = Tensor.of(new double[][] {{3, 0}, {4, 5}});
    LinearAlgebra.Svd svd = LinearAlgebra.svd(m);
    close(svd.s(), Math.sqrt(45), Math.sqrt(5));
    assertSame(svd.u().matmul(svd.s().diagonalMatrix()).matmul(svd.v().transpose()), m);
    assertThat(LinearAlgebra.svd(tall.transpose()).u().shape()).containsExactly(2, 2);
    assertThat(LinearAlgebra.svd(tall.transpose()).v().shape()).containsExactly(3, 2);
    close(LinearAlgebra.singularValues(tall), 9.852920234522093, 0.41226551170948406);
    close(LinearAlgebra.spectralNorm(m), Math.sqrt(45));
    close(LinearAlgebra.nuclearNorm(m), Math.sqrt(45) + Math.sqrt(5));

    LinearAlgebra.Qr qr = LinearAlgebra.qr(tall);
    assertSame(qr.q().matmul(qr.r()), tall);
    assertSame(qr.q().transpose().matmul(qr.q()), Tensor.eye(2));

    LinearAlgebra.Eigen eigen = LinearAlgebra.eigh(a);
    close(eigen.values(), 1.0595504397993127, 3.3175444385565522, 4.622905121644136);
    assertSame(a.matmul(eigen.vectors()), eigen.vectors().mul(eigen.values()));
    // A rotation by 90 degrees has the eigenvalues i and -i.
    Tensor turned = LinearAlgebra.eigenvalues(Tensor.of(new double[][] {{0, -1}, {1, 0}}));
    close(turned.imag().sort(0, false).values(), -1, 1);
    close(
        LinearAlgebra.cholesky(a),
        2,
        0,
        0,
        0.5,
        1.6583123951777,
        0,
        0.25,
        -0.6784005252999682,
        1.2154310870109943);
  }

  @Test
  void leastSquaresAreTheSameToTheLastBitAtEachCall() {
    Tensor wide = Tensor.of(RandomStream.of(3).doubles(400).toArray(), 40, 10);
    Tensor b = Tensor.of(RandomStream.of(4).doubles(40).toArray(), 40, 1);
    double[] first = LinearAlgebra.leastSquares(wide, b).toDoubleArray();
    for (int i = 0; i < 40; i++) {
      assertThat(LinearAlgebra.leastSquares(wide, b).toDoubleArray()).isEqualTo(first);
    }
  }

  @Test
  void leastSquaresOfDependentColumnsHaveTheLeastNorm() {
    Tensor twins = Tensor.of(new double[] {1, 1, 1, 1}, 2, 2);
    close(LinearAlgebra.leastSquares(twins, Tensor.of(new double[] {2, 4}, 2, 1)), 1.5, 1.5);
  }

  @Test
  void solves() {
    Tensor b = Tensor.of(new double[] {1, 2, 3}, 3);
    double[] x = {-0.4615384615384615, 1.6307692307692307, 2.4307692307692306};
    close(LinearAlgebra.solve(a, b), x);
    close(LinearAlgebra.inverse(a).matmul(b), x);
    Tensor l = LinearAlgebra.cholesky(a);
    close(LinearAlgebra.choleskySolve(l, b.unsqueeze(1)), x);
    Tensor y = LinearAlgebra.solveTriangular(l, b.unsqueeze(1), false);
    close(LinearAlgebra.solveTriangular(l.transpose(), y, true), x);
    Tensor c = Tensor.of(new double[] {1, 0, 2}, 3, 1);
    close(LinearAlgebra.leastSquares(tall, c), -0.7727272727272726, 0.8181818181818179);
    close(LinearAlgebra.pseudoInverse(tall).matmul(c), -0.7727272727272726, 0.8181818181818179);
    close(LinearAlgebra.determinant(a), 16.25);
    close(LinearAlgebra.logDeterminant(a.neg()).sign(), -1);
    close(LinearAlgebra.logDeterminant(a.neg()).logarithm(), Math.log(16.25));
    close(LinearAlgebra.trace(a), 9);
    close(LinearAlgebra.power(a, 2).sub(a.matmul(a)).norm(), 0);
    close(
        LinearAlgebra.exponential(a.mul(0.25)).slice(0, 0, 1),
        2.809781573856718,
        0.580634096901248,
        0.20623417605653027);
  }

  @Test
  void takesManyMatricesAtOnce() {
    Tensor both = Tensor.stack(List.of(a, a.mul(2)), 0);
    assertSame(LinearAlgebra.eigvalsh(both).select(0, 1), LinearAlgebra.eigvalsh(a).mul(2));
    assertThat(LinearAlgebra.svd(both).v().shape()).containsExactly(2, 3, 3);
    assertSame(LinearAlgebra.inverse(both).select(0, 1).mul(2), LinearAlgebra.inverse(a));
  }

  private static void close(Tensor actual, double... expected) {
    assertThat(actual.toDoubleArray()).containsExactly(expected, within(1e-12));
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(actual.sub(expected).abs().amax().item()).isLessThan(1e-12);
  }
}
