package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twelve examples of three treatments, two parameters; NumPy's solutions are the expected ones. */
class CausalRegressionTest {
  private static final Offset<Double> NEAR = within(1e-8);
  private static final int N = 12;

  private TensorScope scope;
  private Tensor x;
  private Tensor g;
  private Tensor y;

  @BeforeEach
  void makeData() {
    scope = TensorScope.open();
    double[] xs = new double[3 * N];
    double[] gs = new double[2 * N];
    double[] ys = new double[N];
    for (int i = 0; i < N; i++) {
      xs[3 * i] = Math.sin(i + 1);
      xs[3 * i + 1] = Math.cos(2 * i + 1);
      xs[3 * i + 2] = i * i % 7 / 3.0 - 1;
      gs[2 * i] = Math.cos(3 * i + 0.5);
      gs[2 * i + 1] = Math.sin(5 * i + 2);
      ys[i] =
          xs[3 * i]
              - 2 * xs[3 * i + 1]
              + 0.5 * xs[3 * i + 2]
              + Math.sin(7 * i)
              + 0.3 * Math.cos(i + 1);
    }
    x = Tensor.of(xs, N, 3);
    g = Tensor.of(gs, N, 2);
    y = Tensor.of(ys, N);
  }

  @AfterEach
  void free() {
    scope.close();
  }

  @Test
  void leastSquaresAreThoseOfNumPy() {
    assertThat(LeastSquaresRegression.ordinary(x, y).toDoubleArray())
        .containsExactly(new double[] {0.4404070899, -2.1382015794, 0.3819876554}, NEAR);
    // Two instruments for three treatments: the shortest solution.
    assertThat(LeastSquaresRegression.twoStage(x, y, g).toDoubleArray())
        .containsExactly(new double[] {-1.4773824815, -3.5235022017, -0.7696204656}, NEAR);
    assertThat(LeastSquaresRegression.ridge(x, y, 0.7).toDoubleArray())
        .containsExactly(new double[] {0.3422688624, -1.8740375671, 0.2084719764}, NEAR);
    // SciPy's L-BFGS-B on split coefficients.
    assertThat(LeastSquaresRegression.lasso(x, y, 0.3).toDoubleArray())
        .containsExactly(new double[] {0, -1.4366187791, 0}, within(1e-6));
  }

  @Test
  void ivLikeRegressionIsAnchorRegressionWithItsGamma() {
    double[] expected = {0.2985304816, -2.2902150359, 0.201084089};
    assertThat(new IvLikeRegression(0.1).fit(x, y, g).toDoubleArray())
        .containsExactly(expected, NEAR);
    assertThat(new AnchorRegression(11).fit(x, y, g).toDoubleArray())
        .containsExactly(expected, NEAR);
    assertThat(new IvLikeRegression(1e9).fit(x, y, g).toDoubleArray())
        .containsExactly(LeastSquaresRegression.ordinary(x, y).toDoubleArray(), within(1e-7));
  }

  @Test
  void theLimitIsThatOfSmallAlphas() {
    // NumPy's solution at alpha = 1e-7.
    assertThat(IvLikeRegression.limit(x, y, g).toDoubleArray())
        .containsExactly(new double[] {-0.7502977409, -3.8270266865, -0.7756476749}, within(1e-4));
  }

  @Test
  void squaredResidualsOfTheProgramAreAWeightedRegression() {
    assertThat(new IvLikeRegression(0.1).fitOfSquaredResiduals(x, y, g).toDoubleArray())
        .containsExactly(new double[] {1.2027217551, -3.1254394159, -0.0893257555}, NEAR);
  }

  @Test
  void causalRegularizationIsBetweenTwoEnvironments() {
    Tensor directions = Tensor.of(new double[][] {{0.5, 0, 1}, {0, 1, 0}});
    assertThat(
            new CausalRegularization(0.5).fit(x, y, x.add(g.matmul(directions)), y).toDoubleArray())
        .containsExactly(new double[] {0.2165038247, -1.0294641291, -0.201073205}, NEAR);
  }

  /** Janzing's density, by SciPy's square root of a matrix, has its maximum there. */
  @Test
  void confoundingStrengthIsWhereTheDensityIsLargest() {
    Tensor covariance = Tensor.diagonal(4, 2, 1, 0.5, 0.25);
    assertThat(ConfoundingStrength.of(covariance, Tensor.of(new double[] {1, 1, 1, 1.5, 2}, 5)))
        .isCloseTo(0.6243, within(0.01));
    // All of it along the largest variance: nothing speaks for confounding.
    assertThat(ConfoundingStrength.of(covariance, Tensor.of(new double[] {1, 0, 0, 0, 0}, 5)))
        .isCloseTo(0.001 / 1.001, within(1e-9));
  }

  @Test
  void translationsLeaveTheOutcomesFunctionAsItIs() {
    Tensor effect = Tensor.of(new double[] {1, -2, 0.5}, 3);
    Tensor basis = TreatmentTranslation.nullSpace(effect);
    assertThat(basis.matmul(basis.transpose()).toDoubleArray())
        .containsExactly(new double[] {1, 0, 0, 1}, within(1e-12));
    TreatmentTranslation.Augmented augmented =
        new TreatmentTranslation(basis, 3).apply(x, RandomStream.of(1));
    assertThat(augmented.treatments().matmul(effect).toDoubleArray())
        .containsExactly(x.matmul(effect).toDoubleArray(), within(1e-12));
    assertThat(augmented.treatments().sub(x).matmul(basis.transpose()).div(3).toDoubleArray())
        .containsExactly(augmented.parameters().toDoubleArray(), within(1e-12));
  }

  @Test
  void selectionTakesThePenaltyThatPredictsOrHasTheLength() {
    PenaltySelection selection = new PenaltySelection(100, 0.01, 10);
    PenaltySelection.Learner ridge =
        (penalties, rows) ->
            Tensor.stack(
                Arrays.stream(penalties)
                    .mapToObj(
                        p ->
                            LeastSquaresRegression.ridge(
                                x.indexSelect(0, rows), y.indexSelect(0, rows), p))
                    .toList(),
                0);
    boolean[] held = new boolean[N];
    held[3] = true;
    held[8] = true;
    assertThat(selection.byHeldOut(ridge, held, x, y).penalty()).isEqualTo(0.01);
    double length = LeastSquaresRegression.ridge(x, y, 11).norm().item();
    PenaltySelection.Chosen chosen = selection.byLength(ridge, length, N);
    assertThat(chosen.penalty()).isEqualTo(10);
    assertThat(chosen.hypothesis().toDoubleArray())
        .containsExactly(LeastSquaresRegression.ridge(x, y, 10).toDoubleArray(), NEAR);
  }

  @Test
  void invariantPredictionKeepsTheCauseAndDropsTheEffect() {
    int n = 2000;
    RandomStream random = RandomStream.of(7);
    double[] values = new double[2 * n];
    double[] outcomes = new double[n];
    long[] labels = new long[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 2;
      double cause = (1 + 2 * labels[i]) * random.nextGaussian();
      outcomes[i] = 1.5 * cause + random.nextGaussian();
      values[2 * i] = cause;
      // An effect of the outcome, whose noise depends on the environment.
      values[2 * i + 1] = outcomes[i] + (0.5 + labels[i]) * random.nextGaussian();
    }
    double[] h =
        new InvariantCausalPrediction(0.1, 50)
            .fit(
                Tensor.of(values, n, 2),
                Tensor.of(outcomes, n),
                Environments.of(labels),
                RandomStream.of(8))
            .toDoubleArray();
    assertThat(h[0]).isCloseTo(1.5, within(0.05));
    assertThat(h[1]).isZero();
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertThatThrownBy(() -> new IvLikeRegression(0))
        .hasMessage("alpha must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> new IvLikeRegression(1).fit(x, g, y))
        .hasMessageContaining("A regression needs a matrix (n x d) and a vector (n)");
    assertThatThrownBy(() -> new CausalRegularization(-1)).hasMessageContaining("alpha must be");
    assertThatThrownBy(() -> new InvariantCausalPrediction(1, 5))
        .hasMessage("level must lie in (0, 1), not 1.0.");
    assertThatThrownBy(() -> ConfoundingStrength.of(Tensor.zeros(3, 3), Tensor.ones(3)))
        .hasMessage("The covariance must be positive definite, but has the eigenvalue 0.0.");
    assertThatThrownBy(() -> TreatmentTranslation.nullSpace(Tensor.zeros(3)))
        .hasMessage("The null space of an effect of 0 is everything.");
    assertThatThrownBy(() -> new PenaltySelection())
        .hasMessage("There is no penalty to choose from.");
  }
}
