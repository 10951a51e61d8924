package dev.assay.papers.overtraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.ScalingTestbed.Run;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.TestSeed;
import org.junit.jupiter.api.Test;

/** Which runs are fitted, predicted and cheap; counted in the table by hand. */
class TestbedTest {
  private static final Testbed RED_PAJAMA = Testbed.of(Testbed.RED_PAJAMA);

  @Test
  void thePapersFiveCost24e18Operations() {
    assertThat(RED_PAJAMA.five())
        .extracting(Testbed::name)
        .containsExactly(
            "11M at M = 20", "11M at M = 320", "79M at M = 20", "154M at M = 20", "411M at M = 20");
    assertThat(Testbed.flops(RED_PAJAMA.five())).isCloseTo(2.41e19, within(0.02e19));
    assertThat(RED_PAJAMA.six()).hasSize(6);
    assertThat(RED_PAJAMA.heldOut()).hasSize(30);
  }

  @Test
  void theTargetsAreTheLargestRuns() {
    assertThat(Testbed.name(RED_PAJAMA.target14())).isEqualTo("1.4B at M = 640");
    assertThat(Testbed.name(Testbed.of(Testbed.C4).target14())).isEqualTo("1.4B at M = 80");
    assertThat(Testbed.name(RED_PAJAMA.target69())).isEqualTo("6.9B at M = 20");
    assertThat(RED_PAJAMA.target69().error(Testbed.TASKS_17)).isCloseTo(0.471637, within(1e-6));
  }

  @Test
  void fifteenRunsAreAsCheapAsTheDearestOfTheFive() {
    assertThat(RED_PAJAMA.cheap())
        .hasSize(15)
        .containsAll(RED_PAJAMA.five())
        .extracting(Run::tokensPerParameter)
        .allMatch(m -> m >= 20);
  }

  @Test
  void trainingIsAFunctionOfItsSeed() {
    Configuration tiny =
        Configuration.of("hidden", 8)
            .with("widening", 1)
            .with("tokens per parameter", 20)
            .with("share", 0.05)
            .with("checkpoint", 10)
            .with("batch", 128)
            .with("rate", 0.02);
    Outcome first = NgramTraining.run(tiny, new TestSeed(1));
    // 8 * 27 embedded, 64 * 8 + 8 hidden and 8 * 27 + 27 out.
    assertThat(first.metrics()).containsEntry(NgramTraining.PARAMETERS, 979.0);
    assertThat(first.metrics().get(NgramTraining.LOSS)).isBetween(1.0, Math.log(27) + 0.5);
    assertThat(NgramTraining.run(tiny, new TestSeed(1)).metrics()).isEqualTo(first.metrics());
    assertThat(NgramTraining.run(tiny, new TestSeed(2)).metrics().get(NgramTraining.LOSS))
        .isNotEqualTo(first.metrics().get(NgramTraining.LOSS));
  }
}
