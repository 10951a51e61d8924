package dev.assay.hub.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;

/** The vectors of segments that were searched, until these are closed. */
final class KeptVectors {
  private final Map<Part, SegmentVectors> all = new ConcurrentHashMap<>();

  private record Part(IndexReader.CacheKey segment, String field) {}

  SegmentVectors of(LeafReader segment, String field, FloatVectorValues values) throws IOException {
    IndexReader.CacheHelper cache = segment.getCoreCacheHelper();
    if (cache == null) {
      return SegmentVectors.of(values);
    }
    try {
      return all.computeIfAbsent(
          new Part(cache.getKey(), field),
          part -> {
            cache.addClosedListener(
                closed -> all.keySet().removeIf(each -> each.segment().equals(closed)));
            try {
              return SegmentVectors.of(values);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
