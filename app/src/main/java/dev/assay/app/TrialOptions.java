package dev.assay.app;

import dev.assay.lab.process.WorkerSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What one trial in a worker process may use. */
final class TrialOptions {
  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description =
          "The most memory of a worker process; a trial that needs more fails (default: no limit).")
  @Nullable Long memoryMib;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description =
          "The longest a trial may take; one that takes longer fails (default: no limit).")
  @Nullable Double timeLimitSeconds;

  /** Whether either is given; both need worker processes. */
  boolean areGiven() {
    return memoryMib != null || timeLimitSeconds != null;
  }

  WorkerSettings settings() {
    WorkerSettings settings = WorkerSettings.likeThisProcess();
    if (memoryMib != null) {
      if (memoryMib < 64 || memoryMib > 1L << 40) {
        throw new UserMistake("--memory must be at least 64 MiB, but is " + memoryMib + ".");
      }
      settings = settings.withMemoryBytes(memoryMib << 20);
    }
    if (timeLimitSeconds != null) {
      if (!(timeLimitSeconds >= 0.001 && timeLimitSeconds < 1e9)) {
        throw new UserMistake(
            "--time-limit must be a number of seconds above 0, but is " + timeLimitSeconds + ".");
      }
      settings = settings.withTimeLimit(Duration.ofMillis(Math.round(timeLimitSeconds * 1000)));
    }
    return settings;
  }
}
