package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.catalogue.ArxivId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static IndexHit hit(String id, double score) {
    return new IndexHit(new ArxivId(id), score, List.of(), 0);
  }

  @Test
  void addsHalfOfEachScoreOnItsOwnScale() {
    List<IndexHit> fused =
        Fusion.of(
            List.of(hit("2401.00001", 20), hit("2401.00002", 5)),
            List.of(hit("2401.00003", 0.8), hit("2401.00002", 0.6)));

    assertThat(fused)
        .containsExactly(
            // 20/20/2; 5/20/2 + .6/2; .8/2
            hit("2401.00001", 0.5), hit("2401.00002", 0.425), hit("2401.00003", 0.4));
  }

  @Test
  void withOneListItsOrderStays() {
    List<IndexHit> words = List.of(hit("2401.00002", 3), hit("2401.00001", 2));
    assertThat(Fusion.of(words, List.of()))
        .extracting(IndexHit::id)
        .containsExactly(new ArxivId("2401.00002"), new ArxivId("2401.00001"));
    assertThat(Fusion.of(List.of(), List.of())).isEmpty();
  }
}
