package dev.assay.lab.process;

import dev.assay.lab.TrialReply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a worker process writes to its standard output: replies, and the JVM's last words. All else
 * is native code's, for people, and passed on to standard error.
 */
final class WorkerOutput {
  /** How the JVM's report of a crash names the reason. */
  private static final Pattern CRASH = Pattern.compile("#  ((SIG|EXCEPTION_)[A-Z_]+) ");

  private static final String OUT_OF_HEAP = "Terminating due to java.lang.OutOfMemoryError";

  private final Process process;
  private final BlockingQueue<TrialReply> replies = new LinkedBlockingQueue<>();
  private volatile boolean ended;
  private volatile boolean outOfHeap;
  private volatile @Nullable String signal;
  private volatile @Nullable String mistake;

  /** Begin to read the output of {@code process}. */
  WorkerOutput(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().name("worker-" + process.pid()).start(this::read);
  }

  /** The next reply, or null where none comes in time. */
  @Nullable TrialReply poll(Duration patience) throws InterruptedException {
    return replies.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether there will be no more replies; then the following say what is known of the reason. */
  boolean hasEnded() {
    return ended && replies.isEmpty();
  }

  /** Whether the JVM ended for want of heap. */
  boolean outOfHeap() {
    return outOfHeap;
  }

  /** The signal by which native code crashed, such as {@code SIGSEGV}, or null. */
  @Nullable String signal() {
    return signal;
  }

  /** Why the output is read no further, where the worker is not to blame for ending it; or null. */
  @Nullable String mistake() {
    return mistake;
  }

  private void read() {
    try {
      BoundedLines lines = new BoundedLines(process.getInputStream(), TrialProcess.LONGEST_LINE);
      for (String line = lines.next(); line != null; line = lines.next()) {
        hear(line);
      }
    } catch (IOException e) {
      // A stream that was closed is an end like any other.
      mistake = process.isAlive() ? String.valueOf(e.getMessage()) : null;
    }
    ended = true;
  }

  private void hear(String line) {
    Matcher crash = CRASH.matcher(line);
    if (crash.lookingAt()) {
      signal = crash.group(1);
    } else if (line.startsWith(OUT_OF_HEAP)) {
      outOfHeap = true;
    } else if (line.startsWith("{\"key\":")) {
      try {
        replies.add(TrialReply.parse(line));
        return;
      } catch (JacksonException e) {
        // Not ours.
      }
    }
    if (!line.isEmpty()) {
      System.err.println(line);
    }
  }
}
