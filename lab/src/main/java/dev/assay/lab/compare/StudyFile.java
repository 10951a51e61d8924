package dev.assay.lab.compare;

import dev.assay.lab.Claim;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Objective;
import dev.assay.lab.Outcome;
import dev.assay.lab.Parameter;
import dev.assay.lab.Plan;
import dev.assay.lab.Sampler;
import dev.assay.lab.Scale;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.Seed;
import dev.assay.lab.Sha256;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.lab.Workload;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A comparison of commands, read from a YAML file.
 *
 * <pre>
 * study: gzip levels
 * command: ./compress.sh --level {level} --seed {seed}
 * metrics:
 *   bytes: 'bytes: (\d+)'
 * arms:
 *   best: {level: 9}
 *   fast: {level: 1}
 * seeds: {min: 5, max: 30}
 * claims:
 *   - says: Level 9 writes less than level 1
 *     arm: best
 *     baseline: fast
 *     ratio: {at most: 0.95}
 * </pre>
 *
 * <p>The text of the commands and the files it names are part of every trial's key.
 *
 * @param name the study's name
 * @param claims in the file's order
 */
public record StudyFile(String name, List<Claim> claims) {
  /** A file has one plan, which records call this tier. */
  public static final Tier TIER = Tier.FULL;

  private static final int MAX_BYTES = 1 << 20;

  public StudyFile {
    claims = List.copyOf(claims);
  }

  /**
   * Read the study in {@code file}; its commands will run in the file's folder.
   *
   * @param samplers the samplers by the names that a file may give
   * @throws StudyFileException where the file has a mistake
   */
  public static StudyFile read(Path file, Map<String, Sampler> samplers) {
    String text;
    try {
      if (!Files.isRegularFile(file)) {
        throw new StudyFileException("There is no file '%s'.".formatted(file));
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new StudyFileException(
            "%s is larger than 1 MB; a study file is a page or two.".formatted(file));
      }
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new StudyFileException("%s is not text in UTF-8.".formatted(file));
    } catch (IOException e) {
      throw new StudyFileException("%s cannot be read: %s.".formatted(file, e.getMessage()));
    }
    return new Reader(file, Section.parse(file, text), samplers).study();
  }

  /** Runs each arm's own command. */
  private record ArmCommands(Map<String, CommandWorkload> commands) implements Workload {
    @Override
    public Outcome run(Configuration configuration, Seed seed) throws Exception {
      CommandWorkload command = commands.get(configuration.text("arm"));
      if (command == null) {
        throw new IllegalArgumentException("there is no arm " + configuration.text("arm"));
      }
      return command.run(configuration, seed);
    }

    @Override
    public boolean inProcess() {
      return false;
    }
  }

  private record Reader(Path file, Section root, Map<String, Sampler> samplers) {
    StudyFile study() {
      root.only(
          new TreeSet<>(
              Set.of(
                  "study", "version", "command", "metrics", "timeout", "files", "arms", "tuning",
                  "seeds", "claims")));
      List<Metric> metrics = metrics();
      Map<String, CommandWorkload> commands = new LinkedHashMap<>();
      Study.Builder builder =
          guarded("study", () -> Study.of(root.text("study"), version()))
              .workload(new ArmCommands(commands));
      worst(builder);
      files(builder);
      Section arms = root.section("arms");
      boolean tuned = false;
      for (String arm : arms.names()) {
        tuned |= arm(builder, arms, arm, metrics, commands);
      }
      Plan plan = plan();
      Optional<Section> tuning = root.optionalSection("tuning");
      if (tuned) {
        plan = tune(builder, root.section("tuning"), plan, metrics);
      } else if (tuning.isPresent()) {
        throw root.mistake("tuning", "there is 'tuning', but no arm has 'tune'");
      }
      Study study = guarded("study", builder.plan(TIER, plan)::build);
      List<Claim> claims = new ArrayList<>();
      for (Section claim : root.sections("claims")) {
        claims.add(claim(claim, "C" + (claims.size() + 1), study, metrics));
      }
      if (claims.isEmpty()) {
        throw root.mistake("claims", "'claims' needs at least one claim");
      }
      return new StudyFile(study.name(), claims);
    }

    private int version() {
      return root.has("version") ? root.whole("version", 1) : 1;
    }

    private List<Metric> metrics() {
      Section section = root.section("metrics");
      List<Metric> metrics = new ArrayList<>();
      for (String name : section.names()) {
        String pattern;
        if (section.isSection(name)) {
          Section metric = section.section(name);
          metric.only(new TreeSet<>(Set.of("read", "worst")));
          pattern = metric.has("read") ? metric.text("read") : Metric.LAST_NUMBER;
        } else {
          pattern = section.text(name);
        }
        try {
          metrics.add(new Metric(name, Pattern.compile(pattern, Pattern.MULTILINE)));
        } catch (PatternSyntaxException e) {
          throw section.mistake(
              name, "'%s' is no regular expression: %s".formatted(pattern, e.getDescription()));
        }
      }
      if (metrics.isEmpty()) {
        throw root.mistake("metrics", "'metrics' needs at least one metric");
      }
      return metrics;
    }

    private void worst(Study.Builder builder) {
      Section section = root.section("metrics");
      for (String name : section.names()) {
        if (section.isSection(name) && section.section(name).has("worst")) {
          builder.worst(name, section.section(name).number("worst"));
        }
      }
    }

    /** Files that the commands read: other contents make other trials. */
    private void files(Study.Builder builder) {
      if (!root.has("files")) {
        return;
      }
      for (String name : root.texts("files")) {
        try {
          builder.data(name, Sha256.hex(Files.readAllBytes(folder().resolve(name))));
        } catch (IOException e) {
          throw root.mistake("files", "the file '%s' cannot be read".formatted(name));
        }
      }
    }

    private Path folder() {
      Path parent = file.toAbsolutePath().getParent();
      return parent == null ? Path.of(".") : parent;
    }

    /** Adds an arm; true where it is tuned. */
    private boolean arm(
        Study.Builder builder,
        Section arms,
        String name,
        List<Metric> metrics,
        Map<String, CommandWorkload> commands) {
      Section section = arms.section(name);
      Configuration configuration = Configuration.of("arm", name);
      for (String key : section.names()) {
        if (!key.equals("command") && !key.equals("tune")) {
          Object value = section.value(key);
          Configuration before = configuration;
          configuration = guarded(section, key, () -> before.with(key, value));
        }
      }
      Optional<SearchSpace> space = section.optionalSection("tune").map(Reader::space);
      CommandTemplate template = section.has("command") ? command(section) : command(root);
      Set<String> given = new TreeSet<>(configuration.settings().keySet());
      space.ifPresent(each -> each.parameters().forEach(parameter -> given.add(parameter.name())));
      given.add("seed");
      for (String placeholder : template.placeholders()) {
        if (!given.contains(placeholder)) {
          throw arms.mistake(
              name,
              "the command has {%s}, which arm '%s' does not set: it has %s"
                  .formatted(placeholder, name, String.join(", ", given)));
        }
      }
      commands.put(name, new CommandWorkload(template, metrics, folder(), timeout()));
      builder.data("command of " + name, Sha256.hex(template.arguments() + "\n" + metrics));
      Configuration fixed = configuration;
      guarded(
          arms,
          name,
          () ->
              space.isPresent() ? builder.arm(name, fixed, space.get()) : builder.arm(name, fixed));
      return space.isPresent();
    }

    private static CommandTemplate command(Section section) {
      return guarded(
          section,
          "command",
          () ->
              section.isList("command")
                  ? new CommandTemplate(section.texts("command"))
                  : CommandTemplate.of(section.text("command")));
    }

    private Duration timeout() {
      return root.has("timeout")
          ? Duration.ofSeconds(root.whole("timeout", 1))
          : Duration.ofHours(1);
    }

    private static SearchSpace space(Section tune) {
      List<Parameter> parameters = new ArrayList<>();
      for (String name : tune.names()) {
        parameters.add(guarded(tune, name, () -> parameter(tune, name)));
      }
      return guarded(tune, "", () -> SearchSpace.of(parameters));
    }

    private static Parameter parameter(Section tune, String name) {
      if (tune.isList(name)) {
        return Parameter.categorical(name, tune.values(name).toArray());
      }
      Section range = tune.section(name);
      range.only(new TreeSet<>(Set.of("from", "to", "log", "whole")));
      boolean log = range.has("log") && range.value("log").equals(true);
      if (range.has("whole") && range.value("whole").equals(true)) {
        Parameter.Int whole =
            Parameter.integer(
                name, range.whole("from", Integer.MIN_VALUE), range.whole("to", Integer.MIN_VALUE));
        return log ? whole.log() : whole;
      }
      Parameter.Real real = Parameter.real(name, range.number("from"), range.number("to"));
      return log ? real.log() : real;
    }

    private Plan plan() {
      if (!root.has("seeds")) {
        return Plan.seeds(5, 30);
      }
      Section seeds = root.section("seeds");
      seeds.only(new TreeSet<>(Set.of("min", "max")));
      return guarded("seeds", () -> Plan.seeds(seeds.whole("min", 1), seeds.whole("max", 1)));
    }

    private Plan tune(Study.Builder builder, Section tuning, Plan plan, List<Metric> metrics) {
      tuning.only(new TreeSet<>(Set.of("minimize", "maximize", "trials", "seeds", "sampler")));
      boolean minimize = tuning.has("minimize");
      if (minimize == tuning.has("maximize")) {
        throw root.mistake("tuning", "'tuning' needs either 'minimize' or 'maximize'");
      }
      String key = minimize ? "minimize" : "maximize";
      String metric = metric(tuning, key, metrics);
      String sampler = tuning.has("sampler") ? tuning.text("sampler") : "tpe";
      Sampler by = samplers.get(sampler);
      if (by == null) {
        throw tuning.mistake(
            "sampler",
            "there is no sampler '%s': there are %s"
                .formatted(sampler, String.join(", ", new TreeSet<>(samplers.keySet()))));
      }
      builder.tuning(by, minimize ? Objective.minimize(metric) : Objective.maximize(metric));
      return plan.tuning(
          tuning.whole("trials", 1), tuning.has("seeds") ? tuning.whole("seeds", 1) : 1);
    }

    private static String metric(Section section, String key, List<Metric> metrics) {
      String name = section.text(key);
      if (metrics.stream().noneMatch(metric -> metric.name().equals(name))) {
        throw section.mistake(
            key,
            "there is no metric '%s': there are %s"
                .formatted(name, metrics.stream().map(Metric::name).toList()));
      }
      return name;
    }

    private static Claim claim(Section claim, String id, Study study, List<Metric> metrics) {
      claim.only(
          new TreeSet<>(
              Set.of("says", "arm", "baseline", "metric", "difference", "ratio", "because")));
      if (!claim.has("metric") && metrics.size() > 1) {
        throw claim.mistake(
            "arm", "the study has several metrics, and this claim needs to name its 'metric'");
      }
      String metric =
          claim.has("metric") ? metric(claim, "metric", metrics) : metrics.getFirst().name();
      String arm = arm(claim, "arm", study);
      String baseline = arm(claim, "baseline", study);
      boolean ratio = claim.has("ratio");
      if (ratio == claim.has("difference")) {
        throw claim.mistake("arm", "a claim needs either 'difference' or 'ratio'");
      }
      Interval region = region(claim, ratio ? "ratio" : "difference");
      Expectation expectation =
          Expectation.mean(
              ratio
                  ? Contrast.logRatio(metric, arm, baseline)
                  : Contrast.difference(metric, arm, baseline),
              ratio ? logs(claim, region) : region,
              claim.has("because") ? claim.text("because") : "the study file says so");
      String says = claim.text("says");
      String predicted =
          ratio
              ? "ratio %s, so log %s".formatted(region, logs(claim, region))
              : "difference " + region;
      return new Claim(id, says, predicted, "the study file", Scale.PAPER, study, expectation);
    }

    private static String arm(Section claim, String key, Study study) {
      return guarded(claim, key, () -> study.arm(claim.text(key)).name());
    }

    private static Interval region(Section claim, String key) {
      Section region = claim.section(key);
      region.only(new TreeSet<>(Set.of("at least", "at most")));
      if (region.names().isEmpty()) {
        throw claim.mistake(key, "'%s' needs 'at least', 'at most' or both".formatted(key));
      }
      double low = region.has("at least") ? region.number("at least") : Double.NEGATIVE_INFINITY;
      double high = region.has("at most") ? region.number("at most") : Double.POSITIVE_INFINITY;
      return guarded(claim, key, () -> Interval.between(low, high));
    }

    /** The region of a ratio as that of its logarithm. */
    private static Interval logs(Section claim, Interval ratios) {
      boolean positive =
          (ratios.low() > 0 || ratios.low() == Double.NEGATIVE_INFINITY) && ratios.high() > 0;
      if (!positive) {
        throw claim.mistake("ratio", "a ratio must lie above 0");
      }
      return Interval.between(
          ratios.low() > 0 ? Math.log(ratios.low()) : Double.NEGATIVE_INFINITY,
          Math.log(ratios.high()));
    }

    private <T> T guarded(String key, Supplier<T> value) {
      return guarded(root, key, value);
    }

    /** The value, or a mistake at {@code key} that says why the lab refused it. */
    private static <T> T guarded(Section section, String key, Supplier<T> value) {
      try {
        return value.get();
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw section.mistake(key, String.valueOf(e.getMessage()));
      }
    }
  }
}
