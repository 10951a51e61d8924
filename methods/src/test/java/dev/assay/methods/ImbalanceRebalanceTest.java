package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.data.LowRankProblem;
import dev.assay.data.Measurements;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class ImbalanceRebalanceTest {
  @Test
  void keepsTheProductAndMakesTheFirstFactorOrthogonal() {
    for (long seed = 0; seed < 5; seed++) {
      Factors before = Factors.gaussian(9, 6, 4, 1, 0.3, RandomStream.of(seed));
      Factors after = new ImbalanceRebalance(0.7).apply(before);
      assertThat(after.product().sub(before.product()).norm().item()).isLessThan(1e-12);
      Tensor gram = after.f().transpose().matmul(after.f());
      assertThat(gram.sub(Tensor.eye(4).mul(0.49)).norm().item()).isLessThan(1e-12);
    }
  }

  @Test
  void keepsTheProductOfTinyFactorsNearTheOptimum() {
    try (TensorScope _ = TensorScope.open()) {
      LowRankProblem problem =
          LowRankProblem.psd(20, new double[] {1, 1}, Measurements.identity(), 1);
      Factors near =
          FactorizedGradientDescent.asymmetric(0.1)
              .run(
                  Factors.gaussian(20, 20, 4, 0.02, 1.0 / 3, RandomStream.of(2)),
                  problem.operator(),
                  problem.observations(),
                  300,
                  (_, _) -> true);
      Factors after = new ImbalanceRebalance(1).apply(near);
      assertThat(after.product().sub(near.product()).norm().item()).isLessThan(1e-12);
      // The smallest imbalance is now near beta^2 in the spare directions and 0 in the others.
      assertThat(LinearAlgebra.eigvalsh(after.imbalance()).toDoubleArray()[3]).isGreaterThan(0.99);
      Factors end =
          FactorizedGradientDescent.asymmetric(0.1)
              .run(after, problem.operator(), problem.observations(), 600, (_, _) -> true);
      assertThat(problem.squaredError(end.product())).isLessThan(1e-22);
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new ImbalanceRebalance(0))
        .hasMessage("beta must be positive and finite, not 0.0.");
    ImbalanceRebalance rebalance = new ImbalanceRebalance(1);
    assertThatThrownBy(() -> rebalance.apply(Factors.symmetric(Tensor.ones(3, 2))))
        .hasMessageContaining("full column rank");
    assertThatThrownBy(() -> rebalance.apply(Factors.symmetric(Tensor.ones(2, 3))))
        .hasMessageContaining("2 x 3");
    assertThat(rebalance).hasToString("ImbalanceRebalance(beta=1.0)");
  }
}
