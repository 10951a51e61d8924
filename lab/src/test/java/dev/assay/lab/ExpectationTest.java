package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final Contrast CONTRAST = Contrast.difference("loss", "a", "b");

  @Test
  void theHashIsThatOfAllThatDecidesAVerdict() {
    // By sha256sum, over the text in words: protocol, contrast, region, inference. Records stand
    // under this hash, so it never changes.
    assertThat(Expectation.mean(CONTRAST, Interval.atMost(-0.5), "a pilot").hash())
        .isEqualTo("689ba13d6279f9b5f20f4f40d6d67af6bd33446230fce48f7e35fde3e42a3bc3");
    assertThat(Inference.exact(0.01).description()).isEqualTo("every seed, exact within 0.01");
    assertThat(Inference.median().description())
        .isEqualTo("median over seeds, sign confidence sequence (uniform mixture)");
    assertThat(Inference.boundedMean(0, 1).description())
        .isEqualTo(
            "mean over seeds of values in [0.0, 1.0],"
                + " betting confidence sequence (hedged, 20 bets)");
  }

  @Test
  void aVerdictFollowsFromTheMedianOrTheBoundedMeanToo() {
    List<Double> values = Collections.nCopies(12, -0.8);
    for (Expectation holds :
        List.of(
            Expectation.median(CONTRAST, Interval.atMost(-0.1), "a pilot"),
            Expectation.boundedMean(CONTRAST, Interval.atMost(-0.1), -1, 1, "a pilot"))) {
      Verdict verdict = Verdict.of(holds, Evidence.of(holds, values, 0.05));
      assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REPRODUCED);
      assertThat(verdict.explain()).contains(holds.inference().description());
      Expectation fails =
          new Expectation(CONTRAST, Interval.atLeast(0), holds.inference(), "the paper's number");
      assertThat(Verdict.of(fails, Evidence.of(fails, values, 0.05)).kind())
          .isEqualTo(Verdict.Kind.CONTRADICTED);
    }
  }
}
