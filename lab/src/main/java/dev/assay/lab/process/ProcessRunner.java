package dev.assay.lab.process;

import dev.assay.lab.Outcome;
import dev.assay.lab.Runner;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialMessage;
import dev.assay.lab.TrialNotRun;
import dev.assay.lab.TrialPool;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Runs trials in worker processes, each used for many trials, one at a time.
 *
 * <p>What a trial does to its worker is the trial's outcome, a failed one: a native crash, an exit,
 * more time or more memory than {@link WorkerSettings} allow. A crash or a lack of memory counts
 * only in a worker that ran nothing before; in a used one the trial is run again in a fresh one.
 *
 * <p>A worker that is killed from outside says nothing of its trial, which is run again; after
 * {@value #ATTEMPTS} times its future fails with {@link TrialNotRun} and nothing is stored, since a
 * kill that keeps coming back is the machine's (Linux kills processes when its memory is used up:
 * set a limit, and it becomes an outcome).
 */
public final class ProcessRunner implements Runner {
  static final int ATTEMPTS = 3;

  private final TrialPool pool;
  private final boolean alone;
  private final WorkerSettings settings;
  private final ConcurrentLinkedDeque<TrialWorker> idle = new ConcurrentLinkedDeque<>();

  /**
   * A runner of at most {@code processes} worker processes; each is started when it is first
   * needed.
   */
  public ProcessRunner(int processes, WorkerSettings settings) {
    this.settings = settings;
    alone = processes == 1;
    pool = new TrialPool(processes, this::run);
  }

  @Override
  public List<CompletableFuture<Outcome>> submit(List<Trial> trials) {
    return pool.submit(trials);
  }

  /** Wait for the trials that have begun, and end the workers. */
  @Override
  public void close() {
    pool.close();
    for (TrialWorker worker = idle.poll(); worker != null; worker = idle.poll()) {
      worker.close();
    }
  }

  private Outcome run(Trial trial) {
    TrialMessage message = TrialMessage.of(trial);
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return attempt(message);
        } catch (WorkerLost e) {
          if (attempt == ATTEMPTS) {
            throw new TrialNotRun(
                "a trial of %s, arm '%s', seed %d, was not run: %s, %d times"
                    .formatted(
                        trial.study().label(),
                        message.arm(),
                        message.seed(),
                        e.getMessage(),
                        ATTEMPTS),
                e);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialNotRun("a trial was interrupted", e);
    }
  }

  private Outcome attempt(TrialMessage message) throws WorkerLost, InterruptedException {
    TrialWorker worker = idle();
    boolean reusable = false;
    try {
      Outcome outcome = worker.run(message);
      reusable = worker.isAlive();
      return outcome;
    } finally {
      if (reusable) {
        idle.push(worker);
      } else {
        worker.close();
      }
    }
  }

  private TrialWorker idle() throws WorkerLost, InterruptedException {
    for (TrialWorker worker = idle.poll(); worker != null; worker = idle.poll()) {
      if (worker.isAlive()) {
        return worker;
      }
      worker.close();
    }
    return TrialWorker.start(settings, alone);
  }
}
