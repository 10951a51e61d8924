package dev.assay.hub.sources;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.sources.Fetcher.Answer;
import dev.assay.hub.sources.Fetcher.Validator;
import dev.assay.hub.sources.SourceUnavailable.Reason;
import dev.assay.lab.Json;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** arXiv's API (info.arxiv.org/help/api/user-manual): papers by identifier, or by a query. */
final class ArxivApi {
  static final URI ADDRESS = URI.create("https://export.arxiv.org/api/query");

  private static final int PAGE = 100;

  /** arXiv answers no further into a list; who wants more harvests. */
  private static final int LAST = 30_000;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

  private final URI address;
  private final Fetcher fetcher;

  ArxivApi(URI address, Fetcher fetcher) {
    this.address = address;
    this.fetcher = fetcher;
  }

  /** The papers with these identifiers, in their newest versions. */
  PaperSource papers(List<ArxivId> ids) {
    List<ArxivId> wanted = ids.stream().map(ArxivId::withoutVersion).distinct().toList();
    return new PaperSource() {
      @Override
      public String name() {
        return "arXiv";
      }

      @Override
      public void read(String position, Receiver receiver) throws InterruptedException {
        for (int from = 0; from < wanted.size(); from += PAGE) {
          receiver.accept(some(wanted.subList(from, Math.min(from + PAGE, wanted.size()))));
        }
      }
    };
  }

  private PaperSource.Reading some(List<ArxivId> ids) throws InterruptedException {
    String list = ids.stream().map(ArxivId::value).collect(Collectors.joining(","));
    URI page = URI.create(address + "?id_list=" + list + "&max_results=" + ids.size());
    AtomFeed feed =
        Objects.requireNonNull(
            fetcher.get(page, Validator.NONE, document -> whole(document, 0)).value());
    List<PaperSource.Problem> problems = new ArrayList<>(feed.problems());
    Set<ArxivId> found = feed.papers().stream().map(Paper::id).collect(Collectors.toSet());
    for (ArxivId id : ids) {
      if (!found.contains(id)) {
        problems.add(new PaperSource.Problem(id.value(), "arXiv has no such paper."));
      }
    }
    return new PaperSource.Reading(feed.papers(), problems);
  }

  /**
   * The papers that a query finds, written as arXiv's API takes it ({@code cat:cs.LG AND
   * abs:sharpness}): first those submitted since a day, later those that are new or have a new
   * version.
   */
  PaperSource query(String query, LocalDate since) {
    return new Query(query, since);
  }

  /**
   * How far a query was read.
   *
   * @param updated when the newest version that it had found was submitted
   * @param etag of its first page
   */
  private record Position(String updated, String etag, String lastModified) {}

  private final class Query implements PaperSource {
    private final String query;
    private final LocalDate since;

    Query(String query, LocalDate since) {
      this.query = query;
      this.since = since;
    }

    @Override
    public String name() {
      return "arXiv's answer to " + PlainText.shortened(query);
    }

    /**
     * Newest first, until what is known from last time: what comes in meanwhile then shifts papers
     * to a later page, where they come twice, and hides none.
     */
    @Override
    public void read(String position, Receiver receiver) throws InterruptedException {
      boolean first = position.equals(START);
      Position before = first ? new Position("", "", "") : Json.read(position, Position.class);
      Instant known = first ? Instant.MIN : Instant.parse(before.updated());
      Position after = before;
      int total = 0;
      for (int from = 0; from < LAST; from += PAGE) {
        int least = Math.clamp(total - from, 0, 1);
        Answer<AtomFeed> answer =
            fetcher.get(
                listing(from, first),
                from == 0 ? new Validator(before.etag(), before.lastModified()) : Validator.NONE,
                document -> whole(document, least));
        AtomFeed feed = answer.value();
        if (feed == null) {
          return;
        }
        total = Math.max(total, feed.total());
        if (from == 0) {
          Instant newest =
              feed.papers().stream()
                  .map(Paper::updated)
                  .filter(each -> each != null)
                  .max(Instant::compareTo)
                  .orElse(known);
          Validator validator = answer.validator();
          after =
              newest.equals(Instant.MIN)
                  ? new Position(since + "T00:00:00Z", "", "")
                  : new Position(newest.toString(), validator.etag(), validator.lastModified());
        }
        boolean last =
            feed.entries() == 0
                || from + PAGE >= feed.total()
                || feed.papers().stream().anyMatch(paper -> isKnown(paper, known));
        // Only the last part tells a new position: who is cut off begins with the newest again.
        receiver.accept(
            new Reading(feed.papers(), feed.problems(), last ? Json.write(after) : position));
        if (last) {
          return;
        }
      }
    }

    private static boolean isKnown(Paper paper, Instant known) {
      return paper.updated() != null && !paper.updated().isAfter(known);
    }

    private URI listing(int start, boolean first) {
      String asked =
          first
              ? "(%s) AND submittedDate:[%s TO 999912312359]"
                  .formatted(query, MINUTE.format(since.atStartOfDay(ZoneOffset.UTC)))
              : query;
      return URI.create(
          "%s?search_query=%s&sortBy=%s&sortOrder=descending&start=%d&max_results=%d"
              .formatted(
                  address,
                  ArxivHarvest.encoded(asked),
                  first ? "submittedDate" : "lastUpdatedDate",
                  start,
                  PAGE));
    }
  }

  /**
   * @param least arXiv now and then answers with a page without entries where there are some: then
   *     it is asked again
   */
  private static AtomFeed whole(String document, int least) throws Malformed {
    AtomFeed feed = AtomFeed.parse(document);
    if (feed.error() != null) {
      throw new SourceUnavailable(
          Reason.REFUSED, "arXiv does not take the question: " + feed.error() + ".", null);
    }
    if (feed.damage() != null) {
      throw new Malformed(feed.damage());
    }
    if (feed.entries() < least) {
      throw new Malformed("a page is empty that should not be");
    }
    return feed;
  }
}
