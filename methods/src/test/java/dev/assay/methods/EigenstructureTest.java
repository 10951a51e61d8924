package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EigenstructureTest {
  /** Riemann's zeta function by scipy, and a sum of three million modes. */
  @Test
  void infinitelyManyModesSumToWhatTheyShould() {
    Eigenstructure steep = Eigenstructure.powerLaw(1.5, 1.14);
    assertThat(steep.trace()).isCloseTo(2.612375348685488, within(1e-8));
    assertThat(steep.power()).isCloseTo(7.730171158143639, within(1e-7));
    assertThat(steep.sum((lambda, count, _) -> count * lambda / (lambda + 1e-3)))
        .isCloseTo(learnt(1.5, 1e-3), within(3e-6));
    assertThat(Eigenstructure.powerLaw(1.17, 2).trace())
        .isCloseTo(6.4718056722916035, within(1e-7));
  }

  private static double learnt(double alpha, double gamma) {
    double sum = 0;
    for (int i = 3_000_000; i > 0; i--) {
      sum += 1 / (1 + gamma * Math.pow(i, alpha));
    }
    // What is left, to first order in 1 / (gamma i^alpha).
    return sum + Math.pow(3_000_000.5, 1 - alpha) / (alpha - 1) / gamma;
  }

  @Test
  void finitelyManyModesArePowers() {
    Eigenstructure task = Eigenstructure.powerLaw(2, 1.5, 3);
    assertThat(task.modes()).isEqualTo(3);
    assertThat(task.trace()).isCloseTo(1 + 1 / 4.0 + 1 / 9.0, within(1e-15));
    assertThat(task.power()).isCloseTo(1 + 1 / Math.sqrt(8) + 1 / Math.sqrt(27), within(1e-15));
  }

  @Test
  void aPopulationsModesAreItsKernelsEigenvectors() {
    // Eigenvectors (1, 1) and (1, -1) over sqrt(2), eigenvalues 3 and 1, of K / 2: 1.5 and 0.5.
    Eigenstructure task =
        Eigenstructure.of(
            Tensor.of(new double[][] {{2, 1}, {1, 2}}), Tensor.of(new double[] {3, 1}, 2));
    assertThat(task.sum((lambda, _, power) -> lambda * power))
        .isCloseTo(1.5 * 4 + 0.5, within(1e-12));
    assertThat(task.trace()).isCloseTo(2, within(1e-12));
    assertThat(task.power()).as("the mean square of the targets").isCloseTo(5, within(1e-12));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> Eigenstructure.of(new double[] {1, 2}, new double[] {1}))
        .hasMessageContaining("not 1 for 2");
    assertThatThrownBy(() -> Eigenstructure.of(new double[] {0}, new double[] {1}))
        .hasMessage("Each eigenvalue must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> Eigenstructure.of(new double[] {1}, new double[] {-1}))
        .hasMessageContaining("-1.0");
    assertThatThrownBy(() -> Eigenstructure.powerLaw(1, 2)).hasMessageContaining("not 1.0 and 2.0");
    assertThatThrownBy(() -> Eigenstructure.powerLaw(1.5, 1.5, 0)).hasMessageContaining("modes");
    assertThatThrownBy(() -> Eigenstructure.of(Tensor.diagonal(1, -1), Tensor.ones(2)))
        .hasMessageContaining("positive semi-definite");
  }
}
