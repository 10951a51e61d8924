package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrialMessageTest {
  private static final Studies STUDIES = Studies.of(List.of(new ContractStudies()));

  private static Trial trial(Configuration configuration, Seed seed) {
    Arm arm = ContractStudies.STUDY.arm("measure");
    return new Trial(ContractStudies.STUDY, arm, configuration, seed);
  }

  @Test
  void aTrialArrivesAsItWasSent() {
    Configuration settings =
        Configuration.of("rate", 1e-320)
            .with("third", 1 / 3.0)
            .with("whole double", 2.0)
            .with("minus nothing", -0.0)
            .with("int", Integer.MIN_VALUE)
            .with("long", Long.MAX_VALUE)
            .with("flag", true)
            .with("text", "\u0000\n\"\ud83d\ude00, b=2");
    for (Seed seed : List.of(new TestSeed(Long.MAX_VALUE), new TuningSeed(3))) {
      Trial sent = trial(settings, seed);
      String line = TrialMessage.of(sent).json();
      assertThat(line).doesNotContain("\n");
      assertThat(TrialMessage.parse(line).trial(STUDIES)).isEqualTo(sent);
    }
  }

  @Test
  void aTrialWhoseKeyDiffersHereIsRefused() {
    String line = TrialMessage.of(trial(Configuration.of("rate", 0.25), new TestSeed(1))).json();
    TrialMessage altered = TrialMessage.parse(line.replace("0.25", "0.75"));
    assertThatThrownBy(() -> altered.trial(STUDIES))
        .isInstanceOf(TrialNotRun.class)
        .hasMessageContaining("study runner-contract@1 is not the one that was asked for")
        .hasMessageContaining("arm 'measure', seed 1")
        .hasMessageEndingWith("give the worker the same jars and data");
  }

  @Test
  void aStudyThatIsNotHereIsNamedWithWhatIs() {
    String line = TrialMessage.of(trial(Configuration.empty(), new TestSeed(1))).json();
    TrialMessage newer = TrialMessage.parse(line.replace("\"version\":1", "\"version\":2"));
    assertThatThrownBy(() -> newer.trial(STUDIES))
        .isInstanceOf(TrialNotRun.class)
        .hasMessageStartingWith(
            "the worker has no study runner-contract@2, only runner-contract@1; give it the same jars");
    TrialMessage arm = TrialMessage.parse(line.replace("\"measure\"", "\"pleasure\""));
    assertThatThrownBy(() -> arm.trial(STUDIES))
        .isInstanceOf(TrialNotRun.class)
        .hasMessageContaining("study runner-contract has no arm 'pleasure'");
  }

  @Test
  void aPaperThatCannotBeLoadedDoesNotHideTheOthersAndIsNamed() {
    Reproduction broken =
        new Reproduction() {
          @Override
          public String paper() {
            return "0000.00001";
          }

          @Override
          public String title() {
            return "";
          }

          @Override
          public String overview() {
            return "";
          }

          @Override
          public List<Claim> claims() {
            throw new IllegalStateException("no data");
          }

          @Override
          public List<String> differences() {
            return List.of();
          }
        };
    Studies studies = Studies.of(List.of(broken, new ContractStudies()));
    assertThat(studies.require("runner-contract", 1)).isSameAs(ContractStudies.STUDY);
    assertThatThrownBy(() -> studies.require("other", 1))
        .hasMessageContaining("the worker has no study other@1;")
        .hasMessageContaining("no data");
  }
}
