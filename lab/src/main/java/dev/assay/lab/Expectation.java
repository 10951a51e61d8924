package dev.assay.lab;

/**
 * What a claim predicts, written before the run.
 *
 * @param contrast what is compared
 * @param region where the contrast must lie for the claim to hold; its edge is the smallest effect
 *     that matters
 * @param inference how seeds become evidence
 * @param because where the region comes from: the paper's number, a bound, a pilot
 */
public record Expectation(Contrast contrast, Interval region, Inference inference, String because) {

  /** The mean of {@code contrast} over seeds lies in {@code region}. */
  public static Expectation mean(Contrast contrast, Interval region, String because) {
    return new Expectation(contrast, region, Inference.mean(), because);
  }

  /**
   * The median of {@code contrast} over seeds lies in {@code region}. It holds for any
   * distribution, and needs at least eight seeds.
   */
  public static Expectation median(Contrast contrast, Interval region, String because) {
    return new Expectation(contrast, region, Inference.median(), because);
  }

  /**
   * The mean of {@code contrast} over seeds lies in {@code region}, where each value lies between
   * {@code low} and {@code high}: rates, accuracies, and their differences.
   */
  public static Expectation boundedMean(
      Contrast contrast, Interval region, double low, double high, String because) {
    return new Expectation(contrast, region, Inference.boundedMean(low, high), because);
  }

  /** {@code contrast} lies in {@code region} at every seed, up to {@code tolerance}. */
  public static Expectation exact(
      Contrast contrast, Interval region, double tolerance, String because) {
    return new Expectation(contrast, region, Inference.exact(tolerance), because);
  }

  /** SHA-256 of all that decides a verdict: records made under another hash do not count. */
  public String hash() {
    return Sha256.hex(
        "assay-expectation\nprotocol=%d\ncontrast=%s\nregion=%s..%s\ninference=%s"
            .formatted(
                ClaimRun.PROTOCOL,
                contrast.formula(),
                region.low(),
                region.high(),
                inference.description()));
  }
}
