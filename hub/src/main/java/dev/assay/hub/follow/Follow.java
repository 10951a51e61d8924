package dev.assay.hub.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that a person follows.
 *
 * @param target the query, the author's name, the category, the board's path, or the paper's
 *     identifier and the claim's, with a space between them
 */
public record Follow(long id, long person, Kind kind, String target, Instant created) {
  /** What can be followed; of those that bring papers, the narrowest first. */
  public enum Kind {
    /** New papers of an author. */
    AUTHOR,
    /** New papers that hold every word of a query, and all else in it. */
    SEARCH,
    /** New papers of a category of arXiv's. */
    CATEGORY,
    /** A new leader or new rows. */
    BOARD,
    /** Another verdict. */
    CLAIM;

    /** As it stands in forms, and as people read it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this word. */
    public static Optional<Kind> parse(String word) {
      return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Whether it brings papers. */
    public boolean isOfPapers() {
      return this == SEARCH || this == AUTHOR || this == CATEGORY;
    }
  }

  /** What people call it. */
  public String label() {
    return label(kind, target);
  }

  /** What people call something that may be followed. */
  public static String label(Kind kind, String target) {
    return switch (kind) {
      case SEARCH -> "“" + target + "”";
      case AUTHOR, CATEGORY -> target;
      case BOARD -> "the board " + target.replace('-', ' ').replace("/", " / ");
      case CLAIM -> target.replaceFirst("^(\\S+) (\\S+)$", "$2 of $1");
    };
  }

  /** Where it is on the site. */
  public String path() {
    return switch (kind) {
      case SEARCH -> "/search?q=" + URLEncoder.encode(target, UTF_8);
      case AUTHOR -> "/search?q=" + URLEncoder.encode("author:\"" + target + "\"", UTF_8);
      case CATEGORY -> "/?cat=" + URLEncoder.encode(target, UTF_8);
      case BOARD -> "/boards/" + target;
      case CLAIM -> "/papers/" + target.replace(" ", "#");
    };
  }
}
