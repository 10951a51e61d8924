package dev.assay.data.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A LLaMA network in the first format of karpathy/llama2.c: seven little-endian 32-bit numbers,
 * then float32 weights.
 *
 * @param config the network's sizes
 * @param weights the arrays by the names of llama2.c's {@code model.py}, linear ones (out x in);
 *     {@code output.weight} is there only where it is not {@code tok_embeddings.weight}
 */
public record LlamaCheckpoint(Config config, SortedMap<String, NdArray> weights) {
  private static final int MOST = 1 << 24;

  public LlamaCheckpoint {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /**
   * A network's sizes.
   *
   * @param dim the width of the residual stream
   * @param hiddenDim the width of the feed-forward layers
   * @param layers the number of layers
   * @param heads the number of query heads, of {@code dim / heads} each
   * @param kvHeads the number of key and value heads, which divides that of query heads
   * @param vocabulary the number of tokens
   * @param sharedClassifier whether the output layer is the embedding
   * @param contextLength the longest sequence
   */
  public record Config(
      int dim,
      int hiddenDim,
      int layers,
      int heads,
      int kvHeads,
      int vocabulary,
      boolean sharedClassifier,
      int contextLength) {}

  /**
   * Reads a whole file.
   *
   * @throws MalformedDataException where the sizes are impossible or the length is not theirs
   */
  public static LlamaCheckpoint read(MemorySegment file) {
    Cursor cursor = new Cursor("llama2.c", file, ByteOrder.LITTLE_ENDIAN);
    Config config = readConfig(cursor);
    long dim = config.dim();
    long headDim = dim / config.heads();
    long kvDim = headDim * config.kvHeads();
    long hidden = config.hiddenDim();
    SortedMap<String, NdArray> weights = new TreeMap<>();
    weights.put("tok_embeddings.weight", cursor.array(ElementType.F32, config.vocabulary(), dim));
    readLayers(cursor, config, weights, "attention_norm", dim);
    readLayers(cursor, config, weights, "attention.wq", dim, dim);
    readLayers(cursor, config, weights, "attention.wk", kvDim, dim);
    readLayers(cursor, config, weights, "attention.wv", kvDim, dim);
    readLayers(cursor, config, weights, "attention.wo", dim, dim);
    readLayers(cursor, config, weights, "ffn_norm", dim);
    readLayers(cursor, config, weights, "feed_forward.w1", hidden, dim);
    readLayers(cursor, config, weights, "feed_forward.w2", dim, hidden);
    readLayers(cursor, config, weights, "feed_forward.w3", hidden, dim);
    weights.put("norm.weight", cursor.array(ElementType.F32, dim));
    // Tables of cosines and sines, which everybody computes instead.
    cursor.array(ElementType.F32, config.contextLength(), headDim / 2);
    cursor.array(ElementType.F32, config.contextLength(), headDim / 2);
    if (!config.sharedClassifier()) {
      weights.put("output.weight", cursor.array(ElementType.F32, config.vocabulary(), dim));
    }
    cursor.requireEnd();
    return new LlamaCheckpoint(config, weights);
  }

  private static Config readConfig(Cursor cursor) {
    int dim = size(cursor);
    int hidden = size(cursor);
    int layers = size(cursor);
    int heads = size(cursor);
    int kvHeads = size(cursor);
    int vocabulary = cursor.integer();
    int context = size(cursor);
    if (vocabulary == 0
        || Math.abs((long) vocabulary) > MOST
        || dim % heads != 0
        || dim / heads % 2 != 0
        || heads % kvHeads != 0) {
      throw cursor.malformed(
          "a width of "
              + dim
              + " with "
              + heads
              + " heads, "
              + kvHeads
              + " of them for keys, and "
              + vocabulary
              + " tokens make no LLaMA");
    }
    return new Config(
        dim, hidden, layers, heads, kvHeads, Math.abs(vocabulary), vocabulary > 0, context);
  }

  private static int size(Cursor cursor) {
    int size = cursor.integer();
    if (size < 1 || size > MOST) {
      throw cursor.malformed("its sizes must be 1 to " + MOST + ", one is " + size);
    }
    return size;
  }

  private static void readLayers(
      Cursor cursor,
      Config config,
      SortedMap<String, NdArray> weights,
      String name,
      long... shape) {
    // The first array beyond the file's end stops a header that claims millions of layers.
    for (int layer = 0; layer < config.layers(); layer++) {
      weights.put("layers." + layer + "." + name + ".weight", cursor.array(ElementType.F32, shape));
    }
  }

  /**
   * Reads the vocabulary that belongs to a network: the longest token's length, then each token's
   * score, length and bytes.
   *
   * @param size how many tokens the file must hold, as {@link Config#vocabulary} says
   * @throws MalformedDataException where it holds more or fewer, or is damaged
   */
  public static List<Token> readVocabulary(MemorySegment file, int size) {
    Cursor cursor = new Cursor("llama2.c vocabulary", file, ByteOrder.LITTLE_ENDIAN);
    int longest = cursor.integer();
    List<Token> tokens = new ArrayList<>();
    while (!cursor.atEnd() && tokens.size() < size) {
      float score = cursor.floating();
      int length = cursor.integer();
      if (length < 0 || length > longest) {
        throw cursor.malformed(
            "token " + tokens.size() + " has " + length + " bytes, the longest has " + longest);
      }
      byte[] bytes = cursor.slice(length).toArray(ValueLayout.JAVA_BYTE);
      tokens.add(new Token(new String(bytes, StandardCharsets.UTF_8), score));
    }
    cursor.requireEnd();
    if (tokens.size() != size) {
      throw cursor.malformed("it holds " + tokens.size() + " tokens instead of " + size);
    }
    return List.copyOf(tokens);
  }

  /**
   * A piece of text.
   *
   * @param text the piece; {@code <0x0A>} stands for the byte 10
   * @param score the SentencePiece score: of two merges, the one of higher score comes first
   */
  public record Token(String text, float score) {}
}
