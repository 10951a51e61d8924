package dev.assay.lab;

/**
 * One testable statement of a paper.
 *
 * @param id short and stable, such as {@code C1}
 * @param statement what the paper says, in our words
 * @param paperSays the paper's number
 * @param where where it stands in the paper
 * @param scale how near our run is to the paper's setting
 */
public record Claim(
    String id,
    String statement,
    String paperSays,
    String where,
    Scale scale,
    Study study,
    Expectation expectation) {
  public Claim {
    expectation.contrast().arms().forEach(study::arm);
  }

  /** A claim of one's own, tested at the very setting it is made for. */
  public static Claim own(String id, String statement, Study study, Expectation expectation) {
    return new Claim(
        id, statement, expectation.region().toString(), "our own", Scale.PAPER, study, expectation);
  }
}
