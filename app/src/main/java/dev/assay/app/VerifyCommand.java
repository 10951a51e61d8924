package dev.assay.app;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.RecordFolder;
import dev.assay.lab.Reproduction;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = {
      "Check records: their expectation against the code, their arithmetic, and some or all of"
          + " their trials by running them again."
    },
    exitCodeList = {"0:All records hold.", "1:A record does not hold."},
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(
      paramLabel = "RECORD",
      arity = "1..*",
      description = "A record's file, or a folder that holds records.")
  List<Path> paths = new ArrayList<>();

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "3",
      description = "Run N trials of each record again (default: ${DEFAULT-VALUE}).")
  int sample;

  @Option(names = "--all", description = "Run all trials again.")
  boolean all;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      defaultValue = "0",
      description =
          "How far a metric may lie from the recorded one, relative to its size (or to 1e-9, where"
              + " that is more); the default, 0, compares bit by bit. On other hardware, or where"
              + " trials ran many at once and now run alone, state what you accept, such as 1e-6.")
  double tolerance;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Trials at once (default: the number of processors).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Mixin DeviceOption device = new DeviceOption();

  @Override
  public Integer call() {
    if (sample < 0 || threads < 1 || !(tolerance >= 0)) {
      throw new UserMistake(
          "--sample and --tolerance must not be negative and --threads must be at least 1, but they"
              + " are %d, %s and %d.".formatted(sample, tolerance, threads));
    }
    device.use();
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    List<Path> files = files();
    for (Path file : files) {
      Verification verification = verify(file);
      out.printf(
          "%s  %s, %s run again%n",
          verification.holds() ? "holds " : "FAILS ",
          file,
          Text.count(verification.trials(), "trial"));
      verification.problems().forEach(problem -> out.println("        " + problem));
      out.flush();
      failed += verification.holds() ? 0 : 1;
    }
    out.printf("%d of %d records hold.%n", files.size() - failed, files.size());
    return failed == 0 ? 0 : 1;
  }

  private Verification verify(Path file) {
    ClaimRecord record;
    try {
      record = RecordFolder.read(file);
    } catch (IllegalArgumentException e) {
      throw new UserMistake(e.getMessage() + ".");
    }
    Reproduction reproduction =
        Reproductions.find(record.paper())
            .orElseThrow(
                () ->
                    new UserMistake(
                        "%s is a record of paper %s, whose claims cannot be run here."
                            .formatted(file, record.paper())));
    try (ThreadRunner runner = new ThreadRunner(threads)) {
      return Verification.of(
          record, reproduction, all ? Integer.MAX_VALUE : sample, tolerance, runner);
    }
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (var walk = Files.walk(path, 4)) {
          walk.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
        } catch (IOException e) {
          throw new UncheckedIOException("The folder " + path + " cannot be read", e);
        }
      } else if (Files.isReadable(path)) {
        files.add(path);
      } else {
        throw new UserMistake("There is no file or folder '%s' to read.".formatted(path));
      }
    }
    if (files.isEmpty()) {
      throw new UserMistake("There is no record (*.json) in %s.".formatted(paths));
    }
    return files;
  }
}
