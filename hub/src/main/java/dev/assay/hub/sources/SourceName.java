package dev.assay.hub.sources;

import dev.assay.hub.HubException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The name of a source that can be read again and again: {@code hugging-face}, {@code arxiv:cs.LG},
 * {@code arxiv-query:abs:sharpness} or {@code arxiv-details}.
 *
 * @param detail what follows the colon, empty where nothing does
 */
public record SourceName(Kind kind, String detail) {
  private static final int MAX_DETAIL = 500;

  /** The kinds of sources. */
  public enum Kind {
    HUGGING_FACE("hugging-face", false, "Hugging Face's Daily Papers, with upvotes"),
    ARXIV("arxiv", true, "a category of arXiv's, such as arxiv:cs.LG: new papers and versions"),
    ARXIV_QUERY(
        "arxiv-query",
        true,
        "what arXiv finds for a query, such as 'arxiv-query:cat:cs.LG AND abs:sharpness'"),
    ARXIV_DETAILS(
        "arxiv-details",
        false,
        "authors, categories and versions of papers that are here without, from arXiv");

    private final String label;
    private final boolean detailed;
    private final String explanation;

    Kind(String label, boolean detailed, String explanation) {
      this.label = label;
      this.detailed = detailed;
      this.explanation = explanation;
    }

    public String label() {
      return label;
    }

    /** What it is, in a few words. */
    public String explanation() {
      return explanation;
    }
  }

  public SourceName {
    if (kind == Kind.ARXIV) {
      ArxivSets.of(detail);
    }
    if (kind.detailed && detail.isBlank()) {
      throw new HubException(
          "%s needs something after its colon: %s.".formatted(kind.label, kind.explanation));
    }
    if (detail.length() > MAX_DETAIL || !PlainText.line(detail).equals(detail)) {
      throw new HubException(
          "What follows %s: must be one line of at most 500 characters.".formatted(kind.label));
    }
  }

  /**
   * The source with a name, empty where the text is no such name.
   *
   * @throws HubException where it begins as one and is none
   */
  public static Optional<SourceName> find(String text) {
    int colon = text.indexOf(':');
    String label = colon < 0 ? text : text.substring(0, colon);
    for (Kind kind : Kind.values()) {
      if (kind.label.equals(label) && (kind.detailed || colon < 0)) {
        return Optional.of(
            new SourceName(kind, colon < 0 ? "" : text.substring(colon + 1).strip()));
      }
    }
    return Optional.empty();
  }

  /**
   * The source with a name.
   *
   * @throws HubException where there is none
   */
  public static SourceName parse(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new HubException(
                    "There is no source "
                        + PlainText.shortened(text)
                        + "; sources are "
                        + Arrays.stream(Kind.values())
                            .map(kind -> kind.label + (kind.detailed ? ":…" : ""))
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** Whose servers it asks. */
  String operator() {
    return kind == Kind.HUGGING_FACE ? "Hugging Face" : "arXiv";
  }

  @Override
  public String toString() {
    return kind.label + (kind.detailed ? ":" + detail : "");
  }
}
