package dev.assay.hub.sources;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.catalogue.WebAddress;
import dev.assay.hub.sources.OperatorTurns.Turn;
import dev.assay.hub.sources.ScheduledSource.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What feeds this hub: reads it when asked to, and keeps how far it was read. */
public final class Sources {
  public static final Duration SHORTEST = Duration.ofMinutes(15);
  public static final Duration LONGEST = Duration.ofDays(31);
  private static final Logger log = LoggerFactory.getLogger(Sources.class);
  private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
  private static final Duration ANOTHER_TURN = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LOOKS = 30;
  private static final int DAYS_BACK = 30;

  private final SourceRepository repository;
  private final OperatorTurns turns;
  private final PaperRepository papers;
  private final Importer importer;
  private final Runnable changed;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Waiting waiting;

  /**
   * @param changed is run whenever papers have come in
   */
  public Sources(
      DataSource source,
      PaperRepository papers,
      TransactionTemplate transaction,
      Runnable changed,
      Clock clock,
      Waiting waiting) {
    this.repository = new SourceRepository(JdbcClient.create(source));
    this.turns = new OperatorTurns(source);
    this.papers = papers;
    this.importer = new Importer(papers, transaction, changed);
    this.changed = changed;
    this.transaction = transaction;
    this.clock = clock;
    this.waiting = waiting;
  }

  /** All that feed this hub, by name. */
  public List<ScheduledSource> all() {
    return repository.all();
  }

  public Optional<ScheduledSource> find(SourceName name) {
    return repository.find(name);
  }

  /**
   * Adds a source, or changes how it is read.
   *
   * @param address another than its own, null for its own
   * @param since where its first reading begins, null for thirty days before it; where the source
   *     was read before, it is read again from there
   * @throws HubException where the times or the address cannot be
   */
  public void put(
      SourceName name, @Nullable URI address, @Nullable LocalDate since, Duration every) {
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw new HubException(
          "A source is read every 15 minutes at most and every 31 days at least.");
    }
    if (address != null && !WebAddress.isOfTheWeb(address)) {
      throw new HubException(
          PlainText.shortened(address.toString()) + " is no address of http or https.");
    }
    if (since != null && since.isAfter(today())) {
      throw new HubException("Papers since " + since + " are still to come.");
    }
    repository.put(name, address, since, every);
  }

  /** Stops reading a source; false where it was not read. What came from it stays. */
  public boolean remove(SourceName name) {
    return repository.remove(name);
  }

  /** Watches what is done by hand. */
  public interface Watcher {
    /** Another process asks the same servers, and must end first. */
    default void waitsForTurn(String operator) {}

    /** So much has been brought in so far. */
    default void progress(Imported soFar) {}
  }

  /**
   * Reads a source that feeds this hub, now.
   *
   * @throws SourceUnavailable where it does not answer; the state says so too
   */
  public Imported read(ScheduledSource source, Watcher watcher) throws InterruptedException {
    try (Turn turn = takeTurn(source.name().operator(), watcher)) {
      return read(source, turn, watcher);
    }
  }

  /**
   * Brings in what a source tells since a day, once, without keeping how far it was read.
   *
   * @param since null for thirty days ago
   */
  public Imported importOnce(SourceName name, @Nullable LocalDate since, Watcher watcher)
      throws InterruptedException {
    return asking(
        name.operator(),
        Set.of(),
        watcher,
        fetcher -> importer.importParts(open(name, null, since, fetcher), watcher::progress));
  }

  /** Brings in the papers with these identifiers from arXiv. */
  public Imported importPapers(List<ArxivId> ids, Watcher watcher) throws InterruptedException {
    return asking(
        "arXiv",
        Set.of(),
        watcher,
        fetcher ->
            importer.importParts(
                new ArxivApi(ArxivApi.ADDRESS, fetcher).papers(ids), watcher::progress));
  }

  /**
   * A paper as arXiv has it now, for somebody who waits for it; nothing of it is kept here. A
   * mirror that {@code arxiv-details} is read from is asked in arXiv's place.
   *
   * @return empty where arXiv has no such paper
   * @throws SourceUnavailable where it does not answer soon
   */
  public Optional<Paper> fetch(ArxivId id) throws InterruptedException {
    URI mirror =
        repository
            .find(new SourceName(SourceName.Kind.ARXIV_DETAILS, ""))
            .map(ScheduledSource::address)
            .orElse(null);
    Set<URI> trusted = mirror == null ? Set.of() : Set.of(mirror);
    try (Turn turn = takeTurnSoon("arXiv");
        Fetcher fetcher =
            new Fetcher(
                "arXiv", trusted, Manners.ARXIV_AT_ONCE, clock, waiting, turn.lastRequest())) {
      try {
        return api(mirror, fetcher).papers(List.of(id)).read().papers().stream().findFirst();
      } finally {
        turn.asked(fetcher.lastRequest());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Turn takeTurnSoon(String operator) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      Optional<Turn> turn = turns.tryTake(operator);
      if (turn.isPresent()) {
        return turn.get();
      }
      waiting.await(LOOK);
    }
    throw new SourceUnavailable(
        SourceUnavailable.Reason.BUSY,
        "This hub is reading from %s already, and asks one thing at a time; try again in a minute."
            .formatted(operator),
        null);
  }

  /** Brings in the file at an address on the public internet. */
  public Imported importAddress(URI address, Year year) throws InterruptedException {
    String host = String.valueOf(address.getHost());
    try (Fetcher fetcher = new Fetcher(host, Set.of(), Manners.OTHERS, clock, waiting)) {
      Path file = Files.createTempFile("assay-import-", ".part");
      try {
        fetcher.download(address, file);
        return importer.importWhole(new PaperFile(file, address.toString(), year));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new HubException("The file cannot be kept: " + e.getMessage() + ".", e);
    }
  }

  /** Brings in a file, all or nothing of it. */
  public Imported importFile(Path file, Year year) {
    return importer.importWhole(new PaperFile(file, file.toString(), year));
  }

  /**
   * Reads a source as planned, and says when to read it again: earlier where it failed, and not
   * before its servers want it. Empty where it feeds this hub no longer.
   */
  Optional<Instant> readAsPlanned(SourceName name) throws InterruptedException {
    Optional<ScheduledSource> source = repository.find(name);
    if (source.isEmpty()) {
      return Optional.empty();
    }
    Optional<Turn> taken = turns.tryTake(name.operator());
    if (taken.isEmpty()) {
      return Optional.of(clock.instant().plus(ANOTHER_TURN));
    }
    Instant next;
    try (Turn turn = taken.get()) {
      read(source.get(), turn, new Watcher() {});
      next = clock.instant().plus(source.get().every());
    } catch (SourceUnavailable e) {
      log.info("{}: {}", name, e.getMessage());
      next = retry(source.get(), e.notBefore().orElse(Instant.MIN));
    } catch (RuntimeException e) {
      log.warn("{} cannot be read", name, e);
      next = retry(source.get(), Instant.MIN);
    }
    repository.next(name, next);
    return Optional.of(next);
  }

  private Instant retry(ScheduledSource source, Instant notBefore) {
    Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(source.failures(), 10));
    Instant soon =
        clock.instant().plus(pause.compareTo(source.every()) < 0 ? pause : source.every());
    return soon.isBefore(notBefore) ? notBefore : soon;
  }

  private Imported read(ScheduledSource source, Turn turn, Watcher watcher)
      throws InterruptedException {
    SourceName name = source.name();
    repository.begin(name, clock.instant());
    Imported[] total = {Imported.NOTHING};
    Set<URI> trusted = source.address() == null ? Set.of() : Set.of(source.address());
    boolean ended = false;
    try (Fetcher fetcher = fetcher(name.operator(), trusted, turn)) {
      try {
        open(name, source.address(), source.since(), fetcher)
            .read(
                source.position(),
                part -> {
                  transaction.executeWithoutResult(
                      status -> {
                        total[0] = total[0].plus(importer.keep(part));
                        repository.progress(name, part.position(), total[0]);
                        watcher.progress(total[0]);
                      });
                  changed.run();
                });
        repository.succeed(name, clock.instant());
        ended = true;
        return total[0];
      } finally {
        turn.asked(fetcher.lastRequest());
      }
    } catch (SourceUnavailable e) {
      ended = true;
      repository.fail(name, status(e.reason()), String.valueOf(e.getMessage()), clock.instant());
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      if (!ended) {
        repository.fail(name, Status.FAILED, "The reading was broken off here.", clock.instant());
      }
    }
  }

  private static Status status(SourceUnavailable.Reason reason) {
    return switch (reason) {
      case OFFLINE -> Status.OFFLINE;
      case BUSY -> Status.BUSY;
      case MALFORMED, REFUSED -> Status.FAILED;
    };
  }

  private PaperSource open(
      SourceName name, @Nullable URI address, @Nullable LocalDate since, Fetcher fetcher) {
    LocalDate first = since == null ? today().minusDays(DAYS_BACK) : since;
    return switch (name.kind()) {
      case HUGGING_FACE ->
          new HuggingFaceDailyPapers(
              address == null ? HuggingFaceDailyPapers.ADDRESS : address, first, fetcher, clock);
      case ARXIV ->
          new ArxivHarvest(
              name.detail(), address == null ? ArxivHarvest.ADDRESS : address, first, fetcher);
      case ARXIV_QUERY -> api(address, fetcher).query(name.detail(), first);
      case ARXIV_DETAILS -> new ArxivDetails(papers, api(address, fetcher));
    };
  }

  private static ArxivApi api(@Nullable URI address, Fetcher fetcher) {
    return new ArxivApi(address == null ? ArxivApi.ADDRESS : address, fetcher);
  }

  private Imported asking(
      String operator, Set<URI> trusted, Watcher watcher, Function<Fetcher, Imported> work)
      throws InterruptedException {
    try (Turn turn = takeTurn(operator, watcher);
        Fetcher fetcher = fetcher(operator, trusted, turn)) {
      try {
        return work.apply(fetcher);
      } finally {
        turn.asked(fetcher.lastRequest());
      }
    }
  }

  private Fetcher fetcher(String operator, Set<URI> trusted, Turn turn) {
    Manners manners = operator.equals("arXiv") ? Manners.ARXIV : Manners.OTHERS;
    return new Fetcher(operator, trusted, manners, clock, waiting, turn.lastRequest());
  }

  private Turn takeTurn(String operator, Watcher watcher) throws InterruptedException {
    Optional<Turn> turn = turns.tryTake(operator);
    if (turn.isEmpty()) {
      watcher.waitsForTurn(operator);
    }
    while (turn.isEmpty()) {
      waiting.await(LOOK);
      turn = turns.tryTake(operator);
    }
    return turn.get();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
