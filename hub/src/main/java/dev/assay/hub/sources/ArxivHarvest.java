package dev.assay.hub.sources;

import dev.assay.hub.sources.Fetcher.Validator;
import dev.assay.hub.sources.SourceUnavailable.Reason;
import dev.assay.lab.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A category of arXiv's over OAI-PMH (info.arxiv.org/help/oa): first all that has changed since a
 * day, later what has changed since the last harvest began. It tells of new papers, new versions
 * and withdrawals.
 *
 * <p>A day is the finest step that arXiv's dates of change have. So a harvest begins with the day
 * on which the one before began, and papers of that day come twice.
 */
final class ArxivHarvest implements PaperSource {
  static final URI ADDRESS = URI.create("https://oaipmh.arxiv.org/oai");

  private final String category;
  private final URI address;
  private final LocalDate since;
  private final Fetcher fetcher;

  /**
   * @param since where the first harvest begins
   */
  ArxivHarvest(String category, URI address, LocalDate since, Fetcher fetcher) {
    this.category = category;
    this.address = address;
    this.since = since;
    this.fetcher = fetcher;
  }

  /**
   * How far a harvest is.
   *
   * @param from its first day
   * @param token of its next page, empty before the first
   * @param began the day, by arXiv's clock, on which it began, empty before the first page
   */
  private record Position(String from, String token, String began) {}

  @Override
  public String name() {
    return "arXiv's " + category;
  }

  @Override
  public void read(String position, Receiver receiver) throws IOException, InterruptedException {
    Position at =
        position.equals(START)
            ? new Position(since.toString(), "", "")
            : Json.read(position, Position.class);
    while (true) {
      OaiPage page = page(at);
      if (page.errorCode().equals("badResumptionToken") && !at.token().isEmpty()) {
        // Tokens last a day or so. What came with this one is kept; the rest comes anew.
        at = new Position(at.from(), "", "");
        continue;
      }
      if (!page.errorCode().isEmpty() && !page.errorCode().equals("noRecordsMatch")) {
        throw new SourceUnavailable(
            Reason.REFUSED,
            "arXiv does not give %s: %s (%s).".formatted(category, page.error(), page.errorCode()),
            null);
      }
      String began = at.began().isEmpty() ? day(page.answered(), at.from()) : at.began();
      boolean last = page.token().isEmpty();
      if (!last && page.token().equals(at.token())) {
        throw new SourceUnavailable(
            Reason.MALFORMED, "arXiv names the same next page of " + category + " twice.", null);
      }
      at = last ? new Position(began, "", "") : new Position(at.from(), page.token(), began);
      receiver.accept(new Reading(page.papers(), page.problems(), Json.write(at)));
      if (last) {
        return;
      }
    }
  }

  private static String day(@Nullable Instant answered, String from) {
    LocalDate day = AtomFeed.day(answered);
    return day == null ? from : day.toString();
  }

  private OaiPage page(Position at) throws InterruptedException {
    String query =
        at.token().isEmpty()
            ? "verb=ListRecords&metadataPrefix=%s&set=%s&from=%s"
                .formatted(OaiPage.FORMAT, encoded(ArxivSets.of(category)), at.from())
            : "verb=ListRecords&resumptionToken=" + encoded(at.token());
    return Objects.requireNonNull(
        fetcher.get(URI.create(address + "?" + query), Validator.NONE, ArxivHarvest::read).value());
  }

  private static OaiPage read(String document) throws Malformed {
    OaiPage page = OaiPage.parse(document);
    if (page.damage() != null) {
      throw new Malformed(page.damage());
    }
    if (page.records() == 0 && page.errorCode().isEmpty()) {
      throw new Malformed("it holds neither records nor an error");
    }
    return page;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
