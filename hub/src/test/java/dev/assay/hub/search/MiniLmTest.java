package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniLmTest extends TextEmbedderContract {
  private static final TextEmbedder EMBEDDER = TextEmbedders.miniLm();

  @Override
  protected TextEmbedder embedder() {
    return EMBEDDER;
  }

  @Test
  void textsOfLikeMeaningAreNear() {
    Embedding cat = EMBEDDER.query("A cat sits on the mat.");
    double near = cat.cosine(EMBEDDER.document("A kitten rests upon a rug."));
    double far = cat.cosine(EMBEDDER.document("The stock market fell sharply today."));

    assertThat(EMBEDDER.dimension()).isEqualTo(384);
    assertThat(near).isGreaterThan(0.4).isGreaterThan(far + 0.3);
  }

  @Test
  void aFolderWithTheSameModelGivesTheSameVectors(@TempDir Path folder) throws IOException {
    copy("/all-minilm-l6-v2-q.onnx", folder.resolve("model.onnx"));
    copy("/all-minilm-l6-v2-q-tokenizer.json", folder.resolve("tokenizer.json"));
    try (TextEmbedder same = TextEmbedders.in(folder)) {
      assertThat(same.query("learning to rank")).isEqualTo(EMBEDDER.query("learning to rank"));
      assertThat(same.name()).startsWith(folder.getFileName().toString());
    }
    Files.createDirectories(folder.resolve("1_Pooling"));
    Files.writeString(
        folder.resolve("1_Pooling/config.json"), "{\"pooling_mode_cls_token\": true}");
    try (TextEmbedder other = TextEmbedders.in(folder)) {
      assertThat(other.query("learning to rank")).isNotEqualTo(EMBEDDER.query("learning to rank"));
    }
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream in = MiniLmTest.class.getResourceAsStream(resource)) {
      Files.copy(in, target);
    }
  }

  @Test
  void aFolderWithoutAModelIsRefusedInOneSentence(@TempDir Path folder) {
    assertThatThrownBy(() -> TextEmbedders.in(folder))
        .isInstanceOf(HubException.class)
        .hasMessageEndingWith("holds no embedder: it takes a model.onnx and a tokenizer.json.");
  }
}
