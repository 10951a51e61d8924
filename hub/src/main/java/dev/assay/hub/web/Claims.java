package dev.assay.hub.web;

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

  public int count(String paper) {
    return of(paper).map(Reproduction::claims).map(List::size).orElse(0);
  }

  public Optional<Claim> claim(String paper, String id) {
    return of(paper).stream()
        .flatMap(reproduction -> reproduction.claims().stream())
        .filter(claim -> claim.id().equalsIgnoreCase(id))
        .findFirst();
  }
}
