package dev.assay.app;

import dev.assay.lab.Runner;
import dev.assay.lab.Studies;
import dev.assay.lab.process.ProcessRunner;
import dev.assay.lab.process.WorkerSettings;
import dev.assay.lab.sql.ClusterWorker;
import dev.assay.lab.sql.LabDatabase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;

/** Works for a shared database with trial processes of this machine. */
final class SharedTrials implements AutoCloseable {
  private final Runner processes;
  private final ClusterWorker worker;

  SharedTrials(LabDatabase database, int count, WorkerSettings settings, Duration heartbeat) {
    processes = new ProcessRunner(count, settings);
    worker =
        new ClusterWorker(
            database,
            name(),
            Studies.onClassPath(),
            processes,
            count,
            heartbeat,
            Clock.systemUTC());
  }

  /** The database at {@code url}, or a sentence that says what is wrong with it. */
  static LabDatabase open(String url) {
    try {
      return LabDatabase.open(url);
    } catch (IllegalArgumentException e) {
      throw new UserMistake("--store: " + e.getMessage() + ".");
    }
  }

  /** Leave the trials under way to other workers. */
  void abandon() {
    worker.abandon();
    worker.close();
  }

  /** Finish the trials under way. */
  @Override
  public void close() {
    worker.close();
    processes.close();
  }

  private static String name() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "localhost";
    }
    return host + "-" + ProcessHandle.current().pid();
  }
}
