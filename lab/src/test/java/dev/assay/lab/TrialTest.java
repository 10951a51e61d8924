package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrialTest {
  private static TrialKey key(Configuration configuration) {
    return key(configuration, new TestSeed(1));
  }

  private static TrialKey key(Configuration configuration, Seed seed) {
    Study study =
        Study.of("keys", 1)
            .workload((settings, any) -> Outcome.of("x", 0))
            .arm("a", configuration)
            .plan(Tier.SMOKE, Plan.seeds(1, 1))
            .build();
    return Trial.of(study, Tier.SMOKE, study.arm("a"), seed).key();
  }

  @Test
  void aTextThatLooksLikeTwoSettingsHasAKeyOfItsOwn() {
    assertThat(key(Configuration.of("a", "1, b=2")))
        .isNotEqualTo(key(Configuration.of("a", "1").with("b", "2")))
        .isNotEqualTo(key(Configuration.of("a", 1).with("b", 2)));
    assertThat(key(Configuration.of("a", "1"))).isNotEqualTo(key(Configuration.of("a", 1)));
  }

  @Test
  void tuningAndTestSeedsShareNoStreamAndNoTrial() {
    assertThat(new TuningSeed(1).number("data")).isNotEqualTo(new TestSeed(1).number("data"));
    assertThat(key(Configuration.empty(), new TuningSeed(1)))
        .isNotEqualTo(key(Configuration.empty(), new TestSeed(1)));
  }

  @Test
  void aNameThatLooksLikeTwoIsRefused() {
    assertThatThrownBy(() -> Configuration.of("a=1, b", 2))
        .hasMessageContaining("the name of a setting must be 1 to 100 printable characters");
    assertThatThrownBy(() -> Study.of("a\nb", 1)).hasMessageContaining("the name of a study");
  }
}
