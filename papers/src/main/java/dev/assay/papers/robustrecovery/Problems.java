package dev.assay.papers.robustrecovery;

import dev.assay.data.LowRankProblem;
import dev.assay.data.MeasurementNoise;
import dev.assay.data.Measurements;
import dev.assay.lab.Configuration;
import dev.assay.lab.Seed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The paper's problem at a configuration: a positive semidefinite matrix of size {@code d} and
 * {@code rank}, whose eigenvalues fall from 1 to 1 / {@code condition} (1 where absent); {@code
 * measurements} by Gaussian matrices; {@code noise}: none, gaussian ({@code sigma}), outliers
 * ({@code share}, {@code sigma}), cauchy ({@code share}, {@code sigma} as its scale) or decoy
 * ({@code share}).
 */
final class Problems {
  private Problems() {}

  static LowRankProblem draw(Configuration configuration, Seed seed) {
    int rank = configuration.integer("rank");
    double condition = configuration.has("condition") ? configuration.real("condition") : 1;
    double[] spectrum = new double[rank];
    Arrays.setAll(spectrum, i -> Math.pow(condition, rank == 1 ? 0 : -(double) i / (rank - 1)));
    LowRankProblem clean =
        LowRankProblem.psd(
            configuration.integer("d"),
            spectrum,
            Measurements.gaussian(configuration.integer("measurements")),
            seed.number("problem"));
    if (configuration.text("noise").equals("decoy")) {
      return clean.withDecoy(configuration.real("share"));
    }
    MeasurementNoise noise = noise(configuration);
    return noise == null ? clean : clean.noisy(noise);
  }

  /** The noise, or null for none. */
  static @Nullable MeasurementNoise noise(Configuration configuration) {
    return switch (configuration.text("noise")) {
      case "none" -> null;
      case "gaussian" -> MeasurementNoise.gaussian(configuration.real("sigma"));
      case "outliers" ->
          MeasurementNoise.outliers(configuration.real("share"), configuration.real("sigma"));
      case "cauchy" ->
          MeasurementNoise.cauchyOutliers(configuration.real("share"), configuration.real("sigma"));
      default ->
          throw new IllegalArgumentException(
              "noise must be none, gaussian, outliers, cauchy or decoy, not %s."
                  .formatted(configuration.text("noise")));
    };
  }
}
