package dev.assay.lab.report;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Interval;
import java.util.List;

/** Shows how evidence came: estimate and interval after each seed, against the predicted region. */
public final class EvidencePlot {
  private EvidencePlot() {}

  /** The evidence for {@code claim} after each seed. */
  public static Plot of(String claim, Interval region, List<ClaimRecord.Point> points) {
    double[] seeds = points.stream().mapToDouble(ClaimRecord.Point::seeds).toArray();
    return new Plot("Estimate and interval of " + claim + " after each seed", "seeds", "")
        .countX()
        .region(region.low(), region.high())
        .intervals(
            "interval",
            seeds,
            points.stream().mapToDouble(point -> point.interval().low()).toArray(),
            points.stream().mapToDouble(point -> point.interval().high()).toArray())
        .points(
            "estimate", seeds, points.stream().mapToDouble(ClaimRecord.Point::estimate).toArray());
  }
}
