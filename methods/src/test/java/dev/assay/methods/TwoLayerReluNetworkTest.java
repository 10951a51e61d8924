package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.ReluTeacher;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TwoLayerReluNetworkTest {
  /** The loss falls by the step size times the squared gradient, which differences give. */
  @Test
  void stepsDownTheGradient() {
    Tensor x = Tensor.randn(RandomStream.of(1), 20, 3);
    Tensor y = Tensor.randn(RandomStream.of(2), 20);
    TwoLayerReluNetwork network = new TwoLayerReluNetwork(5, 3, 1, RandomStream.of(3));
    double[] before = network.apply(x).toDoubleArray();
    double loss = network.step(x, y, 1e-5);
    assertThat(loss).isCloseTo(loss(before, y), within(1e-12));
    double[] after = network.apply(x).toDoubleArray();
    double slope = (loss(after, y) - loss) / 2e-5;
    // The change of all weights by -rate g is worth -rate |g|^2 of half the loss.
    double squaredGradient = squaredGradient(x, y);
    assertThat(slope / -squaredGradient).isCloseTo(1, within(1e-3));
  }

  private static double loss(double[] answers, Tensor y) {
    return Tensor.of(answers, answers.length).sub(y).square().mean().item();
  }

  /** By forward differences of single weights, in plain arrays. */
  private static double squaredGradient(Tensor x, Tensor y) {
    RandomStream random = RandomStream.of(3);
    double[] w = Tensor.randn(random, 5, 3).toDoubleArray();
    double[] a = Tensor.randn(random, 5, 1).toDoubleArray();
    double sum = 0;
    double h = 1e-6;
    for (int i = 0; i < w.length + a.length; i++) {
      double[] array = i < w.length ? w : a;
      int at = i < w.length ? i : i - w.length;
      double kept = array[at];
      array[at] = kept + h;
      double up = halfLoss(w, a, x, y);
      array[at] = kept - h;
      double down = halfLoss(w, a, x, y);
      array[at] = kept;
      double slope = (up - down) / (2 * h);
      sum += slope * slope;
    }
    return sum;
  }

  private static double halfLoss(double[] w, double[] a, Tensor x, Tensor y) {
    double[] inputs = x.toDoubleArray();
    double[] targets = y.toDoubleArray();
    double sum = 0;
    for (int i = 0; i < 20; i++) {
      double answer = 0;
      for (int j = 0; j < 5; j++) {
        double unit = 0;
        for (int k = 0; k < 3; k++) {
          unit += w[3 * j + k] * inputs[3 * i + k];
        }
        answer += a[j] * Math.max(0, unit) / Math.sqrt(15);
      }
      sum += (answer - targets[i]) * (answer - targets[i]);
    }
    return sum / 40;
  }

  @Test
  void learnsATeacherOfItsKind() {
    ReluTeacher teacher = new ReluTeacher(3, 2, 0, RandomStream.of(4));
    ReluTeacher.Sample sample = teacher.sample(500, RandomStream.of(5), RandomStream.of(6));
    assertThat(sample.clean().sub(sample.targets()).norm().item()).isZero();
    TwoLayerReluNetwork network = new TwoLayerReluNetwork(30, 3, 1, RandomStream.of(7));
    double before = network.distance(teacher.hidden(), teacher.output());
    for (int step = 0; step < 3000; step++) {
      network.step(sample.inputs(), sample.targets(), 0.5);
    }
    double after = network.distance(teacher.hidden(), teacher.output());
    assertThat(after).isLessThan(0.02 * before);
    Tensor misses = network.apply(sample.inputs()).sub(sample.clean());
    assertThat(misses.square().mean().item()).isCloseTo(after, within(0.01));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new TwoLayerReluNetwork(0, 3, 1, RandomStream.of(1)))
        .hasMessage("The width must be positive, not 0.");
    assertThatThrownBy(() -> new TwoLayerReluNetwork(3, 3, 0, RandomStream.of(1)))
        .hasMessageContaining("scale must be positive");
  }
}
