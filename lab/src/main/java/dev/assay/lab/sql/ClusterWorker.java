package dev.assay.lab.sql;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.assay.lab.Outcome;
import dev.assay.lab.Runner;
import dev.assay.lab.Studies;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialKey;
import dev.assay.lab.TrialMessage;
import dev.assay.lab.TrialNotRun;
import dev.assay.lab.TrialStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Takes trials from the queue of a database, runs them, and stores their outcomes there.
 *
 * <p>db-scheduler gives each trial to one worker, by its row's version. A worker tells by a
 * heartbeat that it lives; where {@value #MISSED_HEARTBEATS} are missing, another takes its trials
 * over. Should the first live after all, both store the same outcome and the store keeps one.
 */
public final class ClusterWorker implements AutoCloseable {
  /** The usual time between two signs of life. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(5);

  static final int MISSED_HEARTBEATS = 4;

  /** A trial whose workers have died so often is taken to be what kills them. */
  static final int MOST_DEATHS = 5;

  private static final Duration POLLING = Duration.ofMillis(200);
  private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(5);

  private final String name;
  private final TrialStore store;
  private final TrialQueue queue;
  private final Studies studies;
  private final Runner runner;
  private final Clock clock;
  private final Scheduler scheduler;
  private final CompletableFuture<Outcome> abandoned = new CompletableFuture<>();

  /**
   * A worker that begins at once.
   *
   * @param name the same as no other worker's, such as host and process id
   * @param runner runs the trials; stays its owner's to close, after this
   * @param parallelism trials at once
   * @param heartbeat the time between two signs of life, the same for all workers
   */
  public ClusterWorker(
      LabDatabase database,
      String name,
      Studies studies,
      Runner runner,
      int parallelism,
      Duration heartbeat,
      Clock clock) {
    this.name = name;
    this.store = new PostgresTrialStore(database);
    this.queue = new TrialQueue(database, clock);
    this.studies = studies;
    this.runner = runner;
    this.clock = clock;
    scheduler =
        Scheduler.create(
                database.source(),
                Tasks.oneTime(TrialQueue.TASK, String.class)
                    .onFailure(this::putBack)
                    .onDeadExecutionRevive()
                    .execute(this::execute))
            .tableName(TrialQueue.TABLE)
            .serializer(TrialQueue.SERIALIZER)
            .schedulerName(new SchedulerName.Fixed(name))
            .clock(clock::instant)
            .threads(parallelism)
            .pollingInterval(POLLING)
            .pollUsingLockAndFetch(0.5, 1.0)
            .heartbeatInterval(heartbeat)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .failureLogging(LogLevel.WARN, false)
            // A trial takes as long as it takes; who cannot wait abandons.
            .shutdownMaxWait(Duration.ofDays(365))
            .build();
    scheduler.start();
  }

  /** Put the trials under way back into the queue, for other workers. */
  public void abandon() {
    abandoned.completeExceptionally(new CancellationException("the worker is ending"));
  }

  /** Take no more trials, and wait for those under way. */
  @Override
  public void close() {
    scheduler.stop();
  }

  private void execute(TaskInstance<String> instance, ExecutionContext context) {
    TrialMessage message = TrialMessage.parse(instance.getData());
    try {
      if (context.getExecution().consecutiveFailures >= MOST_DEATHS) {
        throw new TrialNotRun(
            "%d workers have ended during a trial of %s@%d, arm '%s', seed %d"
                .formatted(
                    MOST_DEATHS,
                    message.study(),
                    message.version(),
                    message.arm(),
                    message.seed()));
      }
      Trial trial = message.trial(studies);
      TrialKey key = trial.key();
      if (store.find(key).isEmpty()) {
        store.put(key, run(trial));
      }
    } catch (TrialNotRun e) {
      queue.refuse(message.key(), e.getMessage() + " (worker " + name + ")");
    }
  }

  private Outcome run(Trial trial) {
    CompletableFuture<Outcome> outcome = runner.submit(List.of(trial)).getFirst();
    try {
      CompletableFuture.anyOf(outcome, abandoned).get();
      return outcome.resultNow();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrialNotRun notRun) {
        throw notRun;
      }
      throw new IllegalStateException("a trial was abandoned", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a trial was interrupted", e);
    }
  }

  /** What failed was not the trial but this worker: another may have it, at once or soon. */
  private void putBack(ExecutionComplete complete, ExecutionOperations<String> operations) {
    Instant now = clock.instant();
    operations.reschedule(complete, abandoned.isDone() ? now : now.plus(BETWEEN_FAILURES));
  }
}
