package dev.assay.lab;

/**
 * One testable statement of a paper.
 *
 * @param id short and stable: {@code C1} for what the paper says; {@code S1} for a setting that
 *     strains it, {@code T1} for a trap, a mistake that would seem to refute it
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

  /** Whether the paper itself says it; otherwise it is a stress or a trap of ours. */
  public boolean ofPaper() {
    return !id.startsWith("S") && !id.startsWith("T");
  }

  /** A claim of one's own, tested at the very setting it is made for. */
  public static Claim own(String id, String statement, Study study, Expectation expectation) {
    return new Claim(
        id, statement, expectation.region().toString(), "our own", Scale.PAPER, study, expectation);
  }
}
