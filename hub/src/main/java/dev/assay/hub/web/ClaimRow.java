package dev.assay.hub.web;

import dev.assay.lab.Claim;
import org.jspecify.annotations.Nullable;

/** A claim, and the result that counts: of the newest records that of the largest tier. */
public record ClaimRow(Claim claim, @Nullable ResultRow result) {
  /** What is compared and where it must lie. */
  public String predicted() {
    return Words.predicted(claim.expectation().contrast().formula(), claim.expectation().region());
  }
}
