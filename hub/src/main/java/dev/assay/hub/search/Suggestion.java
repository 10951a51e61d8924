package dev.assay.hub.search;

/**
 * What somebody who is still typing may be about to ask for.
 *
 * @param text to be shown, as it is: not escaped
 * @param value a paper's identifier, or the query that finds an author's papers
 */
public record Suggestion(Kind kind, String text, String value) {
  /** What is suggested. */
  public enum Kind {
    PAPER,
    AUTHOR
  }
}
