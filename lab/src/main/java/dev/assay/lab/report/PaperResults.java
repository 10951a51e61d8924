package dev.assay.lab.report;

import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Numbers;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Tier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A paper's claims with what its records say of them.
 *
 * @param records the newest record of each claim and tier under the expectation that the claim has
 *     today, in the order of the claims, the largest tier first
 */
public record PaperResults(Reproduction paper, List<ClaimRecord> records) {
  public PaperResults {
    records = List.copyOf(records);
  }

  /** The results of {@code paper} among {@code records}, which may hold others' and older ones. */
  public static PaperResults of(Reproduction paper, Collection<ClaimRecord> records) {
    return new PaperResults(
        paper,
        paper.claims().stream()
            .flatMap(
                claim ->
                    Arrays.stream(Tier.values())
                        .sorted(Comparator.reverseOrder())
                        .flatMap(
                            tier ->
                                records.stream()
                                    .filter(record -> record.paper().equals(paper.paper()))
                                    .filter(record -> record.claim().equals(claim.id()))
                                    .filter(record -> record.tier() == tier)
                                    .filter(
                                        record ->
                                            record
                                                .expectation()
                                                .hash()
                                                .equals(claim.expectation().hash()))
                                    .max(Comparator.comparing(ClaimRecord::finished))
                                    .stream()))
            .toList());
  }

  /** The records of {@code claim}, the largest tier first. */
  public List<ClaimRecord> of(Claim claim) {
    return records.stream().filter(record -> record.claim().equals(claim.id())).toList();
  }

  /** Processor seconds of all trials of {@code record}; empty where one was not measured. */
  public static OptionalDouble cpuSeconds(ClaimRecord record) {
    double sum = 0;
    for (ClaimRecord.TrialEntry trial : record.trials()) {
      OptionalDouble seconds = trial.cost().cpuSeconds();
      if (seconds.isEmpty()) {
        return seconds;
      }
      sum += seconds.getAsDouble();
    }
    return OptionalDouble.of(sum);
  }

  /** {@link #cpuSeconds} as text. */
  static String cost(ClaimRecord record) {
    OptionalDouble seconds = cpuSeconds(record);
    return seconds.isPresent()
        ? String.format(Locale.ROOT, "%.1f", seconds.getAsDouble())
        : "not measured";
  }

  /** The estimate and its interval. */
  static String measured(ClaimRecord record) {
    return "%s in %s"
        .formatted(Numbers.text(record.evidence().estimate()), record.evidence().interval());
  }
}
