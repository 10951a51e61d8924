package dev.assay.hub.foryou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinearSvmTest {
  @Test
  void onePairHasItsClosedForm() {
    // Of x and -x the bias is 0, and w = s x with s minimising s²|x|²/2 + 2C (1 - s|x|²)²:
    // s = 4C / (1 + 4C |x|²).
    float[] x = {0.6f, -0.8f};
    float[] opposite = {-0.6f, 0.8f};
    for (double cost : new double[] {0.1, 1, 25}) {
      LinearSvm svm = LinearSvm.train(List.of(x), List.of(opposite), cost, 1e-4);
      double s = 4 * cost / (1 + 4 * cost);
      assertThat(svm.weights()[0]).isCloseTo(0.6 * s, within(1e-4));
      assertThat(svm.weights()[1]).isCloseTo(-0.8 * s, within(1e-4));
      assertThat(svm.weights()[2]).isCloseTo(0, within(1e-4));
      assertThat(svm.score(x)).isCloseTo(s, within(1e-4));
    }
  }

  @Test
  void atTheWeightsThePrimalIsFlat() {
    // w + sum of Cᵢ 2 max(0, 1 - yᵢ w·xᵢ) (-yᵢ xᵢ) = 0, computed from the definition alone.
    Random random = new Random(3);
    List<float[]> positives = cloud(random, 7, 0.5);
    List<float[]> negatives = cloud(random, 60, -0.2);
    double cost = 0.3;

    LinearSvm svm = LinearSvm.train(positives, negatives, cost, 1e-4);

    double[] gradient = svm.weights();
    addSlopes(gradient, svm, positives, 1, cost * 67 / (2 * 7));
    addSlopes(gradient, svm, negatives, -1, cost * 67 / (2 * 60));
    for (double slope : gradient) {
      assertThat(slope).isCloseTo(0, within(5e-3));
    }
    assertThat(LinearSvm.train(positives, negatives, cost, 1e-4).weights())
        .isEqualTo(svm.weights());
  }

  private static List<float[]> cloud(Random random, int number, double centre) {
    List<float[]> cloud = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      float[] point = new float[5];
      for (int k = 0; k < point.length; k++) {
        point[k] = (float) (centre + random.nextGaussian());
      }
      cloud.add(point);
    }
    return cloud;
  }

  private static void addSlopes(
      double[] gradient, LinearSvm svm, List<float[]> examples, int label, double cost) {
    double[] w = svm.weights();
    for (float[] x : examples) {
      double product = w[5] + IntStream.range(0, 5).mapToDouble(k -> w[k] * x[k]).sum();
      double slack = Math.max(0, 1 - label * product);
      for (int k = 0; k < 5; k++) {
        gradient[k] -= 2 * cost * slack * label * x[k];
      }
      gradient[5] -= 2 * cost * slack * label;
    }
  }

  @Test
  void theStrongestExampleIsTheOneAScoreComesFrom() {
    List<float[]> positives = List.of(new float[] {1, 0, 0}, new float[] {0, 1, 0});
    List<float[]> negatives = List.of(new float[] {0, 0, 1}, new float[] {0, 0, -1});

    LinearSvm svm = LinearSvm.train(positives, negatives, 1, 1e-4);

    assertThat(svm.strongest(new float[] {0.9f, 0.3f, 0})).isZero();
    assertThat(svm.strongest(new float[] {0.3f, 0.9f, 0})).isEqualTo(1);
  }

  @Test
  void withoutBothClassesThereIsNothingToLearn() {
    List<float[]> some = List.of(new float[] {1});
    assertThatThrownBy(() -> LinearSvm.train(List.of(), some, 1, 0.1))
        .hasMessageContaining("0 positive");
    assertThatThrownBy(() -> LinearSvm.train(some, some, 0, 0.1))
        .hasMessageContaining("cost of 0.0");
  }
}
