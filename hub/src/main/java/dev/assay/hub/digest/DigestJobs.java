package dev.assay.hub.digest;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.assay.hub.follow.Follows;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Makes digests when they are due, and looks what has become of what people follow. The plan is in
 * the database: of the hubs that share one, each time one does so.
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
  public DigestJobs(DataSource source, Digests digests, Follows follows, String hub, Clock clock) {
    scheduler =
        Scheduler.create(source)
            .startTasks(
                Tasks.recurring("digest", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((_, _) -> digests.makeDue()),
                Tasks.recurring("follow", FixedDelay.of(Duration.ofMinutes(2)))
                    .execute((_, _) -> follows.look()),
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
