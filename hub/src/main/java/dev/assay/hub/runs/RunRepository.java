package dev.assay.hub.runs;

import dev.assay.hub.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs and their events in the database. */
public final class RunRepository {
  private static final String COLUMNS =
      "select id, paper, claim, tier, state, message, created, updated from run";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /** A worker that a run had, to be told from another process with the same number. */
  record Worker(long run, long pid, Instant started) {}

  /** A hub that says nothing for so many seconds is taken to be dead. */
  private static final int LIFE = 60;

  /** Runs of hubs that are dead, or from before they had names. */
  private static final String LOST =
      " state in ('QUEUED', 'RUNNING') and (hub is null or hub = ? or hub not in"
          + " (select name from hub where seen > now() - interval '"
          + LIFE
          + " seconds'))";

  private final String hub;

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

  /** Adds a run, empty where the same one is already queued or running. */
  Optional<Run> add(String paper, @Nullable String claim, String tier) {
    return jdbc.sql(
            """
            insert into run (paper, claim, tier, state, hub) values (?, ?, ?, 'QUEUED', ?)
            on conflict do nothing
            returning id, paper, claim, tier, state, message, created, updated
            """)
        .param(paper)
        .param(claim)
        .param(tier)
        .param(hub)
        .query(RunRepository::run)
        .optional();
  }

  Optional<Run> active(String paper, @Nullable String claim, String tier) {
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

  /** Moves a run on; false where it was in none of the states it may come from. */
  boolean move(long id, RunState to, @Nullable String message, RunState... from) {
    return jdbc.sql(
                "update run set state = ?, message = ?, updated = now(), hub = ?"
                    + " where id = ? and state = any (?)")
            .param(to.name())
            .param(message)
            .param(hub)
            .param(id)
            .param(java.util.Arrays.stream(from).map(Enum::name).toArray(String[]::new))
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

  /** Marks what this hub, or one that is dead, has under way. */
  void interruptLost(String message) {
    jdbc.sql("update run set state = 'INTERRUPTED', message = ?, updated = now() where" + LOST)
        .param(message)
        .param(hub)
        .update();
  }

  /** Marks what hubs that have died since left under way. */
  void interruptOfDead(String message) {
    jdbc.sql(
            "update run set state = 'INTERRUPTED', message = ?, updated = now()"
                + " where hub is distinct from ? and"
                + LOST)
        .param(message)
        .param(hub)
        .param(hub)
        .update();
  }

  /** Appends an event and, where it is the last one, moves the run on in the same transaction. */
  void append(long run, String json, @Nullable RunState to, @Nullable String message) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  insert into run_event (run, seq, line)
                  select ?, coalesce(max(seq), 0) + 1, ?::jsonb from run_event where run = ?
                  """)
              .param(run)
              .param(json)
              .param(run)
              .update();
          if (to != null) {
            move(run, to, message, RunState.RUNNING);
          } else {
            jdbc.sql("update run set updated = now() where id = ?").param(run).update();
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

  private static Run run(ResultSet row, int number) throws SQLException {
    return new Run(
        row.getLong("id"),
        row.getString("paper"),
        row.getString("claim"),
        row.getString("tier"),
        RunState.valueOf(row.getString("state")),
        row.getString("message"),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getObject("updated", OffsetDateTime.class).toInstant());
  }
}
