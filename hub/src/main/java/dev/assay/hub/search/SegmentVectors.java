package dev.assay.hub.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a segment in memory, as whole numbers: the JVM multiplies and adds these many at a
 * time, but floating-point numbers one after the other, since the order of a sum changes its last
 * digits. That makes comparing with all of them five times as fast.
 *
 * <p>Many lie one behind the other in one array: the heap is read at a third of the speed where
 * each has its own.
 *
 * <p>Vectors have length 1, so that the sum of products of numbers up to 2<sup>15</sup> stays below
 * 2<sup>31</sup>. It tells who is near to four digits; how near they are is computed from the
 * vectors themselves.
 */
final class SegmentVectors {
  private static final int ONE = (1 << 15) - 1;

  /**
   * Vectors in one array: long enough to be read at full speed, and no burden for the collector.
   */
  private static final int BLOCK = 256;

  /** The documents, rising; each one's place is that of its vector, here and in the segment. */
  private final int[] documents;

  private final int[][] blocks;

  private SegmentVectors(int[] documents, int[][] blocks) {
    this.documents = documents;
    this.blocks = blocks;
  }

  static SegmentVectors of(FloatVectorValues values) throws IOException {
    int[] documents = new int[values.size()];
    int width = values.dimension();
    int[][] blocks = new int[(documents.length + BLOCK - 1) / BLOCK][];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new int[Math.min(BLOCK, documents.length - i * BLOCK) * width];
    }
    DocIndexIterator each = values.iterator();
    while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      int place = each.index();
      documents[place] = each.docID();
      whole(values.vectorValue(place), blocks[place / BLOCK], place % BLOCK * width);
    }
    return new SegmentVectors(documents, blocks);
  }

  private static void whole(float[] vector, int[] target, int from) {
    for (int i = 0; i < vector.length; i++) {
      target[from + i] = Math.round(vector[i] * ONE);
    }
  }

  /**
   * The nearest documents, by Lucene's score of a dot product.
   *
   * @param accepted those that count, null where all do
   * @param values the same vectors as they are
   */
  TopDocs nearest(
      float[] target, @Nullable Bits accepted, KnnCollector nearest, FloatVectorValues values)
      throws IOException {
    int[] whole = new int[target.length];
    whole(target, whole, 0);
    for (int i = 0; i < documents.length; i++) {
      if (accepted == null || accepted.get(documents[i])) {
        int product = product(whole, blocks[i / BLOCK], i % BLOCK * whole.length);
        nearest.collect(documents[i], (float) product / ONE / ONE);
      }
    }
    nearest.incVisitedCount(documents.length);
    TopDocs found = nearest.topDocs();
    for (ScoreDoc hit : found.scoreDocs) {
      float[] vector = values.vectorValue(Arrays.binarySearch(documents, hit.doc));
      hit.score = Math.max((1 + VectorUtil.dotProduct(target, vector)) / 2, 0);
    }
    Arrays.sort(
        found.scoreDocs,
        Comparator.<ScoreDoc>comparingDouble(hit -> -hit.score).thenComparingInt(hit -> hit.doc));
    return found;
  }

  private static int product(int[] one, int[] others, int from) {
    int sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * others[from + i];
    }
    return sum;
  }
}
