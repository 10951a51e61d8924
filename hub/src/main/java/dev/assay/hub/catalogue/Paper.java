package dev.assay.hub.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A paper as its source describes it.
 *
 * @param authors the names, empty where the source gives only their number
 * @param authorCount the number of authors, null where the source does not say
 * @param date when it appeared, null where the source does not say
 */
public record Paper(
    ArxivId id,
    String title,
    String abstractText,
    List<String> authors,
    @Nullable Integer authorCount,
    @Nullable PublicationDate date) {
  public Paper {
    authors = List.copyOf(authors);
  }

  /** "4 authors", or that the source does not say. */
  public String authorsLine() {
    if (authorCount == null) {
      return "authors not given";
    }
    return authorCount == 1 ? "1 author" : authorCount + " authors";
  }

  /** The date as exact as it is known. */
  public String dateLine() {
    return date == null ? "date not given" : date.display();
  }
}
