package dev.assay.hub.sources;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads the sources of a hub when their time has come. The plan is in the database: of the hubs
 * that share one, each time one reads, and another takes over from one that died.
 */
public final class SourceJobs implements AutoCloseable {
  private static final String TABLE = "job";
  private static final String TASK = "source";
  private static final Duration POLLING = Duration.ofSeconds(5);
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration AFTER_INTERRUPTION = Duration.ofMinutes(1);

  private final Sources sources;
  private final Scheduler scheduler;

  /**
   * Begins at once.
   *
   * @param hub the same as no other hub's
   */
  public SourceJobs(DataSource source, Sources sources, String hub, Clock clock) {
    this(source, sources, hub, clock, POLLING);
  }

  SourceJobs(DataSource source, Sources sources, String hub, Clock clock, Duration polling) {
    this.sources = sources;
    scheduler =
        Scheduler.create(
                source,
                Tasks.custom(TASK, Void.class)
                    .onFailure(
                        (complete, operations) ->
                            operations.reschedule(
                                complete, clock.instant().plus(AFTER_INTERRUPTION)))
                    .onDeadExecutionRevive()
                    .execute(this::read))
            .tableName(TABLE)
            .schedulerName(new SchedulerName.Fixed(hub))
            .clock(clock::instant)
            .threads(2)
            .pollingInterval(polling)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            // The table holds other schedulers' tasks, which this one does not know.
            .deleteUnresolvedAfter(Duration.ofDays(36_500))
            .failureLogging(LogLevel.DEBUG, false)
            .shutdownMaxWait(Duration.ofMillis(100))
            .build();
    for (ScheduledSource each : sources.all()) {
      scheduler.scheduleIfNotExists(instance(each.name()), clock.instant());
    }
    scheduler.start();
  }

  /** Plans a source's next reading for {@code at}, with whichever hub is up then. */
  public static void plan(DataSource source, SourceName name, Instant at) {
    SchedulerClient client = SchedulerClient.Builder.create(source).tableName(TABLE).build();
    if (!client.scheduleIfNotExists(instance(name), at)) {
      try {
        client.reschedule(instance(name), at);
      } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
        // It is being read, or was removed meanwhile: both are as good as planned.
      }
    }
  }

  /** Takes a source out of the plan. */
  public static void unplan(DataSource source, SourceName name) {
    try {
      SchedulerClient.Builder.create(source).tableName(TABLE).build().cancel(instance(name));
    } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
      // Who reads it now finds it gone, and does not plan it again.
    }
  }

  private static TaskInstance<Void> instance(SourceName name) {
    return new TaskInstance<>(TASK, name.toString());
  }

  private CompletionHandler<Void> read(TaskInstance<Void> instance, ExecutionContext context) {
    try {
      Optional<Instant> next = sources.readAsPlanned(SourceName.parse(instance.getId()));
      return (complete, operations) ->
          next.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a reading was interrupted", e);
    }
  }

  /** Breaks off what is being read; it goes on later where it was. */
  @Override
  public void close() {
    scheduler.stop();
  }
}
