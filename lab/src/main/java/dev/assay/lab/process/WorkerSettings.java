package dev.assay.lab.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How worker processes are started, and what one trial may use.
 *
 * @param jvmOptions options of the worker's JVM
 * @param classPath where the worker finds the studies
 * @param memoryBytes the most resident memory of a worker, and its largest heap; without one, what
 *     the JVM takes by default. Watched on Linux; elsewhere the heap alone is bounded
 * @param timeLimit the longest a trial may take by the clock
 */
public record WorkerSettings(
    List<String> jvmOptions,
    String classPath,
    OptionalLong memoryBytes,
    Optional<Duration> timeLimit) {
  private static final long LEAST_MEMORY = 64L << 20;

  public WorkerSettings {
    jvmOptions = List.copyOf(jvmOptions);
    if (memoryBytes.isPresent() && memoryBytes.getAsLong() < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "a worker process needs at least 64 MiB of memory, but was given %d bytes"
              .formatted(memoryBytes.getAsLong()));
    }
    if (timeLimit.isPresent() && !timeLimit.get().isPositive()) {
      throw new IllegalArgumentException(
          "a trial's time limit must be longer than nothing, but is " + timeLimit.get());
    }
  }

  /**
   * This process's own class path, modules and system properties, without limits. Its heap size,
   * agents and debugger are not passed on.
   */
  public static WorkerSettings likeThisProcess() {
    return new WorkerSettings(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--") || option.startsWith("-D"))
            .filter(option -> !option.startsWith("-Dcom.sun.management."))
            .toList(),
        System.getProperty("java.class.path"),
        OptionalLong.empty(),
        Optional.empty());
  }

  /** These, with a limit of resident memory for each worker, at least 64 MiB. */
  public WorkerSettings withMemoryBytes(long bytes) {
    return new WorkerSettings(jvmOptions, classPath, OptionalLong.of(bytes), timeLimit);
  }

  /** These, with a limit of time for each trial. */
  public WorkerSettings withTimeLimit(Duration limit) {
    return new WorkerSettings(jvmOptions, classPath, memoryBytes, Optional.of(limit));
  }

  /** These, with an option of the JVM, which wins over those before it. */
  public WorkerSettings withJvmOption(String option) {
    List<String> options = new ArrayList<>(jvmOptions);
    options.add(option);
    return new WorkerSettings(options, classPath, memoryBytes, timeLimit);
  }

  /** These, with a jar or folder added to the class path. */
  public WorkerSettings withClassPath(Path more) {
    return new WorkerSettings(
        jvmOptions, classPath + File.pathSeparator + more, memoryBytes, timeLimit);
  }

  /** The command that starts a worker. */
  List<String> command(boolean alone) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    memoryBytes.ifPresent(bytes -> command.add("-Xmx" + bytes));
    // A JVM that has run out of memory may be left half working: its trial ends with it.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add(
        "-XX:ErrorFile="
            + Path.of(System.getProperty("java.io.tmpdir"), "assay-worker-crash-%p.log"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, TrialProcess.class.getName()));
    if (alone) {
      command.add(TrialProcess.ALONE);
    }
    return command;
  }
}
