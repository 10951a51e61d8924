package dev.assay.lab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which curve the points support, by the corrected Akaike information criterion (Hurvich and Tsai,
 * "Regression and time series model selection in small samples", Biometrika 76(2), 1989):
 *
 * <pre>
 *   AICc = n log(RSS / n) + 2 k + 2 k (k + 1) / (n - k - 1),    k = parameters + 1 (the variance)
 * </pre>
 *
 * and weights proportional to {@code exp(-AICc / 2)} (Burnham and Anderson, "Model Selection and
 * Multimodel Inference", 2002). It is preferred here to cross-validation: curves are fitted to five
 * to twenty points, where leaving out an end makes the others extrapolate, so that a few points
 * decide; the criterion uses all points, and its correction is made for such numbers.
 *
 * @param fits the curves that could be fitted, best first
 * @param aicc each one's criterion; negative infinity where the points lie on the curve
 * @param weights each one's share of the support, adding up to 1
 * @param leftOut models that could not be fitted, with the reason
 */
public record ModelChoice(
    List<CurveFit> fits, List<Double> aicc, List<Double> weights, Map<CurveModel, String> leftOut) {
  /**
   * The choice among {@code models}, or among all where none is named.
   *
   * @throws IllegalArgumentException if none of them can be fitted; each needs three points more
   *     than it has parameters
   */
  public static ModelChoice of(double[] x, double[] y, CurveModel... models) {
    List<CurveFit> fits = new ArrayList<>();
    Map<CurveModel, String> leftOut = new LinkedHashMap<>();
    for (CurveModel model : models.length == 0 ? CurveModel.values() : models) {
      int needed = model.parameters() + 3;
      if (x.length < needed) {
        leftOut.put(
            model,
            "to choose %s needs at least %d points, but there are %d"
                .formatted(model.formula(), needed, x.length));
        continue;
      }
      try {
        fits.add(CurveFit.of(model, x, y));
      } catch (IllegalArgumentException reason) {
        leftOut.put(model, String.valueOf(reason.getMessage()));
      }
    }
    if (fits.isEmpty()) {
      throw new IllegalArgumentException(
          "no model can be fitted: " + String.join("; ", leftOut.values()));
    }
    // Among curves that go through all points, the one with the fewest parameters.
    fits.sort(
        Comparator.comparingDouble(ModelChoice::criterion)
            .thenComparingInt(fit -> fit.model().parameters()));
    List<Double> aicc = fits.stream().map(ModelChoice::criterion).toList();
    double best = aicc.getFirst();
    double[] shares =
        aicc.stream()
            .mapToDouble(value -> value == best ? 1 : Math.exp((best - value) / 2))
            .toArray();
    double sum = Arrays.stream(shares).sum();
    return new ModelChoice(
        List.copyOf(fits),
        aicc,
        Arrays.stream(shares).map(share -> share / sum).boxed().toList(),
        Collections.unmodifiableMap(leftOut));
  }

  /** The curve that the points support most. */
  public CurveFit best() {
    return fits.getFirst();
  }

  private static double criterion(CurveFit fit) {
    int n = fit.points();
    int k = fit.model().parameters() + 1;
    return fit.throughAllPoints()
        ? Double.NEGATIVE_INFINITY
        : n * Math.log(fit.residualSumOfSquares() / n) + 2 * k + 2.0 * k * (k + 1) / (n - k - 1);
  }
}
