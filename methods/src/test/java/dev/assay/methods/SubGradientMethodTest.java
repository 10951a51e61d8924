package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.LinearOperator2D;
import dev.assay.data.LowRankProblem;
import dev.assay.data.MeasurementNoise;
import dev.assay.data.Measurements;
import dev.assay.tensor.DType;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class SubGradientMethodTest {
  /** Five measurement matrices (3 x 3) of whole numbers; the expected values are numpy's. */
  private static final double[][] MATRICES = {
    {-4, -4, -4, -1, 1, 3, -1, 3, -2},
    {3, -1, 4, -3, 4, 2, -3, -3, -3},
    {1, 2, 3, 4, -2, 1, 4, 0, -4},
    {-1, -4, 2, 2, 1, 0, 2, 3, 4},
    {-3, -1, 1, 0, 4, -1, 0, -3, 3}
  };

  private static final Tensor OBSERVATIONS =
      Tensor.of(new double[] {3, -20, 4, 1, -7}, 5).mul(1 / Math.sqrt(5));
  private static final Factors START =
      Factors.symmetric(Tensor.of(new double[][] {{1, 0.5}, {-0.25, 2}, {0.75, -1}}));
  private static final double[] AFTER_A_GEOMETRIC_STEP = {
    0.8703395132364219, 0.7593209735271562, 0.034532734842296464,
    1.3516975661821093, 0.44385718403044055, -0.48135805294568756
  };

  private static final LinearOperator2D OPERATOR =
      new LinearOperator2D() {
        private final Tensor matrix = Tensor.of(MATRICES).mul(1 / Math.sqrt(5));

        @Override
        public int rows() {
          return 3;
        }

        @Override
        public int columns() {
          return 3;
        }

        @Override
        public int measurements() {
          return 5;
        }

        @Override
        public Tensor apply(Tensor x) {
          return matrix.matmul(x.reshape(9));
        }

        @Override
        public Tensor adjoint(Tensor z) {
          return matrix.transpose().matmul(z).reshape(3, 3);
        }

        @Override
        public LinearOperator2D to(DType type) {
          throw new UnsupportedOperationException();
        }
      };

  @Test
  void aStepIsTheOneComputedElsewhere() {
    // |Q|_F is 3.37; a geometric step 0.3 * 0.9^2 / |Q|_F, as after two others.
    assertThat(step(RobustLoss.absolute(), StepRule.geometric(0.3 * 0.81, 0.9)))
        .containsExactly(AFTER_A_GEOMETRIC_STEP, within(1e-14));
    assertThat(step(RobustLoss.absolute(), StepRule.polyak(0.01)))
        .containsExactly(
            new double[] {0.616825, 1.26635, 0.59085625, 0.084125, -0.15471875, 0.5327},
            within(1e-14));
    assertThat(step(RobustLoss.huber(10), StepRule.constant(0.05)))
        .containsExactly(
            new double[] {0.9235, 0.599, -0.05475, 1.55, 0.62075, -0.64}, within(1e-14));
    assertThat(step(RobustLoss.huber(10), StepRule.diminishing(0.05)))
        .isEqualTo(step(RobustLoss.huber(10), StepRule.constant(0.05)));
  }

  private static double[] step(RobustLoss loss, StepRule steps) {
    return new SubGradientMethod(loss, steps)
        .run(START, OPERATOR, OBSERVATIONS, 1, (_, _) -> true)
        .f()
        .toDoubleArray();
  }

  @Test
  void stepsShrinkAsTheirRuleSays() {
    assertThat(StepRule.geometric(0.3, 0.9).size(2, () -> 9, () -> 2))
        .isEqualTo(0.3 * 0.9 * 0.9 / 2, within(1e-15));
    assertThat(StepRule.geometric(0.3, 0.9).size(2, () -> 9, () -> 0)).isZero();
    assertThat(StepRule.polyak(0.1).size(2, () -> 9, () -> 2)).isEqualTo(0.9, within(1e-15));
    assertThat(StepRule.constant(0.1).size(2, () -> 9, () -> 2)).isEqualTo(0.1);
    assertThat(StepRule.diminishing(0.1).size(3, () -> 9, () -> 2)).isEqualTo(0.05);
  }

  @Test
  void lossesAreAtThePapersScale() {
    assertThat(loss(RobustLoss.absolute())).isCloseTo(21.2875, within(1e-12));
    assertThat(loss(RobustLoss.huber(10))).isCloseTo(17.0975, within(1e-12));
  }

  private static double loss(RobustLoss loss) {
    return new SubGradientMethod(loss, StepRule.constant(1))
        .lossAt(START.product(), OPERATOR, OBSERVATIONS);
  }

  @Test
  void theStartIsTheFirstDirectionMadeSmall() {
    // Of the two largest eigenvalues, -0.34 and 0.28, only the positive one stays.
    Factors start = SubGradientMethod.start(OPERATOR, OBSERVATIONS, 2, 1e-3);
    assertThat(start.product().mul(1e6).toDoubleArray())
        .containsExactly(
            new double[] {
              0.02965281514758453, 0.04878672973014947, 0.07040682379838072,
              0.04878672973014947, 0.08026708377995377, 0.1158378611512593,
              0.07040682379838072, 0.1158378611512593, 0.16717201428276626
            },
            within(1e-14));
    assertThat(start.width()).isEqualTo(2);
    // Only signs enter: an outlier's size does not matter.
    Tensor huge = OBSERVATIONS.mul(Tensor.of(new double[] {1, 1e12, 1, 1, 1}, 5));
    assertThat(SubGradientMethod.start(OPERATOR, huge, 2, 1e-3).f().toDoubleArray())
        .isEqualTo(start.f().toDoubleArray());
  }

  @Test
  void aSmallNumberGrowsByTheSameFactorEachStep() {
    // One measurement of one number: Q = -1 until U^2 has passed y, whatever y is.
    LinearOperator2D one = LinearOperator2D.identity(1, 1);
    Factors end =
        new SubGradientMethod(RobustLoss.absolute(), StepRule.constant(0.05))
            .run(
                Factors.symmetric(Tensor.full(1e-6, 1, 1)),
                one,
                Tensor.full(7, 1),
                100,
                (_, _) -> true);
    assertThat(end.f().item()).isCloseTo(1e-6 * Math.pow(1.1, 100), within(1e-13));
  }

  @Test
  void outliersAndSpareWidthDoNotMatterAndHalfwayStartsDo() {
    try (TensorScope _ = TensorScope.open()) {
      LowRankProblem problem =
          LowRankProblem.psd(10, new double[] {1, 1}, Measurements.gaussian(600), 1)
              .noisy(MeasurementNoise.outliers(0.2, 10));
      double exact = errorAfter(problem, 2, 1e-6);
      double wide = errorAfter(problem, 10, 1e-6);
      assertThat(exact).isLessThan(1e-4);
      assertThat(wide).isBetween(exact / 3, exact * 3);
      assertThat(errorAfter(problem, 10, 1)).isGreaterThan(100 * wide);
    }
  }

  private static double errorAfter(LowRankProblem problem, int width, double alpha) {
    Factors end =
        new SubGradientMethod(RobustLoss.absolute(), StepRule.geometric(0.3, 0.98))
            .run(
                SubGradientMethod.start(problem.operator(), problem.observations(), width, alpha),
                problem.operator(),
                problem.observations(),
                600,
                (_, _) -> true);
    return Math.sqrt(problem.squaredError(end.product()));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> SubGradientMethod.start(OPERATOR, OBSERVATIONS, 4, 1))
        .hasMessage("width must lie in [1, 3], the size of the matrix, not 4.");
    assertThatThrownBy(() -> SubGradientMethod.start(OPERATOR, OBSERVATIONS, 2, 0))
        .hasMessage("alpha must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> SubGradientMethod.start(OPERATOR, Tensor.zeros(5), 2, 1))
        .hasMessage("There is no direction to start in: all signs are 0.");
    assertThatThrownBy(() -> StepRule.geometric(0.3, 1))
        .hasMessage("ratio must lie in (0, 1), not 1.0.");
    assertThatThrownBy(() -> RobustLoss.huber(-1))
        .hasMessage("delta must be positive and finite, not -1.0.");
    SubGradientMethod method =
        new SubGradientMethod(RobustLoss.absolute(), StepRule.geometric(0.3, 0.9));
    assertThatThrownBy(
            () ->
                method.run(
                    Factors.balanced(3, 1, 1, RandomStream.of(0)),
                    OPERATOR,
                    OBSERVATIONS,
                    1,
                    (_, _) -> true))
        .hasMessage("The sub-gradient method needs one tensor twice as factors.");
    assertThatThrownBy(
            () ->
                method.run(
                    Factors.symmetric(Tensor.ones(2, 1)),
                    OPERATOR,
                    OBSERVATIONS,
                    1,
                    (_, _) -> true))
        .hasMessage("The factor [2, 1] does not make the 3 x 3 matrix that the operator measures.");
    assertThat(method)
        .hasToString("SubGradientMethod(Absolute[], Geometric[first=0.3, ratio=0.9])");
  }
}
