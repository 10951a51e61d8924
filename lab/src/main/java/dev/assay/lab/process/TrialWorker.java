package dev.assay.lab.process;

import dev.assay.lab.Cost;
import dev.assay.lab.Outcome;
import dev.assay.lab.TrialMessage;
import dev.assay.lab.TrialNotRun;
import dev.assay.lab.TrialReply;
import dev.assay.lab.cost.ResidentMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One worker process, seen from the process that started it; used by one thread at a time. */
final class TrialWorker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** 128 and SIGHUP, SIGINT, SIGKILL or SIGTERM: the signals by which others end a process. */
  private static final Set<Integer> KILLED = Set.of(129, 130, 137, 143);

  private final WorkerSettings settings;
  private final Process process;
  private final ResidentMemory memory;
  private final WorkerOutput output;
  private boolean used;

  private TrialWorker(WorkerSettings settings, Process process) {
    this.settings = settings;
    this.process = process;
    this.memory = ResidentMemory.of(process);
    this.output = new WorkerOutput(process);
  }

  /**
   * Start a worker.
   *
   * @param alone whether no other trial runs meanwhile
   * @throws TrialNotRun where it does not start
   */
  static TrialWorker start(WorkerSettings settings, boolean alone)
      throws WorkerLost, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(settings.command(alone))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new TrialNotRun("a worker process cannot be started: " + e.getMessage(), e);
    }
    TrialWorker worker = new TrialWorker(settings, process);
    worker.awaitReady();
    return worker;
  }

  /** Whether it can take another trial. */
  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * The outcome of a trial. One that crashes the worker, takes too long or needs too much memory
   * has a failed one; the worker is dead then.
   *
   * @throws TrialNotRun where the worker does not have the study
   * @throws WorkerLost where the worker has ended and the trial is not known to be the reason
   */
  Outcome run(TrialMessage message) throws WorkerLost, InterruptedException {
    long begin = System.nanoTime();
    try {
      OutputStream trials = process.getOutputStream();
      trials.write((message.json() + "\n").getBytes(StandardCharsets.UTF_8));
      trials.flush();
    } catch (IOException e) {
      // It has ended: its last words follow.
    }
    while (true) {
      TrialReply reply = output.poll(BETWEEN_LOOKS);
      if (reply != null && reply.key().equals(message.key())) {
        used = true;
        return reply.get();
      }
      if (output.hasEnded()) {
        return failed(blame(obituary()), begin);
      }
      if (isOver(settings.timeLimit(), begin)) {
        kill();
        return failed("took longer than " + seconds(settings.timeLimit().get()) + " s", begin);
      }
      if (isOver(settings.memoryBytes())) {
        kill();
        return failed(blame(outOfMemory()), begin);
      }
    }
  }

  /** End the worker, and wait until it has ended. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(2, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // It has ended already, or will not hear.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ProcessTree.kill(process);
  }

  private void awaitReady() throws WorkerLost, InterruptedException {
    long begin = System.nanoTime();
    while (output.poll(BETWEEN_LOOKS) == null) {
      if (output.hasEnded()) {
        int exit = ended();
        if (KILLED.contains(exit)) {
          throw new WorkerLost("the worker process was killed (exit %d)".formatted(exit));
        }
        throw new TrialNotRun(
            "a worker process ended while it started (exit %d); its standard error says why"
                .formatted(exit));
      }
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        kill();
        throw new TrialNotRun(
            "a worker process did not start within %d s".formatted(PATIENCE.toSeconds()));
      }
    }
  }

  private boolean isOver(Optional<Duration> limit, long begin) {
    return limit.isPresent() && System.nanoTime() - begin > limit.get().toNanos();
  }

  private boolean isOver(OptionalLong limit) {
    return limit.isPresent() && memory.now().orElse(0) > limit.getAsLong();
  }

  /** {@code reason}, where the trial is to blame for it. */
  private String blame(String reason) throws WorkerLost {
    if (used) {
      throw new WorkerLost(reason);
    }
    return reason;
  }

  /** Why the worker ended during a trial. */
  private String obituary() throws WorkerLost, InterruptedException {
    if (output.mistake() != null) {
      kill();
      return "the worker process was ended, since " + output.mistake();
    }
    int exit = ended();
    if (output.outOfHeap()) {
      return outOfMemory();
    }
    if (KILLED.contains(exit)) {
      throw new WorkerLost("the worker process was killed (exit %d)".formatted(exit));
    }
    return output.signal() == null
        ? "the worker process died (exit %d)".formatted(exit)
        : "the worker process crashed in native code (%s)".formatted(output.signal());
  }

  private String outOfMemory() {
    return settings.memoryBytes().isPresent()
        ? "needed more memory than the %d MiB a worker may use"
            .formatted(settings.memoryBytes().getAsLong() >> 20)
        : "ran out of heap memory";
  }

  private static Outcome failed(String reason, long begin) {
    return Outcome.failed(reason).withCost(Cost.ofWall((System.nanoTime() - begin) / 1e9));
  }

  /** Kill the worker and what it started; returns its exit code. */
  private int kill() throws InterruptedException {
    ProcessTree.kill(process);
    return process.waitFor();
  }

  /** The exit code of a worker that closed its output, which it does by ending. */
  private int ended() throws InterruptedException {
    return process.waitFor(2, TimeUnit.SECONDS) ? process.exitValue() : kill();
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0
        ? Long.toString(limit.toSeconds())
        : Double.toString(limit.toMillis() / 1e3);
  }
}
