package dev.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.format.NdArray;
import dev.assay.data.store.DataStore;
import dev.assay.tensor.Attention;
import dev.assay.tensor.Normalization;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Weights are read right where the network that they make computes what others compute with it. */
class PretrainedTest {
  private static final DataStore STORE = DataStore.standard().offline();

  /**
   * The last hidden states of "[CLS] the gold tests [SEP]" are those of ONNX Runtime 1.22.0 on the
   * same file.
   */
  @Test
  @NeedsData("all-minilm-l6-v2")
  void miniLmEncodesAsInOnnxRuntime() {
    PretrainedEncoder encoder = Datasets.allMiniLm().load(STORE);
    // 22,713,216 with the pooler's 147,840, which sentence embeddings do not use.
    assertThat(encoder.weights().values().stream().mapToLong(NdArray::count).sum())
        .isEqualTo(22_713_216 - 147_840);
    assertThat(encoder.tokenizer()).contains("\"gold\"");
    try (TensorScope _ = TensorScope.withoutGradient()) {
      Map<String, Tensor> w = new TreeMap<>();
      encoder.weights().forEach((name, array) -> w.put(name, array.tensor()));
      Tensor hidden = bert(w, 101, 1996, 2751, 5852, 102);
      assertThat(hidden.shape()).containsExactly(5, 384);
      assertThat(hidden.select(0, 0).slice(0, 0, 4).toFloatArray())
          .containsExactly(
              new float[] {-0.2102308f, -0.06556538f, -0.18944132f, 0.6081608f}, within(1e-5f));
      assertThat(hidden.select(0, 4).slice(0, 380, 384).toFloatArray())
          .containsExactly(
              new float[] {1.3221899f, -0.40287736f, 0.22689831f, -0.05703281f}, within(1e-5f));
    }
  }

  /** BERT (Devlin et al., arXiv 1810.04805) with 6 layers, 12 heads and nothing masked. */
  private static Tensor bert(Map<String, Tensor> w, int... tokens) {
    Tensor x =
        w.get("embeddings.word_embeddings.weight")
            .embedding(Tensor.of(tokens, tokens.length))
            .add(w.get("embeddings.position_embeddings.weight").slice(0, 0, tokens.length))
            .add(w.get("embeddings.token_type_embeddings.weight").slice(0, 0, 1));
    x = norm(w, "embeddings.LayerNorm", x);
    for (int i = 0; i < 6; i++) {
      String layer = "encoder.layer." + i + ".";
      String self = layer + "attention.self.";
      Tensor seen =
          Attention.full(
              heads(linear(w, self + "query", x)),
              heads(linear(w, self + "key", x)),
              heads(linear(w, self + "value", x)));
      Tensor joined = seen.transpose(0, 1).reshape(tokens.length, 384);
      x =
          norm(
              w,
              layer + "attention.output.LayerNorm",
              x.add(linear(w, layer + "attention.output.dense", joined)));
      Tensor wide = linear(w, layer + "intermediate.dense", x).gelu();
      x = norm(w, layer + "output.LayerNorm", x.add(linear(w, layer + "output.dense", wide)));
    }
    return x;
  }

  private static Tensor heads(Tensor x) {
    return x.reshape(x.size(0), 12, 32).transpose(0, 1);
  }

  private static Tensor linear(Map<String, Tensor> w, String name, Tensor x) {
    return x.linear(w.get(name + ".weight"), w.get(name + ".bias"));
  }

  private static Tensor norm(Map<String, Tensor> w, String name, Tensor x) {
    return Normalization.layer(x, w.get(name + ".weight"), w.get(name + ".bias"), 1e-12);
  }

  /** The story is the one that llama2.c publishes for temperature 0 (doc/stories260K.md). */
  @Test
  @NeedsData("stories260k")
  void stories260kTellsItsPublishedStory() {
    PretrainedLlama llama = Datasets.stories260k().load(STORE);
    assertThat(new GreedyLlama(llama).tell(100))
        .startsWith(
            "Once upon a time, there was a little girl named Lily. She loved to play outside in the"
                + " park. One day, she saw a big, red ball. She wanted to play with it, but it was"
                + " too high.\nLily's mom said, \"Lily, let's go to the park.\"");
  }
}
