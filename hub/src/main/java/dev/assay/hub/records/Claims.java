package dev.assay.hub.records;

import dev.assay.lab.Board;
import dev.assay.lab.Claim;
import dev.assay.lab.Reproduction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The claims that can be run, by paper. */
public final class Claims {
  private final SortedMap<String, Reproduction> byPaper = new TreeMap<>();
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** A paper's parts, made once: a reproduction may make them anew each time it is asked. */
  private record Known(List<Claim> claims, Map<String, String> expectations, List<Board> boards) {
    static Known of(Reproduction reproduction) {
      List<Claim> claims = List.copyOf(reproduction.claims());
      Map<String, String> expectations = new TreeMap<>();
      claims.forEach(claim -> expectations.put(claim.id(), claim.expectation().hash()));
      return new Known(claims, expectations, List.copyOf(reproduction.boards()));
    }
  }

  public Claims(List<Reproduction> reproductions) {
    reproductions.forEach(
        reproduction -> {
          if (byPaper.put(reproduction.paper(), reproduction) != null) {
            throw new IllegalArgumentException(
                "two reproductions are of paper " + reproduction.paper());
          }
        });
  }

  /** All reproductions, by paper. */
  public Collection<Reproduction> all() {
    return byPaper.values();
  }

  public Optional<Reproduction> of(String paper) {
    return Optional.ofNullable(byPaper.get(paper));
  }

  /** A paper's claims, in its order; none where it has no reproduction. */
  public List<Claim> list(String paper) {
    return known(paper).map(Known::claims).orElse(List.of());
  }

  /** The boards that a paper's studies fill. */
  public List<Board> boards(String paper) {
    return known(paper).map(Known::boards).orElse(List.of());
  }

  /** How many claims of the paper's own can be run; our stresses and traps are not counted. */
  public int count(String paper) {
    return (int) list(paper).stream().filter(Claim::ofPaper).count();
  }

  /** Whether a result was made under the expectation that its claim has today. */
  public boolean isCurrent(String paper, Result result) {
    return known(paper)
        .map(found -> result.expectation().equals(found.expectations().get(result.claim())))
        .orElse(false);
  }

  /** Where a claim stands in its paper; those it no longer has come last. */
  public int position(String paper, String id) {
    List<Claim> claims = list(paper);
    for (int i = 0; i < claims.size(); i++) {
      if (claims.get(i).id().equals(id)) {
        return i;
      }
    }
    return claims.size();
  }

  /** A claim by its id, in any letter case. */
  public Optional<Claim> claim(String paper, String id) {
    return list(paper).stream().filter(claim -> claim.id().equalsIgnoreCase(id)).findFirst();
  }

  /** The reproductions, other than its own, that name a paper by its number. */
  public List<Reproduction> citing(String paper) {
    return byPaper.values().stream()
        .filter(reproduction -> !reproduction.paper().equals(paper))
        .filter(reproduction -> text(reproduction).contains(paper))
        .toList();
  }

  private String text(Reproduction reproduction) {
    StringBuilder text = new StringBuilder(reproduction.overview());
    reproduction.differences().forEach(text::append);
    reproduction.untested().forEach(text::append);
    for (Claim claim : list(reproduction.paper())) {
      text.append(claim.statement())
          .append(claim.paperSays())
          .append(claim.where())
          .append(claim.expectation().because());
    }
    return text.toString();
  }

  private Optional<Known> known(String paper) {
    return of(paper)
        .map(reproduction -> known.computeIfAbsent(paper, id -> Known.of(reproduction)));
  }
}
