package dev.assay.app;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Evidence;
import dev.assay.lab.Interval;
import dev.assay.lab.Numbers;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Records as a table of one line each. */
final class RecordTable {
  private static final String FORM = "%-5s  %-34s  %-38s  %-13s  %-13s  %5s  %7s%n";

  private RecordTable() {}

  static void print(PrintWriter out, List<ClaimRecord> records) {
    out.printf(
        FORM,
        "claim",
        "paper says",
        "measured, interval",
        "verdict",
        "corrected",
        "seeds",
        "seconds");
    for (ClaimRecord record : records) {
      String says = record.paperSays();
      out.printf(
          Locale.ROOT,
          FORM,
          record.claim(),
          says.length() > 34 ? says.substring(0, 31) + "..." : says,
          measured(record.evidence()),
          record.verdict().kind(),
          record.corrected(),
          record.evidence().seeds(),
          "%.1f".formatted(record.seconds()));
    }
  }

  private static String measured(Evidence evidence) {
    return Numbers.text(evidence.estimate())
        + " "
        + (evidence.interval().equals(Interval.ALL) ? "no interval yet" : evidence.interval());
  }
}
