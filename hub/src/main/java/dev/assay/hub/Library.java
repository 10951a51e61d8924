package dev.assay.hub;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.search.Page;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.search.SearchQuery;
import dev.assay.hub.search.SearchResults;
import dev.assay.hub.search.SearchSettings;
import dev.assay.hub.search.SearchUnavailable;
import dev.assay.hub.sources.DailyPapersPage;
import dev.assay.hub.sources.Imported;
import dev.assay.hub.sources.Importer;
import dev.assay.hub.sources.PaperSource;
import dev.assay.hub.sources.Sources;
import dev.assay.hub.sources.Waiting;
import dev.assay.hub.store.Database;
import dev.assay.hub.store.EmbeddedPostgres;
import dev.assay.hub.store.Home;
import dev.assay.hub.store.Migrations;
import dev.assay.hub.store.ServerPostgres;
import dev.assay.lab.Reproduction;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
  /** Of so many of the newest papers the one may be meant whose number is nearly what was asked. */
  private static final int CANDIDATES = 1000;

  private final @Nullable Home home;
  private final Database database;
  private final HikariDataSource dataSource;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PaperRepository papers;
  private final Importer importer;
  private final Path folder;
  private final SearchSettings searchSettings;
  private @Nullable PaperSearch search;

  private Library(@Nullable Home home, Database database, Path folder, SearchSettings search) {
    this.home = home;
    this.folder = folder;
    this.searchSettings = search;
    this.database = database;
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setMaximumPoolSize(12);
    config.setMinimumIdle(1);
    // A reader is told soon that the database is away; it is asked again with the next page.
    config.setConnectionTimeout(5_000);
    config.setPoolName("assay");
    this.dataSource = new HikariDataSource(config);
    new Migrations(dataSource).migrate();
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.papers = new PaperRepository(dataSource, transaction);
    this.importer = new Importer(papers, transaction, this::wakeSearch);
  }

  /**
   * Opens the library of a home folder for this process alone.
   *
   * @throws HubException where the folder cannot be written or another Assay uses it
   */
  public static Library open(Path folder) {
    return open(folder, SearchSettings.words(), null);
  }

  /**
   * Like {@link #open(Path)}, with a search and a database of one's choice.
   *
   * @param url a PostgreSQL server's database, which other homes may share; null for one in the
   *     home
   */
  public static Library open(Path folder, SearchSettings search, @Nullable String url) {
    return open(Home.lock(folder), search, url);
  }

  /** Opens the library, through the database of a running Assay where there is one. */
  public static Library openOrJoin(Path folder) {
    return openOrJoin(folder, SearchSettings.words(), null);
  }

  /** Like {@link #openOrJoin(Path)}, with a search and a database of one's choice. */
  public static Library openOrJoin(Path folder, SearchSettings search, @Nullable String url) {
    Optional<Home> home = Home.tryLock(folder);
    if (home.isPresent()) {
      return open(home.get(), search, url);
    }
    if (url != null) {
      return new Library(null, ServerPostgres.open(url), folder, search);
    }
    return EmbeddedPostgres.join(folder)
        .map(postgres -> new Library(null, postgres, folder, search))
        // Another Assay that is just starting or stopping: the lock has the sentence for it.
        .orElseGet(() -> open(folder, search, null));
  }

  private static Library open(Home home, SearchSettings search, @Nullable String url) {
    Database database = null;
    boolean opened = false;
    try {
      database = url == null ? EmbeddedPostgres.start(home) : ServerPostgres.open(url);
      Library library = new Library(home, database, home.folder(), search);
      if (library.papers.count() == 0) {
        library.add(DailyPapersPage.builtIn());
      }
      library.addReproduced();
      opened = true;
      return library;
    } finally {
      if (!opened) {
        if (database != null) {
          database.close();
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
    return importer.importWhole(source);
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
        .flatMap(exact -> papers.find(exact).or(() -> papers.find(exact.withoutVersion())));
  }

  /** The papers that somebody may have meant by text that is no paper's identifier. */
  public List<Paper> nearest(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    String bounded = wanted.length() > 64 ? wanted.substring(0, 64) : wanted;
    Set<Paper> near = new LinkedHashSet<>();
    if (bounded.matches(".*\\p{L}.*")) {
      try {
        near.addAll(search(SearchQuery.ofWords(bounded), 3));
      } catch (SearchUnavailable e) {
        // What was asked for is absent all the same.
      }
    }
    papers
        .findAll(
            papers.newestIds(CANDIDATES).stream()
                .sorted(Comparator.comparingInt(id -> distance(bounded, id.value())))
                .limit(3)
                .toList())
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

  /** What feeds it. */
  public Sources sources(Clock clock) {
    return new Sources(dataSource, papers, transaction, this::wakeSearch, clock, Waiting.REAL);
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /** The connections, for who counts them. */
  public HikariDataSource pool() {
    return dataSource;
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
    database.close();
    if (home != null) {
      home.close();
    }
  }
}
