package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Predictions 1, 2, 3 of targets 0, 2, 1: squared risks of 1, 0 and 4. The first two share an
 * environment, so the environments' risks are 0.5 and 4.
 */
class EnvironmentObjectiveTest {
  private static final Environments TWO = Environments.of(7, 7, -1);

  private TensorScope scope;
  private Tensor predictions;
  private Tensor targets;

  @BeforeEach
  void makeData() {
    scope = TensorScope.open();
    predictions = Tensor.of(new double[][] {{1, 2, 3}, {1, 2, 3}});
    targets = Tensor.of(new double[] {0, 2, 1}, 3);
  }

  @AfterEach
  void free() {
    scope.close();
  }

  private double[] loss(EnvironmentObjective objective) {
    return objective.loss(predictions, targets, TWO, ExampleRisk.SQUARED).toDoubleArray();
  }

  @Test
  void eachObjectiveIsItsFormula() {
    assertThat(loss(EnvironmentObjective.empiricalRisk()))
        .containsExactly(new double[] {5 / 3.0, 5 / 3.0}, within(1e-12));
    // Slopes: mean of 2 (f - y) f is (2 + 0) / 2 = 1, and 12; squares 1 and 144.
    assertThat(loss(EnvironmentObjective.invariantRisk(0, 0.1)))
        .containsExactly(new double[] {2.25, (0.5 + 0.1 + 4 + 14.4) / 2}, within(1e-12));
    // The variance of 0.5 and 4 is 3.5^2 / 2.
    assertThat(loss(EnvironmentObjective.varianceExtrapolation(0, 2)))
        .containsExactly(new double[] {4.5, 4.5 + 12.25}, within(1e-12));
    assertThat(loss(EnvironmentObjective.minimaxExtrapolation(0, 1)))
        .containsExactly(new double[] {4, -4 + 4.5}, within(1e-12));
    assertThat(loss(EnvironmentObjective.worstEnvironment()))
        .containsExactly(new double[] {4, 4}, within(1e-12));
    // Moved by 1, 0, 2 and by 0, 3, 0: the larger squares are 1, 9 and 4.
    List<Tensor> moved =
        List.of(
            predictions.add(Tensor.of(new double[] {1, 0, 2}, 3)),
            predictions.add(Tensor.of(new double[] {0, 3, 0}, 3)));
    assertThat(
            new RiskInvariance(0, 0.3)
                .loss(predictions, moved, targets, ExampleRisk.SQUARED)
                .toDoubleArray())
        .containsExactly(new double[] {5 / 3.0, 5 / 3.0 + 0.3 * 14 / 3}, within(1e-12));
  }

  /** The logistic risk's derivative by the scale, against a difference of two risks. */
  @Test
  void theLogisticRiskHasItsDerivative() {
    Tensor logits = Tensor.of(new double[][] {{0.5, -1.5}});
    Tensor classes = Tensor.of(new double[] {1, 0}, 2);
    double[] up = ExampleRisk.LOGISTIC.of(logits.mul(1 + 1e-6), classes).toDoubleArray();
    double[] down = ExampleRisk.LOGISTIC.of(logits.mul(1 - 1e-6), classes).toDoubleArray();
    assertThat(ExampleRisk.LOGISTIC.of(logits, classes).toDoubleArray())
        .containsExactly(
            new double[] {Math.log1p(Math.exp(-0.5)), Math.log1p(Math.exp(-1.5))}, within(1e-12));
    assertThat(ExampleRisk.LOGISTIC.scaleDerivative(logits, classes).toDoubleArray())
        .containsExactly(
            new double[] {(up[0] - down[0]) / 2e-6, (up[1] - down[1]) / 2e-6}, within(1e-8));
  }

  @Test
  void environmentsAreTheSidesOfTheFirstParameters() {
    Tensor parameters = Tensor.of(new double[][] {{0, 9}, {4, 1}, {1, 9}, {10, 1}});
    assertThat(Environments.bySides(parameters, 1).ids()).containsExactly(0, 0, 0, 1);
    assertThat(Environments.bySides(parameters, 2).ids()).containsExactly(0, 1, 0, 2);
    assertThat(Environments.bySides(parameters, 2).select(3, 1, 3).ids()).containsExactly(0, 1, 0);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> loss(EnvironmentObjective.invariantRisk(1)))
        .hasMessage("There are 1 penalties for predictions of shape [2, 3].");
    assertThatThrownBy(() -> EnvironmentObjective.invariantRisk(-1))
        .hasMessageContaining("A penalty must be finite and at least 0");
    assertThatThrownBy(
            () ->
                EnvironmentObjective.varianceExtrapolation(1, 1)
                    .loss(predictions, targets, Environments.of(1, 1, 1), ExampleRisk.SQUARED))
        .hasMessage("The variance of risks needs two environments, there is one.");
    assertThatThrownBy(() -> Environments.bySides(predictions, 4))
        .hasMessage("coordinates must lie from 1 to 3, not be 4.");
  }
}
