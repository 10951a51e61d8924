package dev.assay.hub.curation;

import dev.assay.hub.catalogue.ArxivId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people paste when they mean a paper. */
public final class PaperAddress {
  /** What is understood, for the reader. */
  public static final String ACCEPTED =
      "an arXiv number such as 2310.01769, an address of arxiv.org (abs, pdf or html), or one of"
          + " huggingface.co/papers";

  private static final int MOST = 300;
  private static final Pattern PLACE =
      Pattern.compile(
          "(?i)(?:https?://)?"
              + "(?:(?:[a-z]+\\.)?arxiv\\.org/(?:abs|pdf|html)|(?:www\\.)?huggingface\\.co/papers)"
              + "/(.+?)/*");

  private PaperAddress() {}

  /** The paper meant, whichever version of it was named; empty where the text is none of these. */
  public static Optional<ArxivId> parse(String text) {
    String bare = text.strip();
    if (bare.length() > MOST) {
      return Optional.empty();
    }
    Matcher place = PLACE.matcher(bare.replaceFirst("[?#].*$", ""));
    return ArxivId.parse(place.matches() ? place.group(1) : bare)
        .filter(id -> !id.isLocal())
        .map(ArxivId::withoutVersion);
  }
}
