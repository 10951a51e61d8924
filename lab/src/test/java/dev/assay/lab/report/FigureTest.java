package dev.assay.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRun;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Outcome;
import dev.assay.lab.Plan;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Scale;
import dev.assay.lab.Study;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Tier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is drawn and written of a study whose metric is known: size times (1 + seed). */
class FigureTest {
  private final Study study =
      Study.of("sizes", 1)
          .workload(
              (configuration, seed) ->
                  Outcome.of("error", configuration.real("size") * (1 + seed.value()))
                      .with("theory", configuration.real("size") * 2))
          .arm("small", Configuration.of("size", 1))
          .arm("large", Configuration.of("size", 10))
          .plan(Tier.SMOKE, Plan.seeds(3, 3))
          .plan(Tier.QUICK, Plan.seeds(5, 5))
          .build();
  private final Claim claim = claim("C1", "a | b <i>", Interval.atLeast(1));
  private final Claim other = claim("S1", "never run", Interval.atLeast(2));
  private final Figure figure =
      Figure.of("Errors", study)
          .x("size")
          .logX()
          .measured("measured", Figure.over("size", "error", List.of("small", "large")))
          .theory("theory", Figure.over("size", "theory", List.of("small", "large")));

  private Claim claim(String id, String statement, Interval region) {
    return new Claim(
        id,
        statement,
        "9",
        "here",
        Scale.SMALL,
        study,
        Expectation.mean(Contrast.difference("error", "large", "small"), region, "it is so"));
  }

  private final Reproduction paper =
      new Reproduction() {
        @Override
        public String paper() {
          return "0000.00000";
        }

        @Override
        public String title() {
          return "Sizes_and_errors";
        }

        @Override
        public String overview() {
          return "All of it.";
        }

        @Override
        public List<Claim> claims() {
          return List.of(claim, other);
        }

        @Override
        public List<String> differences() {
          return List.of("Nothing.");
        }

        @Override
        public List<String> untested() {
          return List.of("C9: too large.");
        }

        @Override
        public List<Figure> figures() {
          return List.of(figure);
        }

        @Override
        public String findings() {
          return "It *holds*.";
        }
      };

  private List<ClaimRecord> records(Tier tier) {
    try (ThreadRunner runner = new ThreadRunner(1)) {
      return ClaimRun.of("0000.00000", List.of(claim))
          .tier(tier)
          .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }
  }

  @Test
  void aDotIsTheMedianAndABarTheRangeOverTheSeedsOfTheLargestTier() {
    List<ClaimRecord> records =
        Stream.concat(records(Tier.SMOKE).stream(), records(Tier.QUICK).stream()).toList();
    String svg = figure.svg(records).orElseThrow();
    // Seeds 0 to 4 give size 10 the errors 10 to 50; those of the smaller tier would end at 30.
    double[] heights = numbers(svg, "cy");
    assertThat(heights).hasSize(2);
    MatchResult bar =
        Pattern.compile("y1=\"([0-9.]+)\" y2=\"([0-9.]+)\" stroke=\"var")
            .matcher(svg)
            .results()
            .toList()
            .getLast();
    double bottom = Double.parseDouble(bar.group(1));
    double top = Double.parseDouble(bar.group(2));
    assertThat(heights[1]).isCloseTo((top + bottom) / 2, offset(0.2));
    assertThat(svg).contains("stroke-dasharray=\"6 4\"");
    double unit = (heights[0] - heights[1]) / 27;
    assertThat(bottom - top).isCloseTo(40 * unit, offset(1.5));
  }

  private static double[] numbers(String svg, String attribute) {
    return Pattern.compile(" " + attribute + "=\"([0-9.]+)\"")
        .matcher(svg)
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1)))
        .toArray();
  }

  @Test
  void thereIsNoFigureWithoutRecordsOfItsStudyOrWithoutItsMetrics() {
    assertThat(figure.svg(List.of())).isEmpty();
    assertThat(
            Figure.of("None", study)
                .measured("m", Figure.over("size", "loss", List.of("small")))
                .svg(records(Tier.SMOKE)))
        .isEmpty();
    assertThatThrownBy(() -> figure.measured("m", Figure.over("size", "error", List.of("huge"))))
        .hasMessageContaining("has no arm 'huge'");
    assertThatThrownBy(() -> Figure.within("small", new double[] {1, 2}, List.of("error")))
        .hasMessageContaining("1 and 2");
  }

  @Test
  void thePagesSayWhatTheRecordsSay() {
    PaperResults results = PaperResults.of(paper, records(Tier.SMOKE));
    Map<String, String> files = ResultPages.paper(results);
    assertThat(files).containsOnlyKeys("0000.00000.md", "0000.00000/figure-1.svg");
    assertThat(files.get("0000.00000.md"))
        .contains(
            "# Sizes\\_and\\_errors (0000.00000)",
            "| C1 | a \\| b &lt;i&gt; | 9 | here | small |",
            "### Stress and traps",
            "./assay run 0000.00000 --tier quick",
            // The mean of 9 times 1, 2 and 3.
            "| C1 | smoke | 18 in ",
            "![Errors](0000.00000/figure-1.svg)",
            "It *holds*.",
            "1. Nothing.",
            "- C9: too large.");
    assertThat(ResultPages.summary(List.of(results)))
        .contains(
            "1 claims of 1 papers",
            "| C1 | a \\| b &lt;i&gt; | 9 | small | 18 in ",
            "| S1 | never run | 9 | small |  | not run |",
            "| C9: too large. |")
        .contains("not tested");
  }
}
