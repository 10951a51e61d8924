package dev.assay.app;

import dev.assay.data.Dataset;
import dev.assay.data.Datasets;
import dev.assay.data.store.DataFile;
import dev.assay.data.store.DataStore;
import dev.assay.data.store.DataUnavailableException;
import dev.assay.data.store.Place;
import dev.assay.lab.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "data",
    description = "List the data sets and weights that Assay knows; fetch and verify them.",
    mixinStandardHelpOptions = true,
    subcommands = {DataCommand.Get.class, DataCommand.Verify.class})
final class DataCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Override
  public Integer call() {
    DataStore store = store(home);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.pretty(Datasets.all().stream().map(each -> fields(each, store)).toList()));
      return 0;
    }
    int widest = Datasets.all().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (Dataset<?> each : Datasets.all()) {
      out.printf(
          "%-" + widest + "s  %9s  %-16s  %s%n",
          each.name(),
          size(each.size()),
          words(each.find(store)),
          each.title());
      out.printf("%" + (widest + 31) + "s%s%n", "", "Licence: " + each.licence() + ".");
    }
    out.printf("%nFetch one: ./assay data get NAME%n");
    return 0;
  }

  @Command(
      name = "get",
      description = "Fetch data sets that are not on this machine, and replace damaged copies.",
      mixinStandardHelpOptions = true)
  static final class Get implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin HomeOption home = new HomeOption();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Data sets, as listed.")
    List<String> names = List.of();

    @Option(names = "--offline", description = "Download nothing: say only what is there.")
    boolean offline;

    @Override
    public Integer call() {
      List<Dataset<?>> wanted = named(names);
      DownloadBar bar = new DownloadBar(spec.commandLine().getErr());
      DataStore store = store(home).reporting(bar);
      DataStore allowed = offline ? store.offline() : store.online();
      for (Dataset<?> each : wanted) {
        try {
          each.files().forEach(allowed::fetch);
        } catch (DataUnavailableException e) {
          bar.end();
          complain(spec, e);
          return 1;
        }
        bar.end();
        spec.commandLine()
            .getOut()
            .printf("%s is %s (%s).%n", each, words(each.find(allowed)), size(each.size()));
      }
      return 0;
    }
  }

  @Command(
      name = "verify",
      description = "Compare the files on this machine with their SHA-256 sums.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin HomeOption home = new HomeOption();

    @Parameters(
        paramLabel = "NAME",
        arity = "0..*",
        description = "Data sets, as listed (default: all that are here).")
    List<String> names = List.of();

    @Override
    public Integer call() {
      DataStore store = store(home).offline();
      List<Dataset<?>> wanted = names.isEmpty() ? Datasets.all() : named(names);
      int exit = 0;
      for (Dataset<?> each : wanted) {
        if (each.find(store) == Place.ABSENT) {
          if (!names.isEmpty()) {
            spec.commandLine().getOut().printf("%s is absent.%n", each);
            exit = 1;
          }
          continue;
        }
        try {
          each.files().forEach(store::verify);
          spec.commandLine().getOut().printf("%s is as it should be.%n", each);
        } catch (DataUnavailableException e) {
          complain(spec, e);
          exit = 1;
        }
      }
      return exit;
    }
  }

  private static DataStore store(HomeOption home) {
    return DataStore.standard().withCache(home.folder.resolve("data"));
  }

  private static List<Dataset<?>> named(List<String> names) {
    List<Dataset<?>> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          Datasets.find(name)
              .orElseThrow(
                  () ->
                      new UserMistake(
                          "There is no data set '"
                              + name
                              + "': there are "
                              + Datasets.all().stream()
                                  .map(Dataset::name)
                                  .collect(Collectors.joining(", "))
                              + ".")));
    }
    return found;
  }

  private static Map<String, Object> fields(Dataset<?> dataset, DataStore store) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", dataset.name());
    fields.put("title", dataset.title());
    fields.put("licence", dataset.licence());
    fields.put("home", dataset.home().toString());
    fields.put("bytes", dataset.size());
    fields.put("place", dataset.find(store).name().toLowerCase(Locale.ROOT));
    fields.put("checksum", dataset.checksum());
    fields.put("files", dataset.files().stream().map(DataFile::path).toList());
    return fields;
  }

  private static void complain(CommandSpec spec, DataUnavailableException e) {
    spec.commandLine()
        .getErr()
        .println(
            spec.commandLine()
                .getColorScheme()
                .errorText(Text.printable(String.valueOf(e.getMessage()))));
  }

  private static String words(Place place) {
    return switch (place) {
      case BUNDLED -> "part of Assay";
      case CACHE -> "in the cache";
      case FOLDER -> "in a data folder";
      case ABSENT -> "absent";
    };
  }

  /** In the units that disks are sold in. */
  static String size(long bytes) {
    return bytes < 1_000_000
        ? "%.0f kB".formatted(Math.max(1, bytes / 1e3))
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
