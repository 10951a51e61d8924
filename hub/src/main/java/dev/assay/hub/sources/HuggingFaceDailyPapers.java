package dev.assay.hub.sources;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.sources.Fetcher.Answer;
import dev.assay.hub.sources.Fetcher.Validator;
import dev.assay.lab.Json;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Hugging Face's Daily Papers, day by day, from {@code GET /api/daily_papers?date=}.
 *
 * <p>A day's list grows while people vote and add to it. So the last days are asked for again each
 * time, and a list that is shorter than it was is told and takes nothing away.
 */
final class HuggingFaceDailyPapers implements PaperSource {
  static final URI ADDRESS = URI.create("https://huggingface.co/api/daily_papers");

  private static final int PAGE = 100;
  private static final int MAX_PAGES = 20;

  /** How many days back a day may still change. */
  private static final int OPEN_DAYS = 3;

  private final URI address;
  private final LocalDate since;
  private final Fetcher fetcher;
  private final Clock clock;

  HuggingFaceDailyPapers(URI address, LocalDate since, Fetcher fetcher, Clock clock) {
    this.address = address;
    this.since = since;
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /**
   * How far it was read.
   *
   * @param next the first day that is not over yet
   * @param open what was seen of the days that are not
   */
  private record Position(String next, Map<String, Seen> open) {}

  /** What was seen of a day. */
  private record Seen(int papers, String etag, String lastModified) {
    static final Seen NOTHING = new Seen(0, "", "");
  }

  @Override
  public String name() {
    return "Hugging Face's Daily Papers";
  }

  @Override
  public void read(String position, Receiver receiver) throws InterruptedException {
    Position at =
        position.equals(START)
            ? new Position(since.toString(), Map.of())
            : Json.read(position, Position.class);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate next = LocalDate.parse(at.next());
    Map<String, Seen> open = new TreeMap<>(at.open());
    for (LocalDate day = next; !day.isAfter(today); day = day.plusDays(1)) {
      Seen before = open.getOrDefault(day.toString(), Seen.NOTHING);
      Day read = day(day, before);
      if (day.isBefore(today.minusDays(OPEN_DAYS))) {
        open.remove(day.toString());
        next = day.plusDays(1);
      } else {
        open.put(day.toString(), read.seen());
      }
      receiver.accept(
          new Reading(
              read.papers(), read.problems(), Json.write(new Position(next.toString(), open))));
    }
  }

  private record Day(List<Paper> papers, List<Problem> problems, Seen seen) {}

  private Day day(LocalDate day, Seen before) throws InterruptedException {
    List<Paper> papers = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    URI first = URI.create(address + "?date=" + day + "&limit=" + PAGE);
    URI page = first;
    int items = 0;
    Validator validator = Validator.NONE;
    for (int number = 0; number < MAX_PAGES; number++) {
      Validator known =
          number == 0 ? new Validator(before.etag(), before.lastModified()) : Validator.NONE;
      Answer<List<JsonNode>> answer = fetcher.get(page, known, HuggingFaceDailyPapers::items);
      List<JsonNode> list = answer.value();
      if (list == null) {
        return new Day(List.of(), List.of(), before);
      }
      for (JsonNode item : list) {
        items++;
        JsonPaper.read(item, day, day + ", item " + items, problems).ifPresent(papers::add);
      }
      // The mark of the first page says nothing of those behind it.
      validator = number == 0 ? answer.validator() : Validator.NONE;
      URI following = following(answer.next(), first, list.size(), number);
      if (following == null) {
        break;
      }
      page = following;
    }
    if (items < before.papers()) {
      problems.add(
          new Problem(
              day.toString(),
              "%d papers are listed now and %d were before; what is here stays."
                  .formatted(items, before.papers())));
    }
    return new Day(
        papers,
        problems,
        new Seen(Math.max(items, before.papers()), validator.etag(), validator.lastModified()));
  }

  /** The next page: the one a header names where it is of the same place, or else by number. */
  private static @Nullable URI following(@Nullable URI named, URI first, int size, int number) {
    if (size == 0) {
      return null;
    }
    if (named != null && first.getAuthority().equals(named.getAuthority())) {
      return named;
    }
    return size < PAGE ? null : URI.create(first + "&p=" + (number + 1));
  }

  private static List<JsonNode> items(String document) throws Malformed {
    JsonItems items = JsonItems.parse(document);
    if (items.damage() != null) {
      throw new Malformed(items.damage());
    }
    if (!document.stripLeading().startsWith("[")) {
      throw new Malformed("it is no JSON array");
    }
    return items.items();
  }
}
