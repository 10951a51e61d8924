package dev.assay.papers.exposure;

import dev.assay.data.Features;
import dev.assay.methods.GaussianCopula;
import dev.assay.methods.TableConstraint;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The paper's sampling: a Gaussian copula of all nine columns, which keeps two inequalities and the
 * least rise, cut off at the least and largest real value of each column.
 *
 * @param constrained whether the inequalities and the bound are learnt as logarithms of what is
 *     above them, as the paper's library does; otherwise they are only cut off
 * @param rounded whether the columns that are whole numbers in the released set are rounded
 */
record SyntheticExposures(boolean constrained, boolean rounded) {
  private static final int ROWS = 1000;
  private static final List<String> WHOLE =
      List.of(
          ExposureRecords.DISTANCE,
          ExposureRecords.FREQUENCY,
          "ppd_n",
          "ppd_tot",
          "pspd_n_1",
          "pspd_n_4");

  /** Draws 1,000 synthetic records of real ones. */
  Features draw(Features real, RandomGenerator random) {
    List<TableConstraint> constraints = constrained ? constraints(real) : List.of();
    Features learnt = TableConstraint.forward(real, constraints);
    Features sampled = GaussianCopula.fit(learnt).sample(ROWS, random);
    Features synthetic = TableConstraint.backward(sampled, constraints);
    for (String name : real.names()) {
      double low = Arrays.stream(real.column(name)).min().orElseThrow();
      double high = Arrays.stream(real.column(name)).max().orElseThrow();
      boolean whole = rounded && WHOLE.contains(name);
      double[] column =
          Arrays.stream(synthetic.column(name))
              .map(x -> Math.clamp(x, low, high))
              .map(x -> whole ? Math.rint(x) : x)
              .toArray();
      synthetic = synthetic.withColumn(name, column);
    }
    return synthetic;
  }

  private static List<TableConstraint> constraints(Features real) {
    double least = Arrays.stream(real.column(ExposureRecords.RISE)).min().orElseThrow();
    return List.of(
        TableConstraint.inequality("pspd_n_1", "pspd_tot_1"),
        TableConstraint.inequality("pspd_n_4", "pspd_tot_4"),
        TableConstraint.atLeast(ExposureRecords.RISE, least));
  }
}
