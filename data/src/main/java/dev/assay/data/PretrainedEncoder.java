package dev.assay.data;

import dev.assay.data.format.NdArray;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A text encoder of the BERT kind, to be trained further.
 *
 * @param weights the arrays by their PyTorch names, linear ones (out x in); {@link NdArray#tensor}
 *     makes a tensor of each
 * @param tokenizer the tokenizer, as Hugging Face's {@code tokenizer.json} describes it
 */
public record PretrainedEncoder(SortedMap<String, NdArray> weights, String tokenizer) {
  public PretrainedEncoder {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  @Override
  public String toString() {
    return "an encoder of " + weights.size() + " arrays";
  }
}
