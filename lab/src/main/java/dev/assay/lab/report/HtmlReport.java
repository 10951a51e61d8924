package dev.assay.lab.report;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Environment;
import dev.assay.lab.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records as one HTML page that stands alone: no script, no request to anywhere. It says what was
 * predicted and what came out, shows the evidence seed by seed, and every arm's metrics.
 */
public final class HtmlReport {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>
      :root{color-scheme:light dark;--back:#fff;--ink:#1d2330;--soft:#5b6475;--line:#dfe3ea;--good:#1f8a52;--bad:#c0392b;--open:#8a6d1a}
      @media (prefers-color-scheme:dark){:root{--back:#12151c;--ink:#e4e8f0;--soft:#9aa4b5;--line:#2c3442;--good:#6fd3a0;--bad:#ff8a7a;--open:#e6c35c}}
      body{margin:0 auto;padding:2rem 1rem 4rem;max-width:52rem;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
      h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem;padding-top:1.5rem;border-top:1px solid var(--line)}
      table{border-collapse:collapse;width:100%;font-size:.9rem;display:block;overflow-x:auto}
      th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
      .soft{color:var(--soft)}.REPRODUCED{color:var(--good)}.CONTRADICTED{color:var(--bad)}.INCONCLUSIVE{color:var(--open)}
      .verdict{font-weight:600}code{font-size:.85em}
      </style>
      """;

  private final StringBuilder html = new StringBuilder();

  private HtmlReport() {}

  /** The page for {@code records}, which were made by one run. */
  public static String of(String title, List<ClaimRecord> records) {
    HtmlReport report = new HtmlReport();
    report.html.append(HEAD);
    report.add("<title>%s</title></head><body><h1>%s</h1>", title, title);
    report.summary(records);
    records.forEach(report::claim);
    if (!records.isEmpty()) {
      report.provenance(records.getFirst());
    }
    return report.html.append("</body></html>\n").toString();
  }

  private void summary(List<ClaimRecord> records) {
    add("<table><tr><th>claim<th>predicted<th>measured<th>verdict<th class=\"n\">seeds</tr>");
    for (ClaimRecord record : records) {
      add(
          "<tr><td><a href=\"#%s\">%s</a><td>%s<td>%s in %s<td class=\"verdict %s\">%s<td class=\"n\">%d</tr>",
          record.claim(),
          record.statement(),
          record.expectation().region(),
          Numbers.text(record.evidence().estimate()),
          record.evidence().interval(),
          record.verdict().kind(),
          word(record),
          record.evidence().seeds());
    }
    add("</table>");
  }

  /** The verdict, and the corrected one where it differs. */
  private static String word(ClaimRecord record) {
    String word = record.verdict().kind().name().toLowerCase(Locale.ROOT);
    return record.corrected() == record.verdict().kind()
        ? word
        : "%s (%s when all claims are corrected together)"
            .formatted(word, record.corrected().name().toLowerCase(Locale.ROOT));
  }

  private void claim(ClaimRecord record) {
    add("<h2 id=\"%s\">%s</h2>", record.claim(), record.statement());
    add("<p><span class=\"verdict %s\">%s</span></p>", record.verdict().kind(), word(record));
    add("<p>%s</p>", record.verdict().explain());
    add(
        "<p class=\"soft\">Predicted before the run: %s in %s, because %s.</p>",
        record.expectation().contrast(),
        record.expectation().region(),
        record.expectation().because());
    html.append(
        EvidencePlot.of(record.claim(), record.expectation().region(), record.trajectory()).svg());
    arms(record);
    record.tuning().forEach(this::tuning);
  }

  private void arms(ClaimRecord record) {
    Map<String, List<ClaimRecord.TrialEntry>> byArm = new LinkedHashMap<>();
    TreeSet<String> metrics = new TreeSet<>();
    for (ClaimRecord.TrialEntry trial : record.trials()) {
      byArm.computeIfAbsent(trial.arm(), arm -> new ArrayList<>()).add(trial);
      metrics.addAll(trial.metrics().keySet());
    }
    add("<h3>Arms</h3><table><tr><th>arm<th>configuration");
    metrics.forEach(metric -> add("<th class=\"n\">%s", metric));
    add("<th class=\"n\">trials<th class=\"n\">failed<th class=\"n\">wall seconds each</tr>");
    byArm.forEach(
        (arm, trials) -> {
          add("<tr><td>%s<td><code>%s</code>", arm, trials.getFirst().configuration());
          for (String metric : metrics) {
            add("<td class=\"n\">%s", spread(trials, metric));
          }
          add(
              "<td class=\"n\">%d<td class=\"n\">%d<td class=\"n\">%s</tr>",
              trials.size(),
              trials.stream().filter(trial -> trial.failure() != null).count(),
              wall(trials));
        });
    add("</table>");
    record.trials().stream()
        .flatMap(
            trial ->
                Stream.ofNullable(trial.failure())
                    .map(why -> trial.arm() + " at seed " + trial.seed() + ": " + why))
        .limit(10)
        .forEach(failure -> add("<p class=\"soft\">Failed: %s</p>", failure));
  }

  private void tuning(ClaimRecord.ArmTuning tuning) {
    add(
        "<p class=\"soft\">Arm %s was tuned on seeds of their own: %d trials by %s to %s %s chose <code>%s</code>.</p>",
        tuning.arm(),
        tuning.trials().size(),
        tuning.sampler(),
        tuning.objective().goal().name().toLowerCase(Locale.ROOT),
        tuning.objective().metric(),
        tuning.chosen());
  }

  private static String spread(List<ClaimRecord.TrialEntry> trials, String metric) {
    double[] values =
        trials.stream()
            .flatMap(trial -> Stream.ofNullable(trial.metrics().get(metric)))
            .mapToDouble(Double::doubleValue)
            .toArray();
    if (values.length == 0) {
      return "none";
    }
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2
        ? Numbers.text(mean)
        : Numbers.text(mean) + " ± " + Numbers.text(Math.sqrt(squares / (values.length - 1)));
  }

  private static String wall(List<ClaimRecord.TrialEntry> trials) {
    OptionalDouble mean =
        trials.stream()
            .map(trial -> trial.cost().wallSeconds())
            .flatMapToDouble(OptionalDouble::stream)
            .average();
    return mean.isPresent() ? Numbers.text(mean.getAsDouble()) : "not measured";
  }

  private void provenance(ClaimRecord record) {
    add(
        "<h2>How it was made</h2><p class=\"soft\">Study %s, tier %s, protocol %d, finished %s. Assay %s (source %s; %s) on Java %s, %s, %s, %d processors.</p>",
        record.study(),
        record.tier().label(),
        record.protocol(),
        record.finished(),
        record.environment().assay(),
        record.environment().revision(),
        libraries(record.environment()),
        record.environment().jdk(),
        record.environment().os(),
        record.environment().processor(),
        record.environment().cores());
  }

  private static String libraries(Environment environment) {
    return environment.libraries().entrySet().stream()
        .map(library -> library.getKey() + " " + library.getValue())
        .collect(Collectors.joining(", "));
  }

  private void add(String form, Object... values) {
    Object[] safe = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      safe[i] = values[i] instanceof Number ? values[i] : Html.escape(String.valueOf(values[i]));
    }
    html.append(String.format(Locale.ROOT, form, safe)).append('\n');
  }
}
