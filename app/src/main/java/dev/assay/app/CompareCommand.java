package dev.assay.app;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRun;
import dev.assay.lab.FileTrialStore;
import dev.assay.lab.Json;
import dev.assay.lab.Sampler;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.compare.StudyFile;
import dev.assay.lab.report.HtmlReport;
import dev.assay.lab.tune.CmaEsSampler;
import dev.assay.lab.tune.GpSampler;
import dev.assay.lab.tune.QuasiRandomSampler;
import dev.assay.lab.tune.RandomSampler;
import dev.assay.lab.tune.TpeSampler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    description = {
      "Compare commands of your own: tune each arm equally, run the same seeds, print the verdicts"
          + " and write a report.",
      "What stands in STUDY is described in docs/compare.md. Its commands run as you: read a study"
          + " from elsewhere before you run it."
    },
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  private static final Map<String, Sampler> SAMPLERS =
      Map.of(
          "random", new RandomSampler(),
          "sobol", new QuasiRandomSampler(QuasiRandomSampler.Sequence.SOBOL),
          "halton", new QuasiRandomSampler(QuasiRandomSampler.Sequence.HALTON),
          "tpe", new TpeSampler(),
          "gp", new GpSampler(),
          "cma-es", new CmaEsSampler());

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Parameters(index = "0", paramLabel = "STUDY", description = "A YAML file.")
  @SuppressWarnings("NullAway.Init")
  Path file;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the report goes (default: beside STUDY, ending in .html).")
  @Nullable Path report;

  @Option(
      names = "--first-seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seeds are N, N+1 and so on (default: ${DEFAULT-VALUE}).")
  long firstSeed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Commands at once (default: the number of processors).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--json",
      description = "Print the records as one JSON document; progress goes to standard error.")
  boolean json;

  @Override
  public Integer call() {
    if (threads < 1 || firstSeed < 0) {
      throw new UserMistake(
          "--threads must be at least 1 and --first-seed not negative, but they are %d and %d."
              .formatted(threads, firstSeed));
    }
    StudyFile study = StudyFile.read(file, SAMPLERS);
    home.requireWritable();
    PrintWriter out = spec.commandLine().getOut();
    List<ClaimRecord> records;
    try (ThreadRunner runner = new ThreadRunner(threads)) {
      records =
          ClaimRun.of(study.name(), study.claims())
              .tier(StudyFile.TIER)
              .firstSeed(firstSeed)
              .store(new FileTrialStore(home.trials()))
              .listener(new ProgressBar(spec.commandLine().getErr()))
              .run(runner, Clock.systemUTC());
    }
    Path written = write(study.name(), records);
    if (json) {
      out.println(Json.pretty(records));
    } else {
      RecordTable.print(out, records);
      out.printf("%nReport: %s%n", written);
    }
    return 0;
  }

  private Path write(String name, List<ClaimRecord> records) {
    Path target = report;
    if (target == null) {
      String own = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
      target = file.resolveSibling(own + ".html");
    }
    Path folder = target.toAbsolutePath().getParent();
    try {
      Path beside = Files.createTempFile(folder, "report", ".tmp");
      Files.writeString(beside, HtmlReport.of(name, records));
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("The report cannot be written to " + target, e);
    }
  }
}
