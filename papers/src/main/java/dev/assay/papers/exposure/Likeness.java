package dev.assay.papers.exposure;

import dev.assay.data.Features;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.SyntheticQuality;

/**
 * How much synthetic records are like the real ones: by column, and in the columns' correlation
 * with the temperature rise.
 *
 * <p>Settings: {@code records}, released or drawn; {@code constrained} and {@code rounded} of
 * {@link SyntheticExposures}.
 */
final class Likeness {
  private Likeness() {}

  static Outcome run(Configuration configuration, Seed seed) {
    Features real = ExposureRecords.load().columns();
    Features synthetic =
        configuration.text("records").equals("released")
            ? ExposureRecords.released()
            : new SyntheticExposures(
                    configuration.flag("constrained"), configuration.flag("rounded"))
                .draw(real, seed.random("copula"));
    Outcome outcome = Outcome.of("rows", synthetic.rows());
    double[] realRise = real.column(ExposureRecords.RISE);
    double[] syntheticRise = synthetic.column(ExposureRecords.RISE);
    for (String column : ExposureRecords.COLUMNS) {
      double[] ours = synthetic.column(column);
      double[] theirs = real.column(column);
      outcome = outcome.with(shape(column), SyntheticQuality.shape(theirs, ours));
      if (!column.equals(ExposureRecords.RISE)) {
        double there = SyntheticQuality.pearson(theirs, realRise);
        double here = SyntheticQuality.pearson(ours, syntheticRise);
        outcome =
            outcome
                .with(correlation(column), SyntheticQuality.correlationSimilarity(there, here))
                .with(
                    "fisher p of " + column,
                    SyntheticQuality.correlationTest(there, real.rows(), here, synthetic.rows()));
      }
    }
    return outcome;
  }

  static String shape(String column) {
    return "shape of " + column;
  }

  static String correlation(String column) {
    return "correlation of " + column;
  }
}
