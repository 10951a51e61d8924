package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContrastTest {
  private static final List<String> ARMS = List.of("one", "two", "four");
  private static final Study STUDY =
      Study.of("scaling", 1)
          .workload((configuration, seed) -> Outcome.of("error", 0))
          .arm("one", Configuration.of("width", 1))
          .arm("two", Configuration.of("width", 2))
          .arm("four", Configuration.of("width", 4))
          .plan(Tier.SMOKE, Plan.seeds(1, 1))
          .build();

  private static double of(Contrast contrast, double one, double two, double four) {
    return contrast
        .value()
        .applyAsDouble(
            new SeedOutcomes(
                STUDY,
                Map.of(
                    "one", Outcome.of("error", one),
                    "two", Outcome.of("error", two),
                    "four", Outcome.of("error", four))));
  }

  @Test
  void theExponentIsThatOfAPowerLaw() {
    assertThat(of(Contrast.exponent("error", "width", ARMS), -3, -12, -48))
        .isCloseTo(2, within(1e-12));
  }

  @Test
  void theSlopeIsThatOfLeastSquares() {
    // By hand: widths less their mean are -4/3, -1/3, 5/3, so 42/9 beneath; above, -4/3 * 1 -
    // 1/3 * 1 + 5/3 * 4 = 5.
    assertThat(of(Contrast.slope("error", "width", ARMS), 1, 1, 4))
        .isCloseTo(45.0 / 42, within(1e-12));
    assertThat(Contrast.slope("error", "width", ARMS).formula())
        .isEqualTo("slope of error on width over [one, two, four]");
    assertThatThrownBy(() -> Contrast.slope("error", "width", List.of("one")))
        .hasMessage("a slope needs at least two arms, but got [one]");
  }

  @Test
  void ofALongListABriefFormulaNamesTheEnds() {
    assertThat(Contrast.slope("|error|", "width", List.of("a 1", "b 2", "c 3", "d $4")).brief())
        .isEqualTo("slope of |error| on width over [a 1, ... (4 in all), d $4]");
    assertThat(Contrast.slope("error", "width", ARMS).brief())
        .isEqualTo("slope of error on width over [one, two, four]");
  }
}
