package dev.assay.hub.search;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Embeds the papers that have changed, some at a time. */
final class EmbeddingWorker implements AutoCloseable {
  /** So few that little is lost by a crash and another process soon gets its turn. */
  private static final int STEP = 32;

  private final EmbeddingRepository embeddings;
  private final TextEmbedder embedder;
  private final ExecutorService threads;

  /**
   * @param parallel how many texts are embedded at once
   */
  EmbeddingWorker(EmbeddingRepository embeddings, TextEmbedder embedder, int parallel) {
    this.embeddings = embeddings;
    this.embedder = embedder;
    this.threads =
        Executors.newFixedThreadPool(
            parallel, Thread.ofPlatform().daemon().name("assay-embed-", 0).factory());
  }

  /** Embeds some papers; false where there are none, or another process is at it. */
  boolean step() {
    return embeddings.embedNext(embedder.name(), STEP, this::embed)
        == EmbeddingRepository.Step.DONE;
  }

  private List<Embedding> embed(List<String> texts) {
    return texts.stream()
        .map(text -> CompletableFuture.supplyAsync(() -> embedder.document(text), threads))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
