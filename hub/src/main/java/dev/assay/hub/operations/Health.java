package dev.assay.hub.operations;

import dev.assay.hub.HubSettings;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.runs.RunState;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.search.SearchProgress;
import dev.assay.hub.sources.ScheduledSource;
import dev.assay.hub.sources.Sources;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at each part of the hub. */
public final class Health {
  /** Less than this on the disk of the home, and somebody should look. */
  private static final long LOW_DISK = 1_000_000_000;

  private static final Duration LONG = Duration.ofMinutes(15);

  private final JdbcClient jdbc;
  private final HubSettings settings;
  private final Letters letters;
  private final PaperSearch search;
  private final Sources sources;
  private final RunRepository runs;

  /** How something is. */
  public enum Status {
    OK,
    /** It works, and somebody should look. */
    DEGRADED,
    /** Pages cannot be served. */
    DOWN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One part, with a sentence for administrators. */
  public record Part(String name, Status status, String sentence) {}

  /** All parts, and the worst status among them. */
  public record Report(List<Part> parts) {
    public Report {
      parts = List.copyOf(parts);
    }

    public Status status() {
      return parts.stream().map(Part::status).max(Status::compareTo).orElse(Status.OK);
    }
  }

  public Health(
      JdbcClient jdbc,
      HubSettings settings,
      Letters letters,
      PaperSearch search,
      Sources sources,
      RunRepository runs) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.letters = letters;
    this.search = search;
    this.sources = sources;
    this.runs = runs;
  }

  /** Looks now. Where the database is away, what lives in it is not asked for. */
  public Report report() {
    List<Part> parts = new ArrayList<>();
    Part database = asked("database", this::database);
    parts.add(database);
    parts.add(disk());
    if (database.status() == Status.OK) {
      parts.add(asked("search", this::index));
      parts.add(asked("mail", this::mail));
      parts.add(asked("sources", this::sources));
      parts.add(asked("runs", this::runs));
    }
    return new Report(parts);
  }

  private static Part asked(String name, Supplier<Part> part) {
    try {
      return part.get();
    } catch (CannotGetJdbcConnectionException e) {
      return new Part(name, Status.DOWN, "The database cannot be reached.");
    } catch (DataAccessException e) {
      return new Part(name, Status.DOWN, "The database does not answer as it should.");
    }
  }

  private Part database() {
    long begin = System.nanoTime();
    String version =
        jdbc.sql("select current_setting('server_version')").query(String.class).single();
    return new Part(
        "database",
        Status.OK,
        "PostgreSQL %s answers within %d ms."
            .formatted(version, Duration.ofNanos(System.nanoTime() - begin).toMillis() + 1));
  }

  private Part disk() {
    try {
      FileStore store = Files.getFileStore(settings.home());
      long left = store.getUsableSpace();
      return new Part(
          "disk",
          left < LOW_DISK ? Status.DEGRADED : Status.OK,
          String.format(
              Locale.ROOT,
              "%,.1f of %,.1f GB are free for %s.",
              left / 1e9,
              store.getTotalSpace() / 1e9,
              settings.home().toAbsolutePath()));
    } catch (IOException e) {
      return new Part("disk", Status.DEGRADED, "The home folder cannot be looked at.");
    }
  }

  private Part index() {
    SearchProgress progress = search.progress();
    long lag = progress.papers() - progress.indexed();
    String sentence =
        "%,d of %,d papers are in the index%s."
            .formatted(
                progress.indexed(),
                progress.papers(),
                progress.model() == null
                    ? ""
                    : ", %,d are embedded by %s".formatted(progress.embedded(), progress.model()));
    return progress.problem() == null
        // It follows within a second; a large import may keep it busy for minutes.
        ? new Part("search", lag > 10_000 ? Status.DEGRADED : Status.OK, sentence)
        : new Part(
            "search", Status.DEGRADED, sentence + " It does not go on: " + progress.problem());
  }

  private Part mail() {
    if (!letters.canSend()) {
      return new Part("mail", Status.OK, "No mail server is set up.");
    }
    Map<String, Integer> counts = letters.counts();
    int waiting = counts.getOrDefault("waiting", 0);
    Instant oldest = letters.oldestWaiting().orElse(Instant.MAX);
    boolean late = oldest.isBefore(settings.clock().instant().minus(LONG));
    return new Part(
        "mail",
        late ? Status.DEGRADED : Status.OK,
        "%d wait%s, %d were given up."
            .formatted(
                waiting,
                late ? ", the oldest for over a quarter of an hour" : "",
                counts.getOrDefault("given up", 0)));
  }

  private Part sources() {
    List<String> failing =
        sources.all().stream()
            .filter(source -> source.failures() > 0)
            .map(ScheduledSource::name)
            .map(Object::toString)
            .toList();
    return failing.isEmpty()
        ? new Part("sources", Status.OK, "All were read as they should be.")
        : new Part("sources", Status.DEGRADED, "Not read: " + String.join(", ", failing) + ".");
  }

  private Part runs() {
    Map<RunState, Integer> counts = runs.counts();
    return new Part(
        "runs",
        Status.OK,
        "%d under way, %d waiting, %d ended."
            .formatted(
                counts.getOrDefault(RunState.RUNNING, 0),
                counts.getOrDefault(RunState.QUEUED, 0),
                counts.entrySet().stream()
                    .filter(state -> !state.getKey().isActive())
                    .mapToInt(Map.Entry::getValue)
                    .sum()));
  }
}
