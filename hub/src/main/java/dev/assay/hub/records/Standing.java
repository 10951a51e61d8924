package dev.assay.hub.records;

import dev.assay.lab.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a paper's own claims stand: those that count today, each by its newest record of the
 * largest tier. Our stresses and traps are left aside.
 *
 * @param claims a verdict for each claim, in the paper's order; empty where it has no record
 */
public record Standing(List<Optional<Verdict.Kind>> claims) {
  public Standing {
    claims = List.copyOf(claims);
  }

  /** How many claims have this verdict. */
  public int count(Verdict.Kind verdict) {
    return (int) claims.stream().filter(claim -> claim.equals(Optional.of(verdict))).count();
  }

  /** Whether a claim has this verdict. */
  public boolean has(Verdict.Kind verdict) {
    return count(verdict) > 0;
  }

  /** "6 claims can be run", or how they came out. */
  public String summary() {
    String claimCount = size() == 1 ? "1 claim" : size() + " claims";
    if (tested() == 0) {
      return claimCount + " can be run";
    }
    List<String> parts = new ArrayList<>();
    for (Verdict.Kind verdict : Verdict.Kind.values()) {
      if (has(verdict)) {
        parts.add(count(verdict) + " " + verdict.name().toLowerCase(Locale.ROOT));
      }
    }
    if (tested() < size()) {
      parts.add((size() - tested()) + " not run yet");
    }
    return claimCount + ": " + String.join(", ", parts);
  }

  /** How many claims can be run. */
  public int size() {
    return claims.size();
  }

  /** How many claims have a verdict, a decided one or not. */
  public int tested() {
    return (int) claims.stream().filter(Optional::isPresent).count();
  }
}
