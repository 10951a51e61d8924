package dev.assay.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRun;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.FileTrialStore;
import dev.assay.lab.Interval;
import dev.assay.lab.Outcome;
import dev.assay.lab.Plan;
import dev.assay.lab.Runner;
import dev.assay.lab.Scale;
import dev.assay.lab.Study;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Tier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  @TempDir Path folder;

  @Test
  void theReportSaysWhatCameOutAndEscapesWhatItWasGiven() {
    Study study =
        Study.of("report", 1)
            .workload(
                (configuration, seed) -> {
                  if (seed.value() == 2 && configuration.real("shift") > 0) {
                    throw new IllegalStateException("<b>diverged</b>");
                  }
                  return Outcome.of(
                      "score",
                      configuration.real("shift") + 0.01 * seed.random("noise").nextGaussian());
                })
            .arm("method <script>alert(1)</script>", Configuration.of("shift", 1))
            .arm("baseline", Configuration.of("shift", 0))
            .worst("score", 1)
            .plan(Tier.SMOKE, Plan.seeds(6, 6))
            .build();
    Expectation expectation =
        Expectation.mean(
            Contrast.difference("score", "method <script>alert(1)</script>", "baseline"),
            Interval.atLeast(0.5),
            "so it was written");
    Claim claim = new Claim("C1", "A & B", "1", "here", Scale.MECHANISM, study, expectation);
    List<ClaimRecord> records;
    try (Runner runner = new ThreadRunner(1)) {
      records =
          ClaimRun.of("a report", List.of(claim))
              .tier(Tier.SMOKE)
              .store(new FileTrialStore(folder))
              .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }
    assertThat(HtmlReport.of("<title>", records))
        .contains("&lt;title&gt;", "A &amp; B", ">reproduced<", "&gt;= 0.5", "so it was written")
        .contains("&lt;b&gt;diverged&lt;/b&gt;", "<svg", "<td class=\"n\">6<td class=\"n\">1<td")
        .doesNotContain("<script", "<b>", "src=", "href=\"http", "url(");
  }
}
