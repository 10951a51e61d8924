package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.LinearOperator2D;
import dev.assay.data.LowRankProblem;
import dev.assay.data.Measurements;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactorizedGradientDescentTest {
  private static final LinearOperator2D ONE = LinearOperator2D.identity(1, 1);

  @Test
  void stepsAsComputedByHand() {
    // F = (1, 2)^T, G = (3)^T, y = 0: H = (3, 6)^T; F - .1 H G = (.1, .2)^T; G - .1 H^T F = 1.5.
    Factors start =
        new Factors(Tensor.of(new double[][] {{1}, {2}}), Tensor.of(new double[][] {{3}}));
    Factors next =
        FactorizedGradientDescent.asymmetric(0.1)
            .step(start, LinearOperator2D.identity(2, 1), Tensor.zeros(2));
    assertThat(next.f().toDoubleArray()).containsExactly(new double[] {0.1, 0.2}, within(1e-15));
    assertThat(next.g().toDoubleArray()).containsExactly(new double[] {1.5}, within(1e-15));
    assertThat(start.f().toDoubleArray()).containsExactly(1, 2);

    // X = (1, 2)^T, target diag(1, 0): H = [[0, 2], [2, 4]], H X = (4, 10)^T.
    Factors symmetric =
        FactorizedGradientDescent.symmetric(0.1)
            .step(
                Factors.symmetric(Tensor.of(new double[][] {{1}, {2}})),
                LinearOperator2D.identity(2, 2),
                Tensor.of(new double[] {1, 0, 0, 0}, 4));
    assertThat(symmetric.f().toDoubleArray()).containsExactly(new double[] {0.6, 1}, within(1e-15));
  }

  @Test
  void alternatingTakesTheSecondGradientAtTheNewFirstFactor() {
    // F = G = 1, y = 0, eta = .1: F = 1 - .1 * 1 = .9; then H = .9 and G = 1 - .1 * .9 * .9 = .919.
    Factors next =
        FactorizedGradientDescent.alternating(0.1)
            .step(new Factors(Tensor.ones(1, 1), Tensor.ones(1, 1).copy()), ONE, Tensor.zeros(1));
    assertThat(next.f().item()).isCloseTo(0.9, within(1e-15));
    assertThat(next.g().item()).isCloseTo(0.919, within(1e-15));
    assertThat(FactorizedGradientDescent.alternating(0.5))
        .hasToString("FactorizedGradientDescent(ASYMMETRIC, alternating, stepSize=0.5)");
  }

  @Test
  void aSpareSymmetricDirectionFallsAsOneOverTwoEtaT() {
    double eta = 0.01;
    int steps = 100_000;
    Factors end =
        FactorizedGradientDescent.symmetric(eta)
            .run(
                Factors.symmetric(Tensor.full(0.5, 1, 1)),
                ONE,
                Tensor.zeros(1),
                steps,
                (_, _) -> true);
    assertThat(end.product().item() * 2 * eta * steps).isCloseTo(1, within(0.01));
  }

  @Test
  void aSpareAsymmetricDirectionFallsExponentiallyWithTheImbalance() {
    double eta = 0.01;
    Factors start = new Factors(Tensor.full(0.5, 1, 1), Tensor.full(0.1, 1, 1));
    List<Double> times = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    Factors end =
        FactorizedGradientDescent.asymmetric(eta)
            .run(
                start,
                ONE,
                Tensor.zeros(1),
                8000,
                (t, now) -> {
                  if (t >= 2000 && t % 100 == 0) {
                    times.add((double) t);
                    errors.add(now.product().item());
                  }
                  return true;
                });
    RateFit.Selection fits = RateFit.select(unbox(times), unbox(errors));
    assertThat(fits.better().family()).isEqualTo(RateFit.Family.EXPONENTIAL);
    assertThat(fits.exponential().slope()).isCloseTo(-eta * 0.24, within(eta * 0.002));
    assertThat(end.smallestImbalance()).isCloseTo(0.24, within(0.001));
  }

  @Test
  void measuredRunsConvergeAsThePaperSays() {
    try (TensorScope _ = TensorScope.open()) {
      LowRankProblem problem =
          LowRankProblem.psd(20, new double[] {1, 1}, Measurements.gaussian(1000), 0);
      RandomStream random = RandomStream.of(0).fork("init");
      Factors exact = Factors.gaussian(20, 20, 2, 0.1, 1.0 / 3, random);
      assertThat(errorAfter(problem, FactorizedGradientDescent.asymmetric(0.1), exact, 900))
          .isLessThan(1e-24);
      double wide =
          errorAfter(
              problem,
              FactorizedGradientDescent.asymmetric(0.1),
              Factors.gaussian(20, 20, 4, 0.2, 1.0 / 3, random),
              900);
      double symmetric =
          errorAfter(
              problem,
              FactorizedGradientDescent.symmetric(0.1),
              Factors.symmetricGaussian(20, 4, 0.2, random),
              900);
      assertThat(wide).isLessThan(1e-12);
      assertThat(symmetric).isGreaterThan(1e-6).isLessThan(1e-2);
    }
  }

  @Test
  void isTheSameTwiceAndAgreesWithTheStepByStepForm() {
    try (TensorScope _ = TensorScope.open()) {
      LowRankProblem problem =
          LowRankProblem.rectangular(5, 7, new double[] {1}, Measurements.gaussian(60), 3);
      FactorizedGradientDescent descent = FactorizedGradientDescent.asymmetric(0.1);
      Factors start = Factors.gaussian(5, 7, 3, 0.2, 0.5, RandomStream.of(1));
      Factors once =
          descent.run(start, problem.operator(), problem.observations(), 30, (_, _) -> true);
      Factors twice =
          descent.run(start, problem.operator(), problem.observations(), 30, (_, _) -> true);
      assertThat(once.f().toDoubleArray()).isEqualTo(twice.f().toDoubleArray());
      // By the rule as printed, with the adjoint of the residual.
      Tensor f = start.f().copy();
      Tensor g = start.g().copy();
      for (int t = 0; t < 30; t++) {
        Tensor residual =
            problem.operator().apply(f.matmul(g.transpose())).sub(problem.observations());
        Tensor h = problem.operator().adjoint(residual);
        Tensor nextF = f.sub(h.matmul(g).mul(0.1));
        g = g.sub(h.transpose().matmul(f).mul(0.1));
        f = nextF;
      }
      assertThat(once.f().sub(f).norm().item()).isLessThan(1e-13);
      assertThat(once.g().sub(g).norm().item()).isLessThan(1e-13);
    }
  }

  @Test
  void stopsWhenTheObserverSaysSo() {
    List<Integer> seen = new ArrayList<>();
    FactorizedGradientDescent.symmetric(0.1)
        .run(
            Factors.symmetric(Tensor.ones(1, 1)),
            ONE,
            Tensor.zeros(1),
            10,
            (t, _) -> {
              seen.add(t);
              return t < 3;
            });
    assertThat(seen).containsExactly(0, 1, 2, 3);
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> FactorizedGradientDescent.symmetric(-1))
        .hasMessage("stepSize must be positive and finite, not -1.0.");
    Factors two = Factors.balanced(1, 1, 0.1, RandomStream.of(0));
    assertThatThrownBy(() -> FactorizedGradientDescent.symmetric(1).step(two, ONE, Tensor.zeros(1)))
        .hasMessage("SYMMETRIC descent needs one tensor twice as factors.");
    assertThatThrownBy(
            () ->
                FactorizedGradientDescent.asymmetric(1)
                    .step(two, LinearOperator2D.identity(2, 1), Tensor.zeros(2)))
        .hasMessageContaining("2 x 1 matrix");
    assertThatThrownBy(() -> new Factors(Tensor.zeros(2, 1), Tensor.zeros(2, 2)))
        .hasMessageContaining("[2, 1] and [2, 2]");
    assertThat(FactorizedGradientDescent.symmetric(0.5))
        .hasToString("FactorizedGradientDescent(SYMMETRIC, stepSize=0.5)");
  }

  private static double errorAfter(
      LowRankProblem problem, FactorizedGradientDescent descent, Factors start, int steps) {
    Factors end =
        descent.run(start, problem.operator(), problem.observations(), steps, (_, _) -> true);
    return problem.squaredError(end.product());
  }

  private static double[] unbox(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
