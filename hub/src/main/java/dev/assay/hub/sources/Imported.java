package dev.assay.hub.sources;

import dev.assay.hub.catalogue.PaperRepository.Upserted;
import dev.assay.hub.sources.PaperSource.Problem;
import dev.assay.hub.sources.PaperSource.Reading;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of what a source said.
 *
 * @param added papers that are new here
 * @param updated papers of which something was new
 * @param unchanged papers that were known just so
 * @param skipped how many problems there were
 * @param problems the first of them
 */
public record Imported(int added, int updated, int unchanged, int skipped, List<Problem> problems) {
  public static final Imported NOTHING = new Imported(0, 0, 0, 0, List.of());
  private static final int KEPT = 200;

  static Imported of(Reading part, Upserted upserted) {
    return NOTHING.plus(
        new Imported(
            upserted.added().size(),
            upserted.updated().size(),
            upserted.unchanged().size(),
            part.problems().size(),
            part.problems()));
  }

  Imported plus(Imported more) {
    return new Imported(
        added + more.added,
        updated + more.updated,
        unchanged + more.unchanged,
        skipped + more.skipped,
        Stream.concat(problems.stream(), more.problems.stream()).limit(KEPT).toList());
  }

  /** All papers that were read. */
  public int papers() {
    return added + updated + unchanged;
  }
}
