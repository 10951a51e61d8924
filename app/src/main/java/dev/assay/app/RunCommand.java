package dev.assay.app;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRun;
import dev.assay.lab.EventJson;
import dev.assay.lab.FileTrialStore;
import dev.assay.lab.Json;
import dev.assay.lab.RecordFolder;
import dev.assay.lab.Reproduction;
import dev.assay.lab.RunEvent;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Tier;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = "Run a paper's claims and print the verdicts.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Parameters(
      index = "0",
      paramLabel = "PAPER",
      description = "An arXiv identifier, such as 2310.01769.")
  @SuppressWarnings("NullAway.Init")
  String paper;

  @Parameters(
      index = "1",
      paramLabel = "CLAIM",
      arity = "0..1",
      description = "One claim, such as C1a (default: all).")
  @Nullable String claim;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      defaultValue = "quick",
      description = "How much to spend: smoke, quick or full (default: ${DEFAULT-VALUE}).")
  Tier tier = Tier.QUICK;

  @Option(
      names = "--first-seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seeds are N, N+1 and so on (default: ${DEFAULT-VALUE}).")
  long firstSeed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Trials at once (default: the number of processors).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--json",
      description = "Print the records as one JSON document; progress goes to standard error.")
  boolean json;

  @Option(names = "--events", hidden = true, description = "Print each event as a line of JSON.")
  boolean events;

  @Override
  public Integer call() {
    if (firstSeed < 0) {
      throw new UserMistake("--first-seed must not be negative, but is " + firstSeed + ".");
    }
    if (threads < 1) {
      throw new UserMistake("--threads must be at least 1, but is " + threads + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    Reproduction reproduction = Reproductions.require(paper, home.folder);
    var claims = Reproductions.claims(reproduction, claim);
    Consumer<RunEvent> listener =
        events
            ? event -> {
              out.println(EventJson.line(event));
              out.flush();
            }
            : new ProgressBar(spec.commandLine().getErr());
    List<ClaimRecord> records;
    try (ThreadRunner runner = new ThreadRunner(threads)) {
      records =
          new ClaimRun(
                  reproduction.paper(),
                  claims,
                  tier,
                  firstSeed,
                  new FileTrialStore(home.trials()),
                  runner,
                  Clock.systemUTC(),
                  listener)
              .run();
    }
    RecordFolder folder = new RecordFolder(home.records());
    records.forEach(folder::add);
    if (json) {
      out.println(Json.pretty(records));
    } else if (!events) {
      RecordTable.print(out, records);
      out.printf("%nRecords: %s%n", home.records().resolve(paper));
    }
    return 0;
  }
}
