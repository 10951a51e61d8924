package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.sources.ScheduledSource;
import dev.assay.hub.sources.SourceJobs;
import dev.assay.hub.sources.SourceName;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sources",
    description = {
      "List what feeds the hub, how that went, and when it is next.",
      "hugging-face          Hugging Face's Daily Papers, with upvotes",
      "arxiv:CATEGORY        a category of arXiv's, such as arxiv:cs.LG: new papers and versions",
      "arxiv-query:QUERY     what arXiv finds for a query, such as"
          + " 'arxiv-query:cat:cs.LG AND abs:sharpness'",
      "arxiv-details         authors, categories and versions of papers that are here without"
    },
    subcommands = {SourcesCommand.Add.class, SourcesCommand.Remove.class},
    mixinStandardHelpOptions = true)
final class SourcesCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Library library = database.open(home)) {
      List<ScheduledSource> all = library.sources(Clock.systemUTC()).all();
      if (all.isEmpty()) {
        out.println("Nothing feeds this hub; ./assay sources add hugging-face would.");
      }
      for (ScheduledSource source : all) {
        out.printf(
            "%-22s every %-8s %-13s %s%n",
            source.name(), every(source.every()), source.status().words(), times(source));
        if (source.message() != null) {
          out.println("    " + Text.printable(source.message()));
        }
        if (source.began() != null) {
          out.printf(
              "    last: %d new, %d updated, %d already there, %s%n",
              source.last().added(),
              source.last().updated(),
              source.last().unchanged(),
              Text.count(source.last().skipped(), "problem"));
        }
      }
    }
    return 0;
  }

  private static String times(ScheduledSource source) {
    Instant succeeded = source.succeeded();
    Instant next = source.next();
    return (succeeded == null ? "" : "read " + TIME.format(succeeded))
        + (succeeded == null || next == null ? "" : ", ")
        + (next == null ? "" : "next " + TIME.format(next));
  }

  private static String every(Duration every) {
    return every.toMinutes() % 1440 == 0
        ? every.toDays() + " d"
        : every.toMinutes() % 60 == 0 ? every.toHours() + " h" : every.toMinutes() + " min";
  }

  @Command(
      name = "add",
      description = "Let a source feed the hub, or change how it does.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin HomeOption home = new HomeOption();

    @Mixin DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "SOURCE", description = "Its name, such as arxiv:cs.LG.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Option(
        names = "--every",
        paramLabel = "TIME",
        defaultValue = "6h",
        description = "How often: minutes, hours or days (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    String every;

    @Option(
        names = "--since",
        paramLabel = "DATE",
        description =
            "Where its first reading begins, such as 2026-01-01 (default: 30 days before it).")
    @Nullable LocalDate since;

    @Option(
        names = "--at",
        paramLabel = "ADDRESS",
        description = "Read it at this address, such as a mirror's, instead of its own.")
    @Nullable URI address;

    @Override
    public Integer call() {
      SourceName source = SourceName.parse(name);
      try (Library library = database.open(home)) {
        Clock clock = Clock.systemUTC();
        library.sources(clock).put(source, address, since, duration(every));
        SourceJobs.plan(library.dataSource(), source, clock.instant());
      }
      spec.commandLine()
          .getOut()
          .printf(
              "%s feeds this hub now: a running hub reads it at once, ./assay sync does so by hand.%n",
              source);
      return 0;
    }

    private static Duration duration(String text) {
      if (!text.matches("[1-9][0-9]{0,4}\\s*(m|min|h|d)")) {
        throw new UserMistake(
            "--every must be a time such as 30min, 6h or 1d, but is '%s'.".formatted(text));
      }
      int number = Integer.parseInt(text.replaceAll("[^0-9]", ""));
      return text.contains("m")
          ? Duration.ofMinutes(number)
          : text.endsWith("h") ? Duration.ofHours(number) : Duration.ofDays(number);
    }
  }

  @Command(
      name = "remove",
      description = "Let a source feed the hub no longer; its papers stay.",
      mixinStandardHelpOptions = true)
  static final class Remove implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin HomeOption home = new HomeOption();

    @Mixin DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "SOURCE", description = "Its name, such as arxiv:cs.LG.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Override
    public Integer call() {
      SourceName source = SourceName.parse(name);
      try (Library library = database.open(home)) {
        boolean removed = library.sources(Clock.systemUTC()).remove(source);
        SourceJobs.unplan(library.dataSource(), source);
        if (!removed) {
          throw new UserMistake("%s did not feed this hub.".formatted(source));
        }
      }
      spec.commandLine().getOut().printf("%s feeds this hub no longer.%n", source);
      return 0;
    }
  }
}
