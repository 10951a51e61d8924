package dev.assay.hub.records;

import dev.assay.lab.Claim;
import java.util.List;
import java.util.Optional;

/** Tells where papers' claims stand. */
public final class Standings {
  private final Claims claims;
  private final Records records;

  public Standings(Claims claims, Records records) {
    this.claims = claims;
    this.records = records;
  }

  /** Where a paper's claims stand; one without claims has an empty standing. */
  public Standing of(String paper) {
    List<Claim> ofPaper = claims.list(paper).stream().filter(Claim::ofPaper).toList();
    if (ofPaper.isEmpty()) {
      return new Standing(List.of());
    }
    List<Result> current = current(paper);
    return new Standing(
        ofPaper.stream().map(claim -> counting(current, claim).map(Result::verdict)).toList());
  }

  /** The results that count today: made under the expectation that their claim has now. */
  public List<Result> current(String paper) {
    return records.latest(paper).stream()
        .filter(result -> claims.isCurrent(paper, result))
        .toList();
  }

  /** Of a claim's results the one of the largest tier. */
  public static Optional<Result> counting(List<Result> current, Claim claim) {
    return current.stream().filter(result -> result.claim().equals(claim.id())).findFirst();
  }
}
