package dev.assay.data;

import dev.assay.data.format.LlamaCheckpoint;
import java.util.List;

/**
 * A small LLaMA and its tokens.
 *
 * @param checkpoint the sizes and weights
 * @param vocabulary the tokens; their numbers count from 0
 */
public record PretrainedLlama(LlamaCheckpoint checkpoint, List<LlamaCheckpoint.Token> vocabulary) {
  public PretrainedLlama {
    vocabulary = List.copyOf(vocabulary);
  }

  @Override
  public String toString() {
    return "a LLaMA of " + checkpoint.config();
  }
}
