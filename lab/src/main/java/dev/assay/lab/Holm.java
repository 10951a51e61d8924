package dev.assay.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Corrects the verdicts of one run together, so that the chance of even one false verdict among
 * them stays below {@link ClaimRun#ALPHA}: Holm, "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6(2), 1979.
 */
final class Holm {
  private Holm() {}

  /** {@code records} with their corrected verdicts, in the same order. */
  static List<ClaimRecord> corrected(List<ClaimRecord> records) {
    List<Integer> order =
        IntStream.range(0, records.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> records.get(i).verdict().pValue()))
            .toList();
    List<ClaimRecord> corrected = new ArrayList<>(records);
    boolean rejects = true;
    for (int rank = 0; rank < order.size(); rank++) {
      ClaimRecord record = records.get(order.get(rank));
      rejects &= record.verdict().pValue() <= ClaimRun.ALPHA / (order.size() - rank);
      corrected.set(
          order.get(rank),
          record.corrected(rejects ? record.verdict().kind() : Verdict.Kind.INCONCLUSIVE));
    }
    return corrected;
  }
}
