package dev.assay.lab.compare;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.lab.process.ProcessTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a command and reads metrics from what it writes to standard output.
 *
 * <p>An exit code other than 0, a metric that is not there, or a command that takes too long is a
 * failed trial that says so; the whole process tree is ended.
 */
final class CommandWorkload {
  /** How much of what a command writes is kept: its end, where results stand. */
  private static final int KEPT = 1 << 20;

  private final CommandTemplate template;
  private final List<Metric> metrics;
  private final Path folder;
  private final Duration timeout;

  CommandWorkload(CommandTemplate template, List<Metric> metrics, Path folder, Duration timeout) {
    this.template = template;
    this.metrics = List.copyOf(metrics);
    this.folder = folder;
    this.timeout = timeout;
  }

  /** The seed as commands take it: 31 bits, and other ones in the tuning plan than in the test. */
  static int number(Seed seed) {
    return (int) (seed.number("command") & Integer.MAX_VALUE);
  }

  /** Run the command with {@code configuration} and {@code seed} put into it. */
  Outcome run(Configuration configuration, Seed seed) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(template.fill(configuration, seed));
    builder.directory(folder.toFile());
    builder.environment().put("ASSAY_SEED", Integer.toString(number(seed)));
    long begin = System.nanoTime();
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Outcome.failed("the command cannot be started: " + e.getMessage());
    }
    try {
      process.getOutputStream().close();
      CompletableFuture<String> output = end(process.getInputStream());
      CompletableFuture<String> errors = end(process.getErrorStream());
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return Outcome.failed("the command took longer than %d s".formatted(timeout.toSeconds()));
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (process.exitValue() != 0) {
        return Outcome.failed(
            "the command ended with exit code %d: %s"
                .formatted(process.exitValue(), lastLine(errors.get(5, TimeUnit.SECONDS))));
      }
      return outcome(output.get(5, TimeUnit.SECONDS), seconds);
    } catch (TimeoutException e) {
      return Outcome.failed("the command left a process behind that keeps its output open");
    } finally {
      ProcessTree.kill(process);
    }
  }

  private Outcome outcome(String output, double seconds) {
    Outcome outcome = null;
    for (Metric metric : metrics) {
      OptionalDouble value =
          metric.isWallSeconds() ? OptionalDouble.of(seconds) : metric.read(output);
      if (value.isEmpty()) {
        return Outcome.failed(
            "the command wrote no %s that matches %s; its last line is: %s"
                .formatted(metric.name(), metric.pattern(), lastLine(output)));
      }
      outcome =
          outcome == null
              ? Outcome.of(metric.name(), value.getAsDouble())
              : outcome.with(metric.name(), value.getAsDouble());
    }
    return outcome == null ? Outcome.failed("the study has no metric") : outcome;
  }

  /** The end of what {@code stream} gives, read on a thread of its own. */
  private static CompletableFuture<String> end(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              byte[] kept = new byte[0];
              try (stream) {
                for (byte[] part = stream.readNBytes(1 << 16);
                    part.length > 0;
                    part = stream.readNBytes(1 << 16)) {
                  int from = Math.max(0, kept.length + part.length - KEPT);
                  byte[] joined = new byte[kept.length - Math.min(from, kept.length) + part.length];
                  int old = joined.length - part.length;
                  System.arraycopy(kept, kept.length - old, joined, 0, old);
                  System.arraycopy(part, 0, joined, old, part.length);
                  kept = joined;
                }
              } catch (IOException e) {
                // The process was ended while it wrote: what it had written stands.
              }
              text.complete(new String(kept, StandardCharsets.UTF_8));
            });
    return text;
  }

  private static String lastLine(String text) {
    String line = text.stripTrailing().lines().reduce("", (first, second) -> second);
    return line.isEmpty()
        ? "(nothing)"
        : line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }
}
