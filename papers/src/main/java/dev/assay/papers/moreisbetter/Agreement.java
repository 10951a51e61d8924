package dev.assay.papers.moreisbetter;

import dev.assay.lab.Contrast;
import dev.assay.methods.FittingRatio;
import java.util.List;
import java.util.stream.IntStream;

/** What only this paper's claims compare. */
final class Agreement {
  private Agreement() {}

  /** The part of arms whose test error lies within three standard errors and 5 % of the theory. */
  static Contrast ofCells(List<String> arms) {
    return new Contrast(
        "part of %s with |test error - theory| <= 3 standard errors + 5 %% of theory"
            .formatted(arms),
        arms,
        seed ->
            arms.stream()
                .mapToDouble(
                    arm -> {
                      double theory = seed.metric(arm, GaussianFeatures.TEST_THEORY);
                      double allowed =
                          3 * seed.metric(arm, GaussianFeatures.STANDARD_ERROR) + 0.05 * theory;
                      double test = seed.metric(arm, GaussianFeatures.TEST);
                      return Math.abs(test - theory) <= allowed ? 1 : 0;
                    })
                .average()
                .orElseThrow());
  }

  /**
   * How far the best fitting ratios lie from the equation's at the exponents measured by the first
   * arm, at most; not a number where these are none that the equation is for.
   *
   * @param noises the relative noise of each arm
   */
  static Contrast distanceFromEquation(List<String> arms, double... noises) {
    return new Contrast(
        "greatest |fitting ratio - equation's at the exponents measured| over " + arms,
        arms,
        seed -> {
          double alpha = seed.metric(arms.getFirst(), ImageKernel.ALPHA);
          double beta = seed.metric(arms.getFirst(), ImageKernel.BETA);
          if (!(alpha > 1 && beta > 1 && beta < 2 * alpha + 1)) {
            return Double.NaN;
          }
          return IntStream.range(0, noises.length)
              .mapToDouble(
                  i ->
                      Math.abs(
                          seed.metric(arms.get(i), ImageKernel.RATIO)
                              - new FittingRatio(alpha, beta, noises[i]).optimum()))
              .max()
              .orElseThrow();
        });
  }
}
