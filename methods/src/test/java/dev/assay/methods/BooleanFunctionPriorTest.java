package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.nn.Activation;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Reference shares: a million whole networks of width 8 drawn by NumPy, standard errors 0.0004. */
class BooleanFunctionPriorTest {
  private static final int FIRST_INPUT = 0b10101010;
  private static final int AND = 0b10000000;

  private static double[] shares(Activation activation) {
    long[] counts = new BooleanFunctionPrior(3, 8, activation).counts(20_000, 10, new Random(1));
    assertThat(counts).hasSize(256);
    assertThat(LongStream.of(counts).sum()).isEqualTo(200_000);
    return LongStream.of(counts).mapToDouble(count -> count / 200_000.0).toArray();
  }

  @Test
  void hasTheLawOfWholeNetworks() {
    double[] relu = shares(Activation.RELU);
    assertThat(relu[0]).isCloseTo(0.1650, within(0.006));
    assertThat(relu[255]).isCloseTo(0.1661, within(0.006));
    assertThat(relu[FIRST_INPUT]).isCloseTo(0.0124, within(0.002));
    assertThat(relu[AND]).isCloseTo(0.0104, within(0.002));
    double[] tanh = shares(Activation.TANH);
    assertThat(tanh[0]).isCloseTo(0.0940, within(0.006));
    assertThat(tanh[FIRST_INPUT]).isCloseTo(0.0262, within(0.003));
    assertThat(tanh[AND]).isCloseTo(0.0086, within(0.002));
  }

  @Test
  void readsAFunctionsNumber() {
    assertThat(BooleanFunctionPrior.value(AND, 7)).isTrue();
    assertThat(BooleanFunctionPrior.value(AND, 6)).isFalse();
    assertThat(BooleanFunctionPrior.value(FIRST_INPUT, 5)).isTrue();
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new BooleanFunctionPrior(5, 8, Activation.RELU))
        .hasMessage("bits must be from 1 to 4, not 5.");
    assertThatThrownBy(() -> new BooleanFunctionPrior(3, 0, Activation.RELU))
        .hasMessage("width must be positive, not 0.");
    assertThatThrownBy(() -> new BooleanFunctionPrior(3, 8, Activation.GELU))
        .hasMessageContaining("RELU or TANH, not GELU");
    BooleanFunctionPrior prior = new BooleanFunctionPrior(3, 8, Activation.RELU);
    assertThatThrownBy(() -> prior.counts(0, 1, new Random(1)))
        .hasMessage("hiddenLayers must be positive, not 0.");
  }
}
