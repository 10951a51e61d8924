package dev.assay.hub.runs;

import dev.assay.lab.process.ProcessTree;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The processor time of a worker and the processes it has started, looked at now and then. */
final class ProcessorTime {
  private final Map<Long, Duration> ofProcess = new HashMap<>();
  private Duration told = Duration.ZERO;

  /** Looks; what a process took after the last look before it ended is not known. */
  synchronized void look(Process worker) {
    for (ProcessHandle process : ProcessTree.living(worker)) {
      process
          .info()
          .totalCpuDuration()
          .ifPresent(time -> ofProcess.merge(process.pid(), time, ProcessorTime::longer));
    }
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** What has come since this was last asked. */
  synchronized Duration sinceAsked() {
    Duration all = ofProcess.values().stream().reduce(Duration.ZERO, Duration::plus);
    Duration since = all.minus(told);
    told = all;
    return since;
  }
}
