package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest extends SearchIndexContract {
  @TempDir Path folder;

  @Override
  SearchIndex open() {
    return LuceneIndex.open(folder, "here");
  }

  @Test
  void anIndexOfAnotherDatabaseIsBegunAnew() {
    close();
    try (SearchIndex other = LuceneIndex.open(folder, "elsewhere")) {
      assertThat(other.papers()).isZero();
      assertThat(other.state()).isEqualTo(IndexState.empty("elsewhere"));
    }
  }

  @Test
  void aDamagedIndexIsBegunAnew() throws IOException {
    close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> !each.endsWith("write.lock")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    try (SearchIndex mended = open()) {
      assertThat(mended.papers()).isZero();
      assertThat(mended.state()).isEqualTo(IndexState.empty("here"));
    }
  }

  @Test
  void findsTheNearestAsComparingWithEachDoes() {
    Random random = new Random(1);
    Map<String, Embedding> vectors = new TreeMap<>();
    index().clear(IndexState.empty("here").withModel("model"));
    // The second half is a later segment, and takes the place of some of the first.
    for (int from : new int[] {0, 250}) {
      List<IndexedPaper> papers = new ArrayList<>();
      for (int i = from; i < from + 300; i++) {
        Embedding vector = near(random);
        ArxivId id = new ArxivId("2401.%05d".formatted(i));
        papers.add(new IndexedPaper(Paper.of(id, "Title", "Text.").build(), vector));
        vectors.put(id.value(), vector);
      }
      index().apply(papers, index().state());
    }
    for (int round = 0; round < 20; round++) {
      Embedding query = near(random);
      List<String> expected =
          vectors.entrySet().stream()
              .sorted(Comparator.comparingDouble(each -> -query.cosine(each.getValue())))
              .limit(30)
              .map(Map.Entry::getKey)
              .toList();

      List<IndexHit> found =
          index()
              .byVector(query, new Criteria(SearchQuery.parse("x"), PaperFilter.all(), false), 30)
              .hits();

      assertThat(found).extracting(hit -> hit.id().value()).isEqualTo(expected);
      assertThat(found)
          .allSatisfy(
              hit ->
                  assertThat(hit.score())
                      .isCloseTo(query.cosine(vectors.get(hit.id().value())), within(1e-6)));
    }
  }

  /** All near one direction, as the texts of one field are. */
  private static Embedding near(Random random) {
    float[] direction = new float[64];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) (1 + random.nextGaussian() / 2);
    }
    return Embedding.of(direction);
  }
}
