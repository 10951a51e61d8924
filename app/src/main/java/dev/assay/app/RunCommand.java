package dev.assay.app;

import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRun;
import dev.assay.lab.EventJson;
import dev.assay.lab.Json;
import dev.assay.lab.Plan;
import dev.assay.lab.RecordFolder;
import dev.assay.lab.Reproduction;
import dev.assay.lab.RunEvent;
import dev.assay.lab.Tier;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
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
    exitCodeList = "0:The claims were run, whatever the verdicts.",
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
      description = "Seeds are N, N+1 and so on (default: 0).")
  @Nullable Long firstSeed;

  @Option(
      names = "--seeds",
      paramLabel = "FIRST..LAST",
      description =
          "Seeds are FIRST to LAST, such as 100..119, or fewer where the verdicts are decided"
              + " before or the tier's plan has fewer.")
  @Nullable SeedRange seeds;

  @Mixin TrialPlace trials = new TrialPlace();

  @Option(
      names = "--json",
      description = "Print the records as one JSON document; progress goes to standard error.")
  boolean json;

  @Option(names = "--events", hidden = true, description = "Print each event as a line of JSON.")
  boolean events;

  @Override
  public Integer call() {
    SeedRange range = seeds();
    PrintWriter out = spec.commandLine().getOut();
    Reproduction reproduction = Reproductions.require(paper, home.folder);
    List<Claim> claims = Reproductions.claims(reproduction, claim);
    requirePlans(claims, range);
    home.requireWritable();
    home.keepDataSets();
    List<ClaimRecord> records;
    try (RunLock _ =
        RunLock.take(home.folder, name(reproduction, range), spec.commandLine().getErr())) {
      records = run(reproduction, claims, range);
    } catch (RuntimeException | Error e) {
      if (events) {
        tell(EventJson.failed(reason(e)));
      }
      throw e;
    }
    if (events) {
      // Told when the records are stored. They are read from there, not from this line.
      tell(EventJson.line(new RunEvent.Finished(List.of())));
    } else if (json) {
      out.println(Json.pretty(records));
    } else {
      RecordTable.print(out, records);
      out.printf("%nRecords: %s%n", home.records().resolve(reproduction.paper()));
    }
    return 0;
  }

  private List<ClaimRecord> run(Reproduction reproduction, List<Claim> claims, SeedRange range) {
    Consumer<RunEvent> listener =
        events ? this::tellProgress : new ProgressBar(spec.commandLine().getErr());
    List<ClaimRecord> records;
    try (TrialPlace.Place place = trials.open(home)) {
      records =
          ClaimRun.of(reproduction.paper(), claims)
              .tier(tier)
              .firstSeed(range.first())
              .mostSeeds(range.count())
              .store(place.store())
              .listener(listener)
              .run(place.runner(), Clock.systemUTC());
    }
    RecordFolder folder = new RecordFolder(home.records());
    records.forEach(folder::add);
    return records;
  }

  private void tellProgress(RunEvent event) {
    if (!(event instanceof RunEvent.Finished)) {
      tell(EventJson.line(event));
    }
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    if (out.checkError()) {
      throw new IllegalStateException("Nobody listens to this run any more.");
    }
  }

  private SeedRange seeds() {
    if (firstSeed == null) {
      return seeds == null ? SeedRange.from(0) : seeds;
    }
    if (seeds != null) {
      throw new UserMistake("--first-seed and --seeds cannot be combined: both name a first seed.");
    }
    if (firstSeed < 0) {
      throw new UserMistake("--first-seed must not be negative, but is " + firstSeed + ".");
    }
    return SeedRange.from(firstSeed);
  }

  private void requirePlans(List<Claim> claims, SeedRange range) {
    for (Claim each : claims) {
      Plan plan;
      try {
        plan = each.study().plan(tier);
      } catch (IllegalArgumentException e) {
        throw new UserMistake(
            "Claim %s has no plan for the tier %s; try another --tier."
                .formatted(each.id(), tier.label()));
      }
      if (range.count() < plan.minSeeds()) {
        throw new UserMistake(
            "--seeds %s is too short: claim %s takes at least %d seeds in the tier %s."
                .formatted(range, each.id(), plan.minSeeds(), tier.label()));
      }
    }
  }

  /** Tells this run from all that would run other trials. */
  private String name(Reproduction reproduction, SeedRange range) {
    return "%s-%s-%s-%s"
        .formatted(
            reproduction.paper().replace('/', '_'),
            claim == null ? "all" : claim.toUpperCase(Locale.ROOT),
            tier.label(),
            range);
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
