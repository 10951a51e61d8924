package dev.assay.hub.search;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.jspecify.annotations.Nullable;

/** The nearest neighbours, in an index without graphs: by comparing with all that are kept. */
final class NearestQuery extends KnnFloatVectorQuery {
  private final KeptVectors kept;

  NearestQuery(String field, float[] target, int k, @Nullable Query filter, KeptVectors kept) {
    super(field, target, k, filter);
    this.kept = kept;
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext segment, AcceptDocs accepted, int most, KnnCollectorManager collectors)
      throws IOException {
    FloatVectorValues values = segment.reader().getFloatVectorValues(field);
    return values == null || values.dimension() != target.length
        ? super.approximateSearch(segment, accepted, most, collectors)
        : kept.of(segment.reader(), field, values)
            .nearest(
                target,
                accepted.bits(),
                collectors.newCollector(Integer.MAX_VALUE, searchStrategy, segment),
                values);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
