package dev.assay.lab.process;

import dev.assay.lab.Cost;
import dev.assay.lab.Json;
import dev.assay.lab.Outcome;
import dev.assay.lab.TrialMessage;
import dev.assay.lab.TrialNotRun;
import dev.assay.lab.cost.ResidentMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One worker process, seen from the process that started it; used by one thread at a time. */
final class TrialWorker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** 128 and SIGHUP, SIGINT, SIGKILL or SIGTERM: the signals by which others end a process. */
  private static final Set<Integer> KILLED = Set.of(129, 130, 137, 143);

  /** How the JVM's report of a crash names the reason, on standard output. */
  private static final Pattern CRASH = Pattern.compile("#  ((SIG|EXCEPTION_)[A-Z_]+) ");

  private final WorkerSettings settings;
  private final Process process;
  private final ResidentMemory memory;
  private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
  private volatile boolean outOfHeap;
  private volatile @Nullable String signal;
  private boolean used;

  private TrialWorker(WorkerSettings settings, Process process) {
    this.settings = settings;
    this.process = process;
    this.memory = ResidentMemory.of(process);
    Thread.ofPlatform().daemon().name("worker-" + process.pid()).start(this::listen);
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
    Said first = worker.said.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null && first.reply() != null) {
      return worker;
    }
    int exit = worker.kill();
    if (first != null && KILLED.contains(exit)) {
      throw new WorkerLost("the worker process was killed (exit %d)".formatted(exit));
    }
    throw new TrialNotRun(
        first == null
            ? "a worker process did not start within %d s".formatted(PATIENCE.toSeconds())
            : "a worker process ended while it started (exit %d); its standard error says why"
                .formatted(exit));
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
      Said next = said.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        if (isOver(settings.timeLimit(), begin)) {
          kill();
          return failed("took longer than " + seconds(settings.timeLimit().get()) + " s", begin);
        }
        if (isOver(settings.memoryBytes())) {
          kill();
          return failed(blame(outOfMemory()), begin);
        }
      } else if (next.reply() == null) {
        return failed(blame(obituary(next)), begin);
      } else if (message.key().equals(next.reply().key())) {
        used = true;
        return outcome(next.reply());
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
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static Outcome outcome(WorkerReply reply) {
    if (reply.outcome() == null) {
      throw new TrialNotRun(String.valueOf(reply.refusal()));
    }
    return reply.outcome();
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
  private String obituary(Said last) throws WorkerLost, InterruptedException {
    if (last.mistake() != null) {
      kill();
      return "the worker process was ended, since " + last.mistake();
    }
    int exit = ended();
    if (outOfHeap) {
      return outOfMemory();
    }
    if (KILLED.contains(exit)) {
      throw new WorkerLost("the worker process was killed (exit %d)".formatted(exit));
    }
    return signal == null
        ? "the worker process died (exit %d)".formatted(exit)
        : "the worker process crashed in native code (%s)".formatted(signal);
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
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    return process.destroyForcibly().waitFor();
  }

  /** The exit code of a worker that closed its output, which it does by ending. */
  private int ended() throws InterruptedException {
    return process.waitFor(2, TimeUnit.SECONDS) ? process.exitValue() : kill();
  }

  private void listen() {
    try {
      BoundedLines lines = new BoundedLines(process.getInputStream(), TrialProcess.LONGEST_LINE);
      for (String line = lines.next(); line != null; line = lines.next()) {
        hear(line);
      }
      said.add(new Said(null, null));
    } catch (IOException e) {
      // A stream that was closed is an end like any other.
      said.add(new Said(null, process.isAlive() ? String.valueOf(e.getMessage()) : null));
    }
  }

  private void hear(String line) {
    Matcher crash = CRASH.matcher(line);
    if (crash.lookingAt()) {
      signal = crash.group(1);
    } else if (line.startsWith("Terminating due to java.lang.OutOfMemoryError")) {
      outOfHeap = true;
    } else if (line.startsWith("{\"key\":")) {
      try {
        said.add(new Said(Json.read(line, WorkerReply.class), null));
        return;
      } catch (JacksonException e) {
        // Not ours.
      }
    }
    if (!line.isEmpty()) {
      // Native code prints past System.out; it is for people.
      System.err.println(line);
    }
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0
        ? Long.toString(limit.toSeconds())
        : Double.toString(limit.toMillis() / 1e3);
  }

  /** A reply, or the end of all replies with what was wrong about them, if anything was. */
  private record Said(@Nullable WorkerReply reply, @Nullable String mistake) {}
}
