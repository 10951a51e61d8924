package dev.assay.hub.search;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A sentence encoder of the BERT kind: an ONNX model and the {@code tokenizer.json} it was trained
 * with, the encodings of its tokens pooled to one vector.
 *
 * <p>One text at a time: an int8 model scales each tensor by its largest value, so in a batch a
 * text's vector would depend on its neighbours. A padded batch is no faster on a CPU either.
 */
public final class OnnxTextEmbedder implements TextEmbedder {
  static {
    // Otherwise it looks for CUDA, and on some clouds tells its makers that it runs.
    System.setProperty("RUST_FLAVOR", "cpu");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private final String name;
  private final EncoderSettings settings;
  private final HuggingFaceTokenizer tokenizer;
  private final OrtSession session;
  private final int dimension;

  /**
   * Loads a model, which takes about half a second.
   *
   * @throws IOException where the two are not an encoder and its tokenizer
   */
  public OnnxTextEmbedder(String name, byte[] model, byte[] tokenizer, EncoderSettings settings)
      throws IOException {
    this.name = name;
    this.settings = settings;
    this.tokenizer = tokenizer(new ByteArrayInputStream(tokenizer), settings.maxTokens());
    boolean made = false;
    try {
      this.session = session(model);
      this.dimension = document("").dimension();
      made = true;
    } catch (OrtException e) {
      throw new IOException("not an ONNX model of a sentence encoder: " + e.getMessage(), e);
    } finally {
      if (!made) {
        this.tokenizer.close();
      }
    }
  }

  private static HuggingFaceTokenizer tokenizer(InputStream json, int maxTokens)
      throws IOException {
    try {
      return HuggingFaceTokenizer.newInstance(
          json,
          Map.of(
              "truncation", "true", "padding", "false", "maxLength", Integer.toString(maxTokens)));
    } catch (RuntimeException e) {
      throw new IOException("not a tokenizer: " + e.getMessage(), e);
    }
  }

  private static OrtSession session(byte[] model) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    // More threads for one short text cost more than they save.
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    return OrtEnvironment.getEnvironment().createSession(model, options);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public Embedding document(String text) {
    return embed(settings.documentPrompt() + text);
  }

  @Override
  public Embedding query(String text) {
    return embed(settings.queryPrompt() + text);
  }

  private Embedding embed(String text) {
    Encoding tokens = tokenizer.encode(text);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String input : session.getInputNames()) {
        long[] values =
            switch (input) {
              case "input_ids" -> tokens.getIds();
              case "attention_mask" -> tokens.getAttentionMask();
              case "token_type_ids" -> tokens.getTypeIds();
              default -> throw new IllegalStateException("a model with the input " + input);
            };
        inputs.put(input, OnnxTensor.createTensor(environment, new long[][] {values}));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        OnnxTensor encodings = (OnnxTensor) result.get(0);
        long[] shape = encodings.getInfo().getShape();
        return pooled(
            encodings.getFloatBuffer(), Math.toIntExact(shape[1]), Math.toIntExact(shape[2]));
      }
    } catch (OrtException e) {
      throw new IllegalStateException("the model does not run", e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private Embedding pooled(FloatBuffer encodings, int tokens, int width) {
    float[] vector = new float[width];
    int used = settings.pooling() == EncoderSettings.Pooling.MEAN ? tokens : 1;
    for (int token = 0; token < used; token++) {
      for (int i = 0; i < width; i++) {
        vector[i] += encodings.get(token * width + i);
      }
    }
    return Embedding.of(vector);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } finally {
      tokenizer.close();
    }
  }
}
