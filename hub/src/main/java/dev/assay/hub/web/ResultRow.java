package dev.assay.hub.web;

import dev.assay.hub.records.Result;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A record in one line.
 *
 * @param current whether it was made under the expectation that the claim has today
 */
public record ResultRow(Result result, boolean current) {
  /** The verdict in lower case, for style sheets and sentences. */
  public String word() {
    return Words.word(result.verdict());
  }

  public String corrected() {
    return Words.word(result.corrected());
  }

  public String measured() {
    return Words.measured(result.estimate(), result.interval());
  }

  public String seeds() {
    return Words.count(result.seeds(), "seed");
  }

  /** Processor seconds of all trials, or that they were not measured. */
  public String cpu() {
    OptionalDouble seconds = result.cpuSeconds();
    return seconds.isPresent()
        ? String.format(Locale.ROOT, "%.1f", seconds.getAsDouble())
        : "not measured";
  }

  public String day() {
    return Words.day(result.finished());
  }
}
