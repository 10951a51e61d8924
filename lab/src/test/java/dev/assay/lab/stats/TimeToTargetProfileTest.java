package dev.assay.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeToTargetProfileTest {
  private static final double MISSED = Double.POSITIVE_INFINITY;

  private static TimeToTargetProfile profile() {
    Map<String, double[]> times = new LinkedHashMap<>();
    times.put("a", new double[] {10, 20, MISSED, 30, MISSED});
    times.put("b", new double[] {20, 10, 40, 31, MISSED});
    times.put("c", new double[] {39, 35, 100, MISSED, MISSED});
    return TimeToTargetProfile.of(times);
  }

  @Test
  void theScoreIsTheIntegralOfTheProfile() {
    // The defining integral, summed over three million points in NumPy 2.4.6.
    TimeToTargetProfile profile = profile();
    assertThat(profile.score("a")).isCloseTo(0.5333333, within(1e-6));
    assertThat(profile.score("b")).isCloseTo(0.7311111, within(1e-6));
    assertThat(profile.score("c")).isCloseTo(0.14, within(1e-6));
  }

  @Test
  void theProfileCountsWorkloadsWithinARatio() {
    TimeToTargetProfile profile = profile();
    assertThat(profile.at("a", 1)).isEqualTo(0.4);
    assertThat(profile.at("a", 2)).isEqualTo(0.6);
    assertThat(profile.at("b", 1.99)).isEqualTo(0.6);
    assertThat(profile.at("b", 2)).isEqualTo(0.8);
    // A workload that no method solves still counts.
    assertThat(profile.at("b", 1e300)).isEqualTo(0.8);
    assertThat(profile.methods()).containsExactly("a", "b", "c");
  }

  @Test
  void theFirstEverywhereScoresOneAndTheSlowNothing() {
    TimeToTargetProfile profile =
        TimeToTargetProfile.of(Map.of("fast", new double[] {1, 2}, "slow", new double[] {4, 100}));
    assertThat(profile.score("fast")).isEqualTo(1);
    assertThat(profile.score("slow")).isZero();
    assertThat(profile.score("slow", 7)).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatThrownBy(() -> TimeToTargetProfile.of(Map.of()))
        .hasMessage("a profile needs at least one method");
    assertThatThrownBy(() -> TimeToTargetProfile.of(Map.of("a", new double[] {0})))
        .hasMessage(
            "a time must be above 0, or infinite where the target was missed, but 'a' has 0.0");
    assertThatThrownBy(() -> TimeToTargetProfile.of(Map.of("a", new double[0])))
        .hasMessageContaining("at least one workload, but 'a' has 0");
    assertThatThrownBy(() -> profile().score("d"))
        .hasMessage("there is no method 'd': there are [a, b, c]");
    assertThatThrownBy(() -> profile().score("a", 1))
        .hasMessage("the largest ratio must be finite and above 1, but is 1.0");
  }
}
