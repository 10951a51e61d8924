package dev.assay.hub.records;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Interval;
import dev.assay.lab.Tier;
import dev.assay.lab.Verdict;
import dev.assay.lab.report.PaperResults;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What a record says in one line.
 *
 * @param name the record's name within its paper
 * @param expectation the hash of the expectation it was made under
 * @param corrected the verdict with the claims of the run corrected together
 * @param cpuSeconds processor seconds of all its trials, empty where one was not measured
 */
public record Result(
    String name,
    String claim,
    Tier tier,
    String expectation,
    Verdict.Kind verdict,
    Verdict.Kind corrected,
    double estimate,
    Interval interval,
    int seeds,
    Instant finished,
    OptionalDouble cpuSeconds) {
  static Result of(String name, ClaimRecord record) {
    return new Result(
        name,
        record.claim(),
        record.tier(),
        record.expectation().hash(),
        record.verdict().kind(),
        record.corrected(),
        record.evidence().estimate(),
        record.evidence().interval(),
        record.evidence().seeds(),
        record.finished(),
        PaperResults.cpuSeconds(record));
  }
}
