package dev.assay.lab.sql;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.assay.lab.Json;
import dev.assay.lab.Outcome;
import dev.assay.lab.TrialMessage;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Trials that wait or are under way, as executions of db-scheduler named by the trials' keys. */
final class TrialQueue {
  static final String TABLE = "assay_lab.trial_queue";
  static final String TASK = "trial";

  /** A message is kept as its JSON. */
  static final Serializer SERIALIZER =
      new Serializer() {
        @Override
        public byte[] serialize(Object data) {
          return String.valueOf(data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
          return type.cast(new String(data, StandardCharsets.UTF_8));
        }
      };

  private final LabDatabase database;
  private final SchedulerClient client;
  private final Clock clock;

  TrialQueue(LabDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
    client =
        SchedulerClient.Builder.create(database.source())
            .tableName(TABLE)
            .serializer(SERIALIZER)
            .build();
  }

  /** Add a trial, unless it waits or is under way already. */
  void add(TrialMessage trial) {
    client.scheduleIfNotExists(
        new TaskInstance<>(TASK, trial.key(), trial.json()), clock.instant());
  }

  /** Forget why a trial was refused. */
  void forgetRefusal(String key) {
    database.run(
        "queue a trial",
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from assay_lab.refusal where key = ?")) {
            delete.setString(1, key);
            return delete.executeUpdate();
          }
        });
  }

  /** Take a trial out again; false where a worker has begun it, or has ended it. */
  boolean remove(String key) {
    try {
      client.cancel(TaskInstanceId.of(TASK, key));
      return true;
    } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
      return false;
    }
  }

  /** Keep why a trial that was asked for has no outcome. */
  void refuse(String key, String reason) {
    database.run(
        "keep why a trial was not run",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into assay_lab.refusal (key, reason) values (?, ?)"
                      + " on conflict (key) do update set reason = excluded.reason")) {
            insert.setString(1, key);
            insert.setString(2, reason.replace("\0", ""));
            return insert.executeUpdate();
          }
        });
  }

  /** Those of {@code keys} that have been refused, with the reasons. */
  Map<String, String> refusals(Collection<String> keys) {
    return among(keys, "select key, reason from assay_lab.refusal where key = any (?)");
  }

  /** Those of {@code keys} that have an outcome. */
  Map<String, Outcome> outcomes(Collection<String> keys) {
    Map<String, Outcome> outcomes = new HashMap<>();
    among(keys, "select key, outcome from assay_lab.outcome where key = any (?)")
        .forEach((key, outcome) -> outcomes.put(key, Json.read(outcome, Outcome.class)));
    return outcomes;
  }

  private Map<String, String> among(Collection<String> keys, String query) {
    return database.run(
        "read what became of trials",
        connection -> {
          Map<String, String> found = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
              }
            }
          }
          return found;
        });
  }
}
