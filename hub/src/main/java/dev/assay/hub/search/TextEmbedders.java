package dev.assay.hub.search;

import dev.assay.hub.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The embedders there are; each is loaded when it is first needed. */
public final class TextEmbedders {
  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private TextEmbedders() {}

  /**
   * The embedder that comes with Assay: all-MiniLM-L6-v2 of sentence-transformers, its weights in
   * int8; 384 numbers, English.
   */
  public static TextEmbedder miniLm() {
    // The length the model was trained with.
    EncoderSettings settings = new EncoderSettings(256, EncoderSettings.Pooling.MEAN, "", "");
    String name = "all-MiniLM-L6-v2-int8";
    return new LazyTextEmbedder(
        name, () -> new OnnxTextEmbedder(name, resource(MODEL), resource(TOKENIZER), settings));
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream in = TextEmbedders.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("this build has no " + path);
      }
      return in.readAllBytes();
    }
  }

  /**
   * A model in a folder, laid out as sentence-transformers does: {@code model.onnx} (also in a
   * folder {@code onnx}) and {@code tokenizer.json}; where they are there, {@code
   * sentence_bert_config.json}, {@code 1_Pooling/config.json} and {@code
   * config_sentence_transformers.json} say how it is used.
   *
   * @throws HubException where there is no such model
   */
  public static TextEmbedder in(Path folder) {
    Path model = folder.resolve("model.onnx");
    if (!Files.exists(model)) {
      model = folder.resolve("onnx").resolve("model.onnx");
    }
    Path tokenizer = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(model) || !Files.isRegularFile(tokenizer)) {
      throw new HubException(
          "The folder "
              + folder
              + " holds no embedder: it takes a model.onnx and a tokenizer.json.");
    }
    try {
      EncoderSettings settings = EncoderSettings.of(folder);
      Path found = model;
      String name = folder.toRealPath().getFileName() + "-" + digest(settings, found, tokenizer);
      return new LazyTextEmbedder(
          name,
          () ->
              new OnnxTextEmbedder(
                  name, Files.readAllBytes(found), Files.readAllBytes(tokenizer), settings));
    } catch (IOException e) {
      throw new HubException(
          "The embedder in " + folder + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** Of all that decides the vectors. */
  private static String digest(EncoderSettings settings, Path... files) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(settings.toString().getBytes(StandardCharsets.UTF_8));
      for (Path file : files) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
