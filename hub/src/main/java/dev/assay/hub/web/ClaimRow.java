package dev.assay.hub.web;

import dev.assay.hub.records.Result;
import dev.assay.hub.records.Standings;
import dev.assay.lab.Claim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A claim, and the result that counts: of the newest records that of the largest tier. */
public record ClaimRow(Claim claim, @Nullable ResultRow result) {
  /** A claim with the one of {@code current} results that counts. */
  static ClaimRow of(Claim claim, List<Result> current) {
    return new ClaimRow(
        claim,
        Standings.counting(current, claim).map(result -> new ResultRow(result, true)).orElse(null));
  }

  /** What is compared and where it must lie. */
  public String predicted() {
    return Words.predicted(claim.expectation().contrast().brief(), claim.expectation().region());
  }
}
