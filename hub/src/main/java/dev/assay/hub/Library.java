package dev.assay.hub;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.DailyPapersPage;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.catalogue.PaperSource;
import dev.assay.hub.search.Page;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.search.SearchQuery;
import dev.assay.hub.search.SearchResults;
import dev.assay.hub.search.SearchSettings;
import dev.assay.hub.store.EmbeddedPostgres;
import dev.assay.hub.store.Home;
import dev.assay.lab.Reproduction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The papers of one home folder: with the site on top, or alone for the command line.
 *
 * <p>First opened, it imports the built-in catalogue; and each time the papers that only their
 * reproductions on the class path tell of.
 */
public final class Library implements AutoCloseable {
  private final @Nullable Home home;
  private final EmbeddedPostgres postgres;
  private final HikariDataSource dataSource;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PaperRepository papers;
  private final Path folder;
  private final SearchSettings searchSettings;
  private @Nullable PaperSearch search;

  /** What an import did. */
  public record Imported(
      List<Paper> added,
      List<Paper> updated,
      List<Paper> unchanged,
      List<PaperSource.Problem> problems) {}

  private Library(
      @Nullable Home home, EmbeddedPostgres postgres, Path folder, SearchSettings search) {
    this.home = home;
    this.folder = folder;
    this.searchSettings = search;
    this.postgres = postgres;
    HikariConfig config = new HikariConfig();
    config.setDataSource(postgres.dataSource());
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(1);
    config.setPoolName("assay");
    this.dataSource = new HikariDataSource(config);
    Flyway.configure(Library.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:dev/assay/hub/migrations")
        .load()
        .migrate();
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.papers = new PaperRepository(dataSource, transaction);
  }

  /**
   * Opens the library of a home folder for this process alone.
   *
   * @throws HubException where the folder cannot be written or another Assay uses it
   */
  public static Library open(Path folder) {
    return open(folder, SearchSettings.words());
  }

  /** Like {@link #open(Path)}, with a search of one's choice. */
  public static Library open(Path folder, SearchSettings search) {
    return open(Home.lock(folder), search);
  }

  /** Opens the library, through the database of a running Assay where there is one. */
  public static Library openOrJoin(Path folder) {
    return openOrJoin(folder, SearchSettings.words());
  }

  /** Like {@link #openOrJoin(Path)}, with a search of one's choice. */
  public static Library openOrJoin(Path folder, SearchSettings search) {
    Optional<Home> home = Home.tryLock(folder);
    if (home.isPresent()) {
      return open(home.get(), search);
    }
    return EmbeddedPostgres.join(folder)
        .map(postgres -> new Library(null, postgres, folder, search))
        // Another Assay that is just starting or stopping: the lock has the sentence for it.
        .orElseGet(() -> open(folder, search));
  }

  private static Library open(Home home, SearchSettings search) {
    EmbeddedPostgres postgres = null;
    boolean opened = false;
    try {
      postgres = EmbeddedPostgres.start(home);
      Library library = new Library(home, postgres, home.folder(), search);
      if (library.papers.count() == 0) {
        library.add(DailyPapersPage.builtIn());
      }
      library.addReproduced();
      opened = true;
      return library;
    } finally {
      if (!opened) {
        if (postgres != null) {
          postgres.close();
        }
        home.close();
      }
    }
  }

  private void addReproduced() {
    papers.upsert(
        ServiceLoader.load(Reproduction.class).stream()
            .map(ServiceLoader.Provider::get)
            .flatMap(Library::described)
            .filter(paper -> papers.find(paper.id()).isEmpty())
            .toList());
  }

  /** A reproduction's paper, in its own words; none where its identifier can be no paper's. */
  private static Stream<Paper> described(Reproduction reproduction) {
    return ArxivId.parse(reproduction.paper()).stream()
        .map(id -> Paper.of(id, reproduction.title(), reproduction.overview()).build());
  }

  /**
   * Adds the papers of a source, all or none of them, and to those already here what is new.
   *
   * @throws HubException where the source is not what it should be
   */
  public Imported add(PaperSource source) {
    PaperSource.Reading reading;
    try {
      reading = source.read();
    } catch (IOException e) {
      throw new HubException("The page cannot be read: " + e.getMessage() + ".", e);
    }
    PaperRepository.Upserted upserted = papers.upsert(reading.papers());
    wakeSearch();
    return new Imported(
        upserted.added(), upserted.updated(), upserted.unchanged(), reading.problems());
  }

  /** All papers, newest first. */
  public List<Paper> newest() {
    return papers.newest(1000, 0);
  }

  /** The search over the papers; opened when it is first asked for. */
  public synchronized PaperSearch search() {
    PaperSearch opened = search;
    if (opened == null) {
      opened =
          PaperSearch.open(
              searchSettings,
              dataSource,
              transaction,
              papers,
              folder.resolve("index"),
              home != null);
      search = opened;
    }
    return opened;
  }

  /**
   * The best papers for what a user typed; all papers where that is nothing.
   *
   * @throws dev.assay.hub.search.BadQueryException where it cannot be meant as it stands
   */
  public List<Paper> search(String typed) {
    return typed.isBlank() ? newest() : search(SearchQuery.parse(typed), Page.MAX_LIMIT);
  }

  private List<Paper> search(SearchQuery query, int limit) {
    return search().search(query, PaperFilter.all(), Page.first(limit)).hits().stream()
        .map(SearchResults.Hit::paper)
        .toList();
  }

  /** The paper with an identifier as users write it, with or without a version. */
  public Optional<Paper> find(String id) {
    return ArxivId.parse(id)
        .flatMap(
            exact ->
                papers
                    .find(exact)
                    .or(
                        () ->
                            papers.find(new ArxivId(exact.value().replaceFirst("v[0-9]+$", "")))));
  }

  /** The papers that somebody may have meant by text that is no paper's identifier. */
  public List<Paper> nearest(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    String bounded = wanted.length() > 64 ? wanted.substring(0, 64) : wanted;
    Set<Paper> near = new LinkedHashSet<>();
    if (bounded.matches(".*\\p{L}.*")) {
      near.addAll(search(SearchQuery.ofWords(bounded), 3));
    }
    newest().stream()
        .sorted(Comparator.comparingInt(paper -> distance(bounded, paper.id().value())))
        .limit(3)
        .forEach(near::add);
    return near.stream().limit(3).toList();
  }

  /** The Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  public TransactionTemplate transaction() {
    return transaction;
  }

  public PaperRepository papers() {
    return papers;
  }

  private synchronized void wakeSearch() {
    if (search != null) {
      search.wake();
    }
  }

  private synchronized void closeSearch() {
    if (search != null) {
      search.close();
    }
  }

  @Override
  public void close() {
    try {
      closeSearch();
    } catch (UncheckedIOException e) {
      // The index is built anew where it is damaged.
    }
    dataSource.close();
    postgres.close();
    if (home != null) {
      home.close();
    }
  }
}
