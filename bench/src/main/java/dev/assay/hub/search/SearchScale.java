package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PublicationDate;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The index with many papers, made of a seed: how long it takes to fill, what a hybrid retrieval
 * costs without the query's embedding, and how many of the true nearest neighbours are found.
 *
 * <pre>
 * JDK_JAVA_OPTIONS=-Xmx6g bench/run dev.assay.hub.search.SearchScale FOLDER 1000000 1000
 * </pre>
 *
 * <p>FOLDER, which is empty or of an earlier run with as many papers, takes about 3 GB a million.
 * Vectors have 384 numbers made of 32, as those of texts lie near fewer dimensions than they have,
 * around 2,000 topics; a query lies near a paper. A text has 100 words of 50,000, frequent ones as
 * often as Zipf says.
 */
final class SearchScale {
  private static final int DIMENSION = 384;
  private static final int HIDDEN = 32;
  private static final float NOISE = 0.5f;
  private static final int TOPICS = 2_000;
  private static final int WORDS = 50_000;
  private static final int BATCH = 10_000;
  private static final int EXACT = 100;
  private static final IndexState EMPTY = IndexState.empty("bench").withModel("model");

  private final float[][] topics = new float[TOPICS][];
  private final float[][] projection = new float[HIDDEN][];
  private final double[] frequencies = new double[WORDS];

  private SearchScale() {
    Random random = new Random(1);
    Arrays.setAll(topics, _ -> gaussian(random, HIDDEN));
    Arrays.setAll(projection, _ -> gaussian(random, DIMENSION));
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      sum += 1.0 / (i + 10);
      frequencies[i] = sum;
    }
  }

  public static void main(String[] arguments) throws Exception {
    int papers = Integer.parseInt(arguments[1]);
    int queries = Integer.parseInt(arguments[2]);
    SearchScale scale = new SearchScale();
    try (SearchIndex index = LuceneIndex.open(Path.of(arguments[0]), "bench")) {
      scale.fill(index, papers);
    }
    // Closed, it has ended the merges that were under way.
    try (SearchIndex index = LuceneIndex.open(Path.of(arguments[0]), "bench")) {
      scale.measure(index, papers, queries);
    }
  }

  private void fill(SearchIndex index, int papers) {
    long begin = System.nanoTime();
    if (index.papers() == 0) {
      index.clear(EMPTY);
    }
    for (int from = (int) index.papers(); from < papers; from += BATCH) {
      List<IndexedPaper> batch = new ArrayList<>();
      for (int i = from; i < Math.min(papers, from + BATCH); i++) {
        batch.add(paper(i));
      }
      index.apply(batch, EMPTY.withPapers(from + batch.size()));
      if ((from / BATCH) % 10 == 9) {
        System.out.printf(
            "%,d papers after %.0f s%n", from + batch.size(), (System.nanoTime() - begin) / 1e9);
      }
    }
  }

  private IndexedPaper paper(int number) {
    Random random = new Random(number);
    ArxivId id =
        new ArxivId(
            "%02d%02d.%05d"
                .formatted(number / 1_200_000 + 10, number / 100_000 % 12 + 1, number % 100_000));
    LocalDate day = LocalDate.of(2010, 1, 1).plusDays(number / 200);
    return new IndexedPaper(
        Paper.of(id, text(random, 8), text(random, 100))
            .authors(List.of("Author " + number % 5000))
            .categories(List.of("cs.A" + (char) ('A' + number % 26)))
            .date(PublicationDate.ofDay(day, day.toString()))
            .build(),
        vector(number));
  }

  private String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("w").append(word(random)).append(' ');
    }
    return text.toString().strip();
  }

  private int word(Random random) {
    int at = Arrays.binarySearch(frequencies, random.nextDouble() * frequencies[WORDS - 1]);
    return at < 0 ? -at - 1 : at;
  }

  private Embedding vector(int number) {
    return projected(hidden(number), new Random(~(long) number));
  }

  /** A paper's place: around its topic, half as far as topics are from each other. */
  private float[] hidden(int number) {
    Random random = new Random(31L * number);
    return moved(topics[random.nextInt(TOPICS)], random);
  }

  private static float[] moved(float[] place, Random random) {
    float[] moved = gaussian(random, HIDDEN);
    for (int i = 0; i < HIDDEN; i++) {
      moved[i] = place[i] + NOISE * moved[i];
    }
    return moved;
  }

  private Embedding projected(float[] place, Random random) {
    float[] direction = gaussian(random, DIMENSION);
    for (int k = 0; k < HIDDEN; k++) {
      for (int i = 0; i < DIMENSION; i++) {
        direction[i] += place[k] * projection[k][i];
      }
    }
    return Embedding.of(direction);
  }

  private static float[] gaussian(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private void measure(SearchIndex index, int papers, int queries) throws Exception {
    Random random = new Random(2);
    List<Embedding> asked = new ArrayList<>();
    long[] byWords = new long[queries];
    long[] byVectors = new long[queries];
    long[] both = new long[queries];
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 2; round++) {
        asked.clear();
        for (int i = 0; i < queries; i++) {
          Embedding vector = vector(papers, random);
          asked.add(vector);
          Criteria criteria = criteria(random);
          // As the hub does: the one beside the other.
          long begin = System.nanoTime();
          Future<Found> near =
              beside.submit(() -> index.byVector(vector, criteria, PaperSearch.NEIGHBOURS));
          Found words = index.byWords(criteria, SearchResults.MOST);
          if (PaperSearch.fused(index, criteria, words, new PaperSearch.Near(vector, near.get()))
              .isEmpty()) {
            throw new IllegalStateException("nothing is found");
          }
          both[i] = System.nanoTime() - begin;
          // And each alone, for something else.
          Criteria other = criteria(random);
          Embedding elsewhere = vector(papers, random);
          long alone = System.nanoTime();
          index.byWords(other, SearchResults.MOST);
          long wordsFound = System.nanoTime();
          index.byVector(elsewhere, other, PaperSearch.NEIGHBOURS);
          byWords[i] = wordsFound - alone;
          byVectors[i] = System.nanoTime() - wordsFound;
        }
        System.out.printf(
            "%s: %,d papers, %d retrievals: hybrid, both at once %s; words alone %s;"
                + " vectors alone %s; heap %,d MB in use of at most %,d%n",
            round == 0 ? "cold" : "warm",
            index.papers(),
            queries,
            times(both),
            times(byWords),
            times(byVectors),
            (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
            Runtime.getRuntime().maxMemory() >> 20);
      }
    }
    recall(index, papers, asked.subList(0, Math.min(EXACT, queries)));
  }

  private Criteria criteria(Random random) {
    return new Criteria(
        SearchQuery.ofWords(text(random, 2 + random.nextInt(5))), PaperFilter.all(), false);
  }

  /** A query near a paper. */
  private Embedding vector(int papers, Random random) {
    return projected(moved(hidden(random.nextInt(papers)), random), random);
  }

  private static String times(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return "p50 %.1f ms, p99 %.1f ms"
        .formatted(sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
  }

  /** Of the ten true nearest, found by comparing with all, how many are among the ten first. */
  private void recall(SearchIndex index, int papers, List<Embedding> asked) {
    int best = 10;
    double[][] scores = new double[asked.size()][best];
    int[][] numbers = new int[asked.size()][best];
    for (double[] row : scores) {
      Arrays.fill(row, -2);
    }
    for (int number = 0; number < papers; number++) {
      Embedding vector = vector(number);
      for (int q = 0; q < asked.size(); q++) {
        double score = vector.cosine(asked.get(q));
        if (score > scores[q][best - 1]) {
          int at = best - 1;
          for (; at > 0 && scores[q][at - 1] < score; at--) {
            scores[q][at] = scores[q][at - 1];
            numbers[q][at] = numbers[q][at - 1];
          }
          scores[q][at] = score;
          numbers[q][at] = number;
        }
      }
    }
    double found = 0;
    Criteria any = new Criteria(SearchQuery.ofWords("any"), PaperFilter.all(), false);
    for (int q = 0; q < asked.size(); q++) {
      Set<ArxivId> near = new HashSet<>();
      index.byVector(asked.get(q), any, PaperSearch.NEIGHBOURS).hits().stream()
          .limit(best)
          .forEach(hit -> near.add(hit.id()));
      found +=
          Arrays.stream(numbers[q])
              .filter(number -> near.contains(paper(number).paper().id()))
              .count();
    }
    System.out.printf(
        "recall@10 against exact, %d queries: %.4f%n", asked.size(), found / best / asked.size());
  }
}
