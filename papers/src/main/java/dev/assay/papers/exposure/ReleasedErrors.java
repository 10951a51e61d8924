package dev.assay.papers.exposure;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.lab.stats.WilcoxonSignedRankTest;
import java.util.Arrays;

/**
 * What the absolute errors say that the authors released of one {@code surrogate} (its file's
 * name), beside those of their mixture of experts.
 */
final class ReleasedErrors {
  private static final String MIXTURE = "mixture_of_experts";

  private ReleasedErrors() {}

  static Outcome run(Configuration configuration, Seed seed) {
    ExposureRecords records = ExposureRecords.load();
    double[] errors = records.releasedErrors(configuration.text("surrogate"));
    double[] mixture = records.releasedErrors(MIXTURE);
    return Outcome.of("mean absolute error", Arrays.stream(errors).average().orElseThrow())
        .with("wilcoxon p", WilcoxonSignedRankTest.of(errors, mixture).pValue());
  }
}
