package dev.assay.hub.search;

import java.util.function.IntSupplier;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/**
 * Lucene's own codec, but no graph of neighbours is built while there are few papers: comparing a
 * query with each is quick enough then, and exact.
 */
final class PaperCodec extends Lucene104Codec {
  /** From so many on, a graph is worth its building. */
  static final int MANY = 100_000;

  /**
   * The number of neighbours wanted for which Lucene compares with less than all: with this one it
   * makes no graph of any segment, with the other one it makes one from some 10,000 on.
   */
  private static final int NO_GRAPH = 1_000_000;

  private static final int GRAPH = 1_000;

  private final KnnVectorsFormat exact = format(NO_GRAPH);
  private final KnnVectorsFormat approximate = format(GRAPH);
  private final IntSupplier papers;

  PaperCodec(IntSupplier papers) {
    this.papers = papers;
  }

  private static KnnVectorsFormat format(int threshold) {
    return new Lucene99HnswVectorsFormat(
        Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
        Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
        Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
        null,
        threshold);
  }

  /** Asked for each segment that is written. */
  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return papers.getAsInt() < MANY ? exact : approximate;
  }
}
