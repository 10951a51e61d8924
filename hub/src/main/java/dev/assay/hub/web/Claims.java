package dev.assay.hub.web;

import dev.assay.hub.records.Result;
import dev.assay.lab.Claim;
import dev.assay.lab.Reproduction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The claims that can be run, by paper. */
public final class Claims {
  private final Map<String, Reproduction> byPaper;

  public Claims(List<Reproduction> reproductions) {
    byPaper =
        reproductions.stream()
            .collect(Collectors.toUnmodifiableMap(Reproduction::paper, Function.identity()));
  }

  public Optional<Reproduction> of(String paper) {
    return Optional.ofNullable(byPaper.get(paper));
  }

  /** How many claims of the paper's own can be run; our stresses and traps are not counted. */
  public int count(String paper) {
    return (int)
        of(paper).stream()
            .flatMap(reproduction -> reproduction.claims().stream())
            .filter(Claim::ofPaper)
            .count();
  }

  /** Whether a result was made under the expectation that its claim has today. */
  public boolean isCurrent(String paper, Result result) {
    return claim(paper, result.claim())
        .filter(claim -> claim.expectation().hash().equals(result.expectation()))
        .isPresent();
  }

  /** Where a claim stands in its paper; those it no longer has come last. */
  int position(String paper, String id) {
    List<String> ids =
        of(paper).stream().flatMap(found -> found.claims().stream()).map(Claim::id).toList();
    return ids.contains(id) ? ids.indexOf(id) : ids.size();
  }

  public Optional<Claim> claim(String paper, String id) {
    return of(paper).stream()
        .flatMap(reproduction -> reproduction.claims().stream())
        .filter(claim -> claim.id().equalsIgnoreCase(id))
        .findFirst();
  }
}
