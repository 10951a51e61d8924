package dev.assay.app;

import dev.assay.hub.runs.RunLauncher;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a run in a Java process of its own, so that a native crash or an out-of-memory takes down
 * the run and not the site.
 */
final class WorkerProcess implements RunLauncher {
  private final Path home;

  WorkerProcess(Path home) {
    this.home = home.toAbsolutePath();
  }

  @Override
  public Process launch(RunRequest request) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(WorkerProcess::isPassedOn)
        .forEach(command::add);
    command.add("-XX:ErrorFile=" + home.resolve("worker-crash-%p.log"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of("run", request.paper()));
    if (request.claim() != null) {
      command.add(request.claim());
    }
    command.addAll(List.of("--tier", request.tier(), "--events", "--home", home.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    return builder.start();
  }

  /** The cache of loaded classes among them: it saves a worker a third of a second. */
  private static boolean isPassedOn(String argument) {
    return argument.startsWith("--")
        || argument.startsWith("-Dorg.bytedeco")
        || argument.startsWith("-Dassay.revision=")
        || argument.startsWith("-XX:AOTCache=")
        || argument.startsWith("-Xlog:");
  }
}
