package dev.assay.papers.robustrecovery;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;

/**
 * How many measurements one matrix needs: the least of a geometric grid from which it is recovered.
 *
 * <p>Settings beyond those of {@link Recovery}: {@code least} and {@code most} measurements. The
 * matrices of fewer measurements are the first ones of more, so that sizes and methods are compared
 * on the same draws. A size counts as enough when the relative error passes 1e-3.
 */
final class SampleSize {
  static final double STEP = 1.3;
  static final String NEEDED = "measurements needed";
  private static final double RECOVERED = 1e-3;

  private SampleSize() {}

  static Outcome run(Configuration configuration, Seed seed) {
    double most = configuration.real("most");
    double size = configuration.real("least");
    // A matrix that no size recovers counts as if the next one would.
    while (size <= most && !recovers(configuration, (int) Math.round(size), seed)) {
      size *= STEP;
    }
    return Outcome.of(NEEDED, Math.rint(size));
  }

  private static boolean recovers(Configuration configuration, int measurements, Seed seed) {
    Configuration tried = configuration.with("measurements", measurements).with("until", RECOVERED);
    return Recovery.lastError(tried, seed) <= RECOVERED;
  }
}
