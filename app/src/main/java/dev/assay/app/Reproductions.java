package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.lab.Claim;
import dev.assay.lab.Reproduction;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The papers whose claims can be run, found on the class path. */
final class Reproductions {
  private static final int NEAREST = 5;

  private Reproductions() {}

  static List<Reproduction> all() {
    return ServiceLoader.load(Reproduction.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Reproduction::paper))
        .toList();
  }

  static Optional<Reproduction> find(String paper) {
    return all().stream().filter(each -> each.paper().equals(paper)).findFirst();
  }

  /** The reproduction of a paper, or a sentence with the nearest matches. */
  static Reproduction require(String paper, Path home) {
    Optional<Reproduction> found = find(paper);
    if (found.isPresent()) {
      return found.get();
    }
    String runnable = all().stream().map(Reproduction::paper).collect(Collectors.joining(", "));
    try (Library library = Library.openOrJoin(home)) {
      Optional<Paper> known = library.find(paper);
      if (known.isPresent()) {
        return find(known.get().id().value())
            .orElseThrow(
                () ->
                    new UserMistake(
                        "No claim of %s can be run yet: those of %s can."
                            .formatted(known.get().id(), runnable)));
      }
      throw unknownPaper(paper, library);
    }
  }

  static UserMistake unknownPaper(String paper, Library library) {
    String nearest =
        library.nearest(paper).stream()
            .map(near -> "%s (%s)".formatted(near.id(), near.title()))
            .collect(Collectors.joining("; "));
    String shown = paper.length() > 80 ? paper.substring(0, 80) + "..." : paper;
    return new UserMistake(
        "There is no paper '%s' here%s."
            .formatted(shown, nearest.isEmpty() ? "" : ": the nearest are " + nearest));
  }

  /** All claims, or the one named; ids may be given in any letter case. */
  static List<Claim> claims(Reproduction reproduction, @Nullable String id) {
    if (id == null) {
      return reproduction.claims();
    }
    List<Claim> found =
        reproduction.claims().stream().filter(claim -> claim.id().equalsIgnoreCase(id)).toList();
    if (found.isEmpty()) {
      throw new UserMistake(
          "Paper %s has no claim '%s': the nearest are %s; ./assay show %s lists all %d."
              .formatted(
                  reproduction.paper(),
                  id,
                  nearest(reproduction, id),
                  reproduction.paper(),
                  reproduction.claims().size()));
    }
    return found;
  }

  /** The claims whose ids begin most like {@code id}. */
  private static String nearest(Reproduction reproduction, String id) {
    return reproduction.claims().stream()
        .map(Claim::id)
        .sorted(Comparator.comparingInt(claim -> -commonPrefix(claim, id)))
        .limit(NEAREST)
        .collect(Collectors.joining(", "));
  }

  private static int commonPrefix(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length())
        && Character.toUpperCase(a.charAt(length)) == Character.toUpperCase(b.charAt(length))) {
      length++;
    }
    return length;
  }
}
