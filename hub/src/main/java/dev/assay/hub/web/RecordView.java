package dev.assay.hub.web;

import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRecord.TrialEntry;
import dev.assay.lab.Numbers;
import dev.assay.lab.report.EvidencePlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A record as its page shows it. */
public final class RecordView {
  private static final int MAX_ROWS = 500;

  private final String name;
  private final ClaimRecord record;
  private final boolean current;

  /** One trial: its metrics in the order of {@link #metrics}, and what it took. */
  public record Row(long seed, String arm, List<String> metrics, String seconds, String failure) {}

  private RecordView(String name, ClaimRecord record, boolean current) {
    this.name = name;
    this.record = record;
    this.current = current;
  }

  static RecordView of(String name, ClaimRecord record, Function<String, Optional<Claim>> claims) {
    return new RecordView(
        name,
        record,
        claims
            .apply(record.claim())
            .filter(claim -> claim.expectation().hash().equals(record.expectation().hash()))
            .isPresent());
  }

  public String name() {
    return name;
  }

  public ClaimRecord record() {
    return record;
  }

  /** Whether it was made under the expectation that the claim has today. */
  public boolean current() {
    return current;
  }

  public String measured() {
    return Words.measured(record.evidence().estimate(), record.evidence().interval());
  }

  public String predicted() {
    return Words.predicted(record.expectation().contrast(), record.expectation().region());
  }

  public String studySeconds() {
    return Numbers.text(record.seconds());
  }

  public String word() {
    return Words.word(record.verdict().kind());
  }

  public String corrected() {
    return Words.word(record.corrected());
  }

  public String seeds() {
    return Words.count(record.evidence().seeds(), "seed");
  }

  public String finished() {
    return Words.time(record.finished());
  }

  public String svg() {
    return EvidencePlot.of(record.claim(), record.expectation().region(), record.trajectory())
        .svgWithoutStyle();
  }

  /** Each arm's settings, by arm. */
  public Map<String, SortedMap<String, Object>> arms() {
    Map<String, SortedMap<String, Object>> arms = new LinkedHashMap<>();
    record.trials().forEach(trial -> arms.putIfAbsent(trial.arm(), trial.configuration()));
    return arms;
  }

  public List<String> metrics() {
    TreeSet<String> metrics = new TreeSet<>();
    record.trials().forEach(trial -> metrics.addAll(trial.metrics().keySet()));
    return List.copyOf(metrics);
  }

  public List<Row> rows() {
    List<String> metrics = metrics();
    List<Row> rows = new ArrayList<>();
    for (TrialEntry trial : record.trials().subList(0, Math.min(MAX_ROWS, trials()))) {
      rows.add(
          new Row(
              trial.seed(),
              trial.arm(),
              metrics.stream()
                  .map(metric -> Optional.ofNullable(trial.metrics().get(metric)))
                  .map(value -> value.map(Numbers::text).map(Words::signs).orElse("none"))
                  .toList(),
              seconds(trial.cost().wallSeconds()),
              trial.failure() == null ? "" : trial.failure()));
    }
    return rows;
  }

  public int trials() {
    return record.trials().size();
  }

  public boolean anyFailed() {
    return record.trials().stream().anyMatch(trial -> trial.failure() != null);
  }

  private static String seconds(OptionalDouble seconds) {
    return seconds.isPresent() ? Numbers.text(seconds.getAsDouble()) : "not measured";
  }
}
