package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  @TempDir Path folder;
  private Path file = Path.of(".");

  private static Reproduction paper(double shift, Interval region) {
    return paper(shift, 0, region);
  }

  private static Reproduction paper(double shift, double rest, Interval region) {
    Study study =
        Study.of("shift", 1)
            .workload(
                (configuration, seed) -> {
                  Outcome outcome =
                      Outcome.of(
                          "score",
                          configuration.flag("shifted")
                              ? shift + seed.random("noise").nextGaussian()
                              : 0);
                  return rest == 0 ? outcome : outcome.with("rest", rest);
                })
            .arm("method", Configuration.of("shifted", true))
            .arm("baseline", Configuration.of("shifted", false))
            .plan(Tier.SMOKE, Plan.seeds(4, 4))
            .build();
    Expectation expectation =
        Expectation.mean(Contrast.difference("score", "method", "baseline"), region, "a test");
    return new PaperOf(new Claim("C1", "shifts", "9", "here", Scale.MECHANISM, study, expectation));
  }

  private record PaperOf(Claim claim) implements Reproduction {
    @Override
    public String paper() {
      return "0000.00000";
    }

    @Override
    public String title() {
      return "A test";
    }

    @Override
    public String overview() {
      return "";
    }

    @Override
    public List<Claim> claims() {
      return List.of(claim);
    }

    @Override
    public List<String> differences() {
      return List.of();
    }
  }

  private static final Reproduction PAPER = paper(9, Interval.atLeast(1));

  @BeforeEach
  void makeRecord() {
    record(PAPER);
  }

  private void record(Reproduction paper) {
    try (Runner runner = new ThreadRunner(1)) {
      List<ClaimRecord> records =
          ClaimRun.of(paper.paper(), paper.claims())
              .tier(Tier.SMOKE)
              .store(new FileTrialStore(folder.resolve("trials of " + paper.hashCode())))
              .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
      file = new RecordFolder(folder).add(records.getFirst());
    }
  }

  private Verification verify(Reproduction reproduction, double tolerance) {
    try (Runner runner = new ThreadRunner(1)) {
      return Verification.of(RecordFolder.read(file), reproduction, 100, tolerance, runner);
    }
  }

  private void edit(String from, String to) throws Exception {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
  }

  @Test
  void anHonestRecordHoldsBitByBit() {
    assertThat(verify(PAPER, 0)).isEqualTo(new Verification(8, List.of()));
  }

  @Test
  void anEditedMetricIsFoundByTheArithmeticAndByTheRun() throws Exception {
    String first =
        RecordFolder.read(file).trials().getFirst().metrics().toString().replaceAll("[^0-9.]", "");
    edit("\"score\" : " + first, "\"score\" : 99.5");
    assertThat(verify(PAPER, 0).problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("Its trials give the estimate"))
        .anySatisfy(problem -> assertThat(problem).contains("gave score = 99.5; now it is"));
  }

  @Test
  void anEditedVerdictIsFound() throws Exception {
    edit("\"kind\" : \"REPRODUCED\"", "\"kind\" : \"CONTRADICTED\"");
    assertThat(verify(PAPER, 0).problems())
        .containsExactly("Its evidence gives REPRODUCED, not the recorded CONTRADICTED.");
  }

  @Test
  void anExpectationBentAfterTheRunIsFound() {
    assertThat(verify(paper(9, Interval.atLeast(2)), 0).problems())
        .singleElement()
        .asString()
        .contains("in >= 1) is not the claim's", "in >= 2)");
  }

  @Test
  void otherNumbersAreForgivenWithinTheToleranceOnly() {
    Reproduction nearly = paper(9 + 1e-9, Interval.atLeast(1));
    assertThat(verify(nearly, 1e-6).holds()).isTrue();
    assertThat(verify(nearly, 0).problems()).hasSize(4);
  }

  @Test
  void whatRoundingLeavesOfZeroNeedsNoDigits() {
    record(paper(9, 3e-15, Interval.atLeast(1)));
    Reproduction otherwiseRounded = paper(9, 4e-15, Interval.atLeast(1));
    assertThat(verify(otherwiseRounded, 1e-3).problems()).isEmpty();
    assertThat(verify(otherwiseRounded, 0).problems()).hasSize(8);
    assertThat(verify(paper(9, 4e-9, Interval.atLeast(1)), 1e-3).problems()).hasSize(8);
  }

  @Test
  void aFileThatIsNoRecordIsRefusedInASentence() throws Exception {
    Files.writeString(file, "{\"protocol\": 1}");
    assertThatThrownBy(() -> RecordFolder.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no record of a claim");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> RecordFolder.read(file)).hasMessageContaining("as a text file");
  }
}
