package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the midst of importing, indexing and embedding, and looks what is left. */
class KilledIndexTest {
  @TempDir Path home;

  @Test
  void afterKillsTheIndexAgreesWithTheDatabaseAndNothingIsEmbeddedAgain() throws Exception {
    int first = 1;
    for (int kill = 0; kill < 2; kill++) {
      first = addAndKill(first, 300);
    }

    List<String> embedded = Collections.synchronizedList(new ArrayList<>());
    SearchSettings settings = SearchSettings.hybrid(new HashEmbedder(embedded::add));
    try (Library library = Library.open(home, settings, null)) {
      PaperSearch search = library.search();
      SearchProgress left = search.progress();
      while (search.embedSome()) {
        search.catchUp();
      }
      search.catchUp();
      SearchProgress mended = search.progress();

      assertThat(left.papers()).isGreaterThanOrEqualTo(600);
      assertThat(left.embedded()).as("embedded before the last kill").isPositive();
      assertThat(left.indexed()).as("indexed before the last kill").isPositive();
      assertThat(mended.indexed()).isEqualTo(mended.papers()).isEqualTo(left.papers());
      assertThat(mended.embedded()).isEqualTo(mended.papers());
      assertThat(embedded).doesNotHaveDuplicates().hasSize((int) (left.papers() - left.embedded()));
      assertThat(IntStream.range(1, 600).filter(n -> !isFound(search, n))).isEmpty();
      assertThat(nearest(search, 17)).isEqualTo(new ArxivId("2401.00017"));
    }
  }

  private static boolean isFound(PaperSearch search, int number) {
    return search
        .search(
            SearchQuery.parse("title:" + KilledIndexer.word(number)),
            PaperFilter.all(),
            Page.first(2))
        .hits()
        .stream()
        .map(hit -> hit.paper().id().value())
        .toList()
        .equals(List.of("2401.%05d".formatted(number)));
  }

  /** By vectors alone: the text as it was embedded has the embedding itself. */
  private static ArxivId nearest(PaperSearch search, int number) {
    Paper paper = KilledIndexer.paper(number);
    return search
        .search(
            SearchQuery.ofWords(EmbeddingRepository.text(paper)), PaperFilter.all(), Page.first(1))
        .hits()
        .getFirst()
        .paper()
        .id();
  }

  /** Returns the number of the first paper that may not be there. */
  private int addAndKill(int first, int papers) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledIndexer.class.getName(),
                home.toString(),
                Integer.toString(first))
            .redirectError(Files.createTempFile(home, "killed-", ".err").toFile())
            .start();
    int reached = first;
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // Papers added, indexed, embedded.
        String[] numbers = line.split(" ", -1);
        reached = Integer.parseInt(numbers[0]);
        if (reached >= first + papers
            && Integer.parseInt(numbers[1]) > first
            && Integer.parseInt(numbers[2]) > 0) {
          break;
        }
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    assertThat(reached).as("papers added before the kill").isGreaterThanOrEqualTo(first + papers);
    return reached;
  }
}
