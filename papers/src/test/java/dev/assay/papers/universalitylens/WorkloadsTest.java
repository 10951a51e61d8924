package dev.assay.papers.universalitylens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.TestSeed;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
  /** NumPy: 19.4 over 60 problems, s.e. about 0.5; the mixture costs 97.6 at most by the bound. */
  @Test
  void regressionCostsWhatItDidInAnotherImplementation() {
    Outcome outcome =
        LinearRegressions.run(
            Configuration.of("d", 1000).with("norm", 0).with("runs", 60), new TestSeed(1));
    assertThat(outcome.metrics().get("regret")).isCloseTo(19.4, within(2.0));
    assertThat(outcome.metrics().get("regret with infinitely many parameters"))
        .isCloseTo(25 * (Math.log(5) - 0.8), within(1e-9));
    assertThat(outcome.metrics().get("bound by the average divergence"))
        .isCloseTo(500 * Math.log(1.2), within(1e-9));
  }

  @Test
  void aUniformPriorLearnsNothingOfUnseenInputs() {
    Outcome outcome =
        BooleanFunctions.run(
            Configuration.of("prior", "uniform").with("examples", 200).with("runs", 20),
            new TestSeed(1));
    assertThat(outcome.metrics().get("unseen loss of all functions"))
        .isCloseTo(Math.log(2), within(1e-9));
    assertThat(outcome.metrics().get("mean regret")).isCloseTo(8 * Math.log(2), within(0.01));
    assertThat(outcome.metrics().get("functions above the bound")).isZero();
  }

  @Test
  void aPriorOfNetworksMakesSimpleFunctionsCheap() {
    Outcome outcome =
        BooleanFunctions.run(
            Configuration.of("prior", "tanh")
                .with("width", 8)
                .with("hidden layers", 2000)
                .with("outputs", 20)
                .with("examples", 32)
                .with("runs", 20),
            new TestSeed(1));
    assertThat(outcome.metrics().get("regret of simple functions"))
        .isLessThan(outcome.metrics().get("mean regret") - 2);
    // Two constants of 0.094 and six inputs of 0.026, by NumPy.
    assertThat(outcome.metrics().get("weight of simple functions")).isCloseTo(0.345, within(0.02));
  }

  @Test
  void chainsHaveTheVarianceOfTheirStep() {
    Outcome outcome =
        LangevinChains.run(
            Configuration.of("stability", 0.8).with("batch", 0).with("length", 200),
            new TestSeed(1));
    assertThat(outcome.metrics().get("log variance over theory")).isCloseTo(0, within(0.08));
    assertThat(outcome.metrics().get("error of the mean in deviations")).isLessThan(0.1);
  }

  @Test
  void aTrialOfDigitsDoesNotFeelThoseBesideIt() throws Exception {
    Configuration chain =
        Configuration.of("method", "sgld")
            .with("nets", 3)
            .with("temperature", 1)
            .with("student", true)
            .with("examples", 100)
            .with("steps", 0)
            .with("chain steps", 60)
            .with("student steps", 20)
            .with("rate", 0.1)
            .with("deviation", 0.3);
    DigitPosterior digits = new DigitPosterior();
    List<Outcome> together =
        digits.runAll(
            List.of(chain.with("rate", 0.02), chain, chain),
            List.of(new TestSeed(1), new TestSeed(2), new TestSeed(3)));
    assertThat(together.get(1)).isEqualTo(digits.run(chain, new TestSeed(2)));
    Configuration ensemble = chain.with("method", "sgd").with("steps", 30);
    List<Outcome> ensembles =
        digits.runAll(List.of(ensemble, ensemble), List.of(new TestSeed(1), new TestSeed(2)));
    assertThat(ensembles.get(1)).isEqualTo(digits.run(ensemble, new TestSeed(2)));
    assertThat(ensembles.get(0)).isNotEqualTo(ensembles.get(1));
  }
}
