package dev.assay.hub.search;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Adds papers while they are indexed and embedded, until it is killed. */
final class KilledIndexer {
  private static final int BATCH = 20;

  private KilledIndexer() {}

  /**
   * Adds papers.
   *
   * @param arguments the home folder, and the number of the first paper
   */
  public static void main(String[] arguments) throws InterruptedException {
    Library library =
        Library.open(
            Path.of(arguments[0]), SearchSettings.hybrid(new HashEmbedder(text -> {})), null);
    library.search().start();
    for (int first = Integer.parseInt(arguments[1]); ; first += BATCH) {
      List<Paper> papers =
          IntStream.range(first, first + BATCH).mapToObj(KilledIndexer::paper).toList();
      library.papers().upsert(papers);
      library.search().wake();
      SearchProgress progress = library.search().progress();
      System.out.println((first + BATCH) + " " + progress.indexed() + " " + progress.embedded());
      Thread.sleep(20);
    }
  }

  /** A paper with a word that no other has. */
  static Paper paper(int number) {
    return Paper.of(
            new ArxivId("2401.%05d".formatted(number)), "Paper " + word(number), "Some text.")
        .build();
  }

  static String word(int number) {
    return "unique" + number + "x";
  }
}
