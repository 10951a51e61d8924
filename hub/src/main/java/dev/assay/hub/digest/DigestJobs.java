package dev.assay.hub.digest;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Makes digests when they are due. The plan is in the database: of the hubs that share one, each
 * time one makes them.
 */
public final class DigestJobs implements AutoCloseable {
  private static final Duration POLLING = Duration.ofSeconds(20);
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final int MISSED_HEARTBEATS = 4;

  private final Scheduler scheduler;

  /**
   * Begins at once.
   *
   * @param hub the same as no other hub's
   */
  public DigestJobs(DataSource source, Digests digests, String hub, Clock clock) {
    scheduler =
        Scheduler.create(source)
            .startTasks(
                Tasks.recurring("digest", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((_, _) -> digests.makeDue()),
                Tasks.recurring("digest-tidy", FixedDelay.of(Duration.ofHours(6)))
                    .execute((_, _) -> digests.tidy()))
            .tableName("job")
            .schedulerName(new SchedulerName.Fixed(hub))
            .clock(clock::instant)
            .threads(1)
            .pollingInterval(POLLING)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            // The table holds other schedulers' tasks, which this one does not know.
            .deleteUnresolvedAfter(Duration.ofDays(36_500))
            .shutdownMaxWait(Duration.ofSeconds(5))
            .build();
    scheduler.start();
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
