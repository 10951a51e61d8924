package dev.assay.hub.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** An embedder that is loaded when it is first needed. */
final class LazyTextEmbedder implements TextEmbedder {
  /** Loads the embedder. */
  interface Loader {
    TextEmbedder load() throws IOException;
  }

  private final String name;
  private final Loader loader;
  private @Nullable TextEmbedder loaded;
  private boolean closed;

  LazyTextEmbedder(String name, Loader loader) {
    this.name = name;
    this.loader = loader;
  }

  private synchronized TextEmbedder loaded() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    TextEmbedder embedder = loaded;
    if (embedder == null) {
      try {
        embedder = loader.load();
      } catch (IOException e) {
        throw new UncheckedIOException("The embedder " + name + " cannot be loaded", e);
      }
      loaded = embedder;
    }
    return embedder;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int dimension() {
    return loaded().dimension();
  }

  @Override
  public Embedding document(String text) {
    return loaded().document(text);
  }

  @Override
  public Embedding query(String text) {
    return loaded().query(text);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (loaded != null) {
      loaded.close();
    }
  }
}
