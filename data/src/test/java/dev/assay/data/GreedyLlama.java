package dev.assay.data;

import dev.assay.data.format.LlamaCheckpoint;

/**
 * LLaMA (Touvron et al., arXiv 2302.13971) with grouped keys, one token at a time, always the
 * likeliest: as plain as can be, to check weights by.
 */
final class GreedyLlama {
  private final PretrainedLlama llama;
  private final LlamaCheckpoint.Config config;
  private final int headDim;
  private final float[][][] keys;
  private final float[][][] values;

  GreedyLlama(PretrainedLlama llama) {
    this.llama = llama;
    this.config = llama.checkpoint().config();
    this.headDim = config.dim() / config.heads();
    this.keys = new float[config.layers()][config.contextLength()][];
    this.values = new float[config.layers()][config.contextLength()][];
  }

  /** The text of so many tokens after the one that begins a story. */
  String tell(int tokens) {
    StringBuilder story = new StringBuilder();
    int token = 1;
    for (int position = 0; position < tokens; position++) {
      token = likeliest(step(token, position));
      String piece = llama.vocabulary().get(token).text();
      story.append(piece.equals("<0x0A>") ? "\n" : piece);
    }
    return story.toString().stripLeading();
  }

  private float[] step(int token, int position) {
    float[] table = weights("tok_embeddings");
    float[] x = new float[config.dim()];
    System.arraycopy(table, token * x.length, x, 0, x.length);
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "layers." + layer + ".";
      float[] normed = norm(x, weights(name + "attention_norm"));
      float[] query = rotate(times(weights(name + "attention.wq"), normed), position);
      keys[layer][position] = rotate(times(weights(name + "attention.wk"), normed), position);
      values[layer][position] = times(weights(name + "attention.wv"), normed);
      add(x, times(weights(name + "attention.wo"), attend(query, layer, position)));
      normed = norm(x, weights(name + "ffn_norm"));
      float[] gate = times(weights(name + "feed_forward.w1"), normed);
      float[] up = times(weights(name + "feed_forward.w3"), normed);
      for (int i = 0; i < gate.length; i++) {
        gate[i] *= up[i] / (1 + (float) Math.exp(-gate[i]));
      }
      add(x, times(weights(name + "feed_forward.w2"), gate));
    }
    return times(table, norm(x, weights("norm")));
  }

  private float[] attend(float[] query, int layer, int position) {
    float[] result = new float[config.dim()];
    for (int head = 0; head < config.heads(); head++) {
      int shared = head / (config.heads() / config.kvHeads()) * headDim;
      double[] scores = new double[position + 1];
      double sum = 0;
      for (int t = 0; t <= position; t++) {
        double score = 0;
        for (int i = 0; i < headDim; i++) {
          score += query[head * headDim + i] * keys[layer][t][shared + i];
        }
        scores[t] = Math.exp(score / Math.sqrt(headDim));
        sum += scores[t];
      }
      for (int t = 0; t <= position; t++) {
        for (int i = 0; i < headDim; i++) {
          result[head * headDim + i] += (float) (scores[t] / sum * values[layer][t][shared + i]);
        }
      }
    }
    return result;
  }

  /** Rotary embedding (Su et al., arXiv 2104.09864) of neighbouring pairs. */
  private float[] rotate(float[] x, int position) {
    for (int i = 0; i < x.length; i += 2) {
      double angle = position * Math.pow(10_000, -(double) (i % headDim) / headDim);
      float first = x[i];
      x[i] = (float) (first * Math.cos(angle) - x[i + 1] * Math.sin(angle));
      x[i + 1] = (float) (first * Math.sin(angle) + x[i + 1] * Math.cos(angle));
    }
    return x;
  }

  private static float[] norm(float[] x, float[] weight) {
    double square = 0;
    for (float each : x) {
      square += each * each;
    }
    double scale = 1 / Math.sqrt(square / x.length + 1e-5);
    float[] result = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = (float) (scale * x[i] * weight[i]);
    }
    return result;
  }

  private static float[] times(float[] matrix, float[] x) {
    float[] result = new float[matrix.length / x.length];
    for (int i = 0; i < matrix.length; i++) {
      result[i / x.length] += matrix[i] * x[i % x.length];
    }
    return result;
  }

  private static void add(float[] x, float[] more) {
    for (int i = 0; i < x.length; i++) {
      x[i] += more[i];
    }
  }

  private static int likeliest(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  private float[] weights(String name) {
    return llama.checkpoint().weights().get(name + ".weight").floats();
  }
}
