package dev.assay.hub.runs;

import dev.assay.hub.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs, their queue and their events in the database.
 *
 * <p>The queue takes turns: each person's first waiting run comes before anybody's second, and
 * among those the person comes first who was served longest ago. Hubs that share the database take
 * from it one after another, under a lock.
 */
public final class RunRepository {
  private static final String ROW =
      "run.id, paper, (select title from paper where paper.id = run.paper) as title, claim, tier,"
          + " state, message, person, (select name from person where person.id = run.person) as"
          + " asked_by, created, updated, taken";

  private static final String COLUMNS = "select " + ROW + " from run";

  /** Waiting runs in the order in which they will be taken. */
  private static final String QUEUE =
      """
      select id, row_number() over (order by turn, served nulls first, queued, id) as place
      from (
        select id, queued,
          row_number() over (partition by coalesce(person, 0) order by queued, id) as turn,
          (select max(taken) from run other
            where coalesce(other.person, 0) = coalesce(run.person, 0)) as served
        from run where state = 'QUEUED') waiting
      """;

  private static final long QUEUE_LOCK = 4702111234474983746L;

  /** A run that was lost so often is not tried again by itself: it may be why the hub went. */
  private static final int MOST_LOSSES = 3;

  /** A hub that says nothing for so many seconds is taken to be dead. */
  private static final int LIFE = 60;

  /** Runs of hubs that are dead, or from before they had names. */
  private static final String LOST =
      " state = 'RUNNING' and (hub is null or hub = ? or hub not in"
          + " (select name from hub where seen > now() - interval '"
          + LIFE
          + " seconds'))";

  private static final String BACK_TO_THE_QUEUE =
      "update run set losses = losses + 1, message = ?, updated = now(),"
          + " state = case when losses + 1 < "
          + MOST_LOSSES
          + " then 'QUEUED' else 'INTERRUPTED' end where";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final String hub;

  /** A worker that a run had, to be told from another process with the same number. */
  record Worker(long run, long pid, Instant started) {}

  public RunRepository(JdbcClient jdbc, TransactionTemplate transaction) {
    this(jdbc, transaction, HubName.ofThisProcess());
  }

  /**
   * @param hub the same as no other hub's that shares the database
   */
  RunRepository(JdbcClient jdbc, TransactionTemplate transaction, String hub) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.hub = hub;
  }

  /** Says that this hub lives. */
  void beat() {
    jdbc.sql(
            "insert into hub (name, seen) values (?, now())"
                + " on conflict (name) do update set seen = now()")
        .param(hub)
        .update();
  }

  /** Says that this hub is closed. */
  void leave() {
    jdbc.sql("delete from hub where name = ?").param(hub).update();
  }

  /** Takes the other hubs to be dead, where no other can use the database. */
  void beAlone() {
    jdbc.sql("delete from hub where name <> ?").param(hub).update();
  }

  /** Changes whenever a run does. */
  String version() {
    return jdbc.sql("select coalesce(max(updated)::text, '') from run")
        .query(String.class)
        .single();
  }

  /**
   * Puts a run into the queue, or joins the same one where it waits or is under way.
   *
   * @param person who asks, null for nobody in particular
   * @param atOnce how many of their runs may wait or be under way
   * @throws RunRefused where they have as many already
   */
  Run add(String paper, @Nullable String claim, String tier, @Nullable Long person, int atOnce) {
    return inTurn(
        () ->
            active(paper, claim, tier)
                .orElseGet(
                    () -> {
                      requireRoom(person, atOnce);
                      return jdbc.sql(
                              "insert into run (paper, claim, tier, state, person)"
                                  + " values (?, ?, ?, 'QUEUED', ?) returning "
                                  + ROW)
                          .param(paper)
                          .param(claim)
                          .param(tier)
                          .param(person)
                          .query(RunRepository::run)
                          .single();
                    }));
  }

  /**
   * Puts a run that has ended early into the queue again, in the name of who asks; joins the same
   * one where it waits or is under way, and does nothing where it has finished.
   *
   * @throws RunRefused as {@link #add} does
   */
  Run resume(Run run, @Nullable Long person, int atOnce) {
    return inTurn(
        () -> {
          Optional<Run> active = active(run.paper(), run.claim(), run.tier());
          if (active.isPresent()) {
            return active.get();
          }
          requireRoom(person, atOnce);
          return jdbc.sql(
                  "update run set state = 'QUEUED', message = null, person = ?, losses = 0,"
                      + " queued = clock_timestamp(), updated = now() where id = ? and state in"
                      + " ('INTERRUPTED', 'CANCELLED', 'FAILED') returning "
                      + ROW)
              .param(person)
              .param(run.id())
              .query(RunRepository::run)
              .optional()
              .orElse(run);
        });
  }

  private void requireRoom(@Nullable Long person, int atOnce) {
    int there =
        jdbc.sql("select count(*) from run where person = ? and state in ('QUEUED', 'RUNNING')")
            .param(person)
            .query(Integer.class)
            .single();
    if (there >= atOnce) {
      throw new RunRefused(
          there == 1
              ? "You have a run in the queue already; when it has ended or is cancelled, there is"
                  + " room for the next."
              : "You have %d runs in the queue already; when one has ended or is cancelled, there is room for the next."
                  .formatted(there),
          true);
    }
  }

  private Optional<Run> active(String paper, @Nullable String claim, String tier) {
    return jdbc.sql(
            COLUMNS
                + " where paper = ? and coalesce(claim, '') = ? and tier = ?"
                + " and state in ('QUEUED', 'RUNNING')")
        .param(paper)
        .param(claim == null ? "" : claim)
        .param(tier)
        .query(RunRepository::run)
        .optional();
  }

  /** Takes the run whose turn it is, empty where none waits. */
  Optional<Taken> take() {
    boolean waiting =
        jdbc.sql("select exists (select from run where state = 'QUEUED')")
            .query(Boolean.class)
            .single();
    if (!waiting) {
      return Optional.empty();
    }
    return inTurn(
        () ->
            jdbc.sql(
                    "update run set state = 'RUNNING', message = null, hub = ?,"
                        + " attempt = attempt + 1, taken = clock_timestamp(), updated = now(),"
                        + " worker = null, worker_started = null where state = 'QUEUED' and id ="
                        + " (select id from ("
                        + QUEUE
                        + ") queue order by place limit 1) returning attempt, "
                        + ROW)
                .param(hub)
                .query((row, number) -> new Taken(run(row, number), row.getInt("attempt")))
                .optional());
  }

  /** The place of each waiting run, from 1. */
  public Map<Long, Integer> places() {
    Map<Long, Integer> places = new LinkedHashMap<>();
    jdbc.sql(QUEUE + " order by place")
        .query(
            row -> {
              places.put(row.getLong("id"), row.getInt("place"));
            });
    return places;
  }

  /** Ends a run early for somebody; false where it had ended. */
  boolean cancel(long id, String message) {
    return jdbc.sql(
                "update run set state = 'CANCELLED', message = ?, updated = now() where id = ? and"
                    + " state in ('QUEUED', 'RUNNING')")
            .param(message)
            .param(id)
            .update()
        == 1;
  }

  /** Which of these were cancelled, or are another hub's by now. */
  List<Long> noLongerOurs(Collection<Taken> taken) {
    return taken.stream()
        .filter(
            each ->
                !jdbc.sql(
                        "select hub = ? and attempt = ? and state not in ('QUEUED', 'CANCELLED')"
                            + " from run where id = ?")
                    .param(hub)
                    .param(each.attempt())
                    .param(each.id())
                    .query(Boolean.class)
                    .optional()
                    .orElse(false))
        .map(Taken::id)
        .toList();
  }

  public Optional<Run> find(long id) {
    return jdbc.sql(COLUMNS + " where id = ?").param(id).query(RunRepository::run).optional();
  }

  /** The latest runs of a paper. */
  public List<Run> of(String paper, int limit) {
    return jdbc.sql(COLUMNS + " where paper = ? order by id desc limit ?")
        .param(paper)
        .param(limit)
        .query(RunRepository::run)
        .list();
  }

  /** All runs that somebody asked for, the latest first. */
  public List<Run> of(long person) {
    return jdbc.sql(COLUMNS + " where person = ? order by id desc")
        .param(person)
        .query(RunRepository::run)
        .list();
  }

  /** Runs in a state, in the order in which they were asked for. */
  public List<Run> in(RunState state) {
    return jdbc.sql(COLUMNS + " where state = ? order by taken, queued, id")
        .param(state.name())
        .query(RunRepository::run)
        .list();
  }

  /** How many runs there are in each state that has some. */
  public Map<RunState, Integer> counts() {
    Map<RunState, Integer> counts = new LinkedHashMap<>();
    jdbc.sql("select state, count(*)::int as number from run group by state")
        .query(
            row -> {
              counts.put(RunState.valueOf(row.getString("state")), row.getInt("number"));
            });
    return counts;
  }

  /** Runs that have ended, the latest first, of a number below {@code before}. */
  public List<Run> ended(long before, int limit) {
    return jdbc.sql(
            COLUMNS
                + " where state not in ('QUEUED', 'RUNNING') and id < ? order by id desc limit ?")
        .param(before)
        .param(limit)
        .query(RunRepository::run)
        .list();
  }

  /** Ends a run that this hub has under way; false where it is no longer. */
  boolean interrupt(Taken taken, String message) {
    return jdbc.sql(
                "update run set state = 'INTERRUPTED', message = ?, updated = now() where"
                    + " id = ? and hub = ? and attempt = ? and state = 'RUNNING'")
            .param(message)
            .param(taken.id())
            .param(hub)
            .param(taken.attempt())
            .update()
        == 1;
  }

  void worker(Worker worker) {
    jdbc.sql("update run set worker = ?, worker_started = ? where id = ?")
        .param(worker.pid())
        .param(OffsetDateTime.ofInstant(worker.started(), ZoneOffset.UTC))
        .param(worker.run())
        .update();
  }

  /** The workers that a dead hub of this machine may have left. */
  List<Worker> workersOfLostRuns() {
    return jdbc.sql(
            "select id, worker, worker_started from run where worker_started is not null"
                + " and starts_with(hub, ?) and"
                + LOST)
        .param(HubName.host() + "-")
        .param(hub)
        .query(
            (row, number) ->
                new Worker(
                    row.getLong("id"),
                    row.getLong("worker"),
                    row.getObject("worker_started", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Lets what hubs that are dead, or of this name, had under way wait again. */
  void requeueLost(String message) {
    jdbc.sql(BACK_TO_THE_QUEUE + LOST).param(message).param(hub).update();
  }

  /** Lets what hubs that have died since had under way wait again. */
  void requeueOfDead(String message) {
    jdbc.sql(BACK_TO_THE_QUEUE + " hub is distinct from ? and" + LOST)
        .param(message)
        .param(hub)
        .param(hub)
        .update();
  }

  /** Lets what stands as under way here, and is none of these, wait again. */
  void requeueAllBut(Set<Long> underWay, String message) {
    jdbc.sql(BACK_TO_THE_QUEUE + " state = 'RUNNING' and hub = ? and id <> all (?)")
        .param(message)
        .param(hub)
        .param(underWay.toArray(Long[]::new))
        .update();
  }

  /** Puts all that this hub has under way back into the queue; that is no loss. */
  void giveBack(String message) {
    jdbc.sql(
            "update run set state = 'QUEUED', message = ?, updated = now() where state = 'RUNNING'"
                + " and hub = ?")
        .param(message)
        .param(hub)
        .update();
  }

  /**
   * Appends an event and, where it is the last one, moves the run on in the same transaction. Has
   * no effect where the run is no longer this hub's.
   */
  void append(Taken taken, String json, @Nullable RunState to, @Nullable String message) {
    transaction.executeWithoutResult(
        status -> {
          // First: the row's lock makes the numbers of events, and a cancellation, take turns.
          boolean ours =
              jdbc.sql(
                          "update run set updated = now(), state = coalesce(?, state),"
                              + " message = ? where id = ? and hub = ? and attempt = ? and"
                              + " state = 'RUNNING'")
                      .param(to == null ? null : to.name())
                      .param(message)
                      .param(taken.id())
                      .param(hub)
                      .param(taken.attempt())
                      .update()
                  == 1;
          if (ours) {
            jdbc.sql(
                    """
                    insert into run_event (run, seq, line)
                    select ?, coalesce(max(seq), 0) + 1, ?::jsonb from run_event where run = ?
                    """)
                .param(taken.id())
                .param(json)
                .param(taken.id())
                .update();
          }
        });
  }

  public List<StoredEvent> events(long run, int after) {
    return jdbc.sql("select seq, line::text from run_event where run = ? and seq > ? order by seq")
        .param(run)
        .param(after)
        .query((row, number) -> new StoredEvent(row.getInt(1), row.getString(2)))
        .list();
  }

  /** Adds to the processor time of a person's day, unless they have gone. */
  void charge(long person, LocalDate day, Duration time) {
    jdbc.sql(
            """
            insert into run_usage (person, day, seconds)
            select id, ?, ? from person where id = ?
            on conflict (person, day) do update set seconds = run_usage.seconds + excluded.seconds
            """)
        .param(day)
        .param(time.toMillis() / 1000.0)
        .param(person)
        .update();
  }

  /** The processor time that a person's runs took on a day. */
  public Duration spent(long person, LocalDate day) {
    double seconds =
        jdbc.sql("select coalesce(sum(seconds), 0) from run_usage where person = ? and day = ?")
            .param(person)
            .param(day)
            .query(Double.class)
            .single();
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private <T> T inTurn(Supplier<T> work) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("select pg_advisory_xact_lock(?)").param(QUEUE_LOCK).query().singleRow();
              return work.get();
            }));
  }

  private static Run run(ResultSet row, int number) throws SQLException {
    OffsetDateTime taken = row.getObject("taken", OffsetDateTime.class);
    return new Run(
        row.getLong("id"),
        row.getString("paper"),
        row.getString("title"),
        row.getString("claim"),
        row.getString("tier"),
        RunState.valueOf(row.getString("state")),
        row.getString("message"),
        row.getObject("person", Long.class),
        row.getString("asked_by"),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getObject("updated", OffsetDateTime.class).toInstant(),
        taken == null ? null : taken.toInstant());
  }
}
