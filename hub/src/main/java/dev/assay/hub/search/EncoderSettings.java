package dev.assay.hub.search;

import dev.assay.lab.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How a sentence encoder is used.
 *
 * @param maxTokens of a text, 8 to 8192; the rest is left out
 * @param queryPrompt what stands before what is looked for
 * @param documentPrompt what stands before what is to be found
 */
public record EncoderSettings(
    int maxTokens, Pooling pooling, String queryPrompt, String documentPrompt) {
  private static final int MAX_TOKENS = 256;

  /** How the encodings of the tokens become one vector. */
  public enum Pooling {
    /** Their mean. */
    MEAN,
    /** That of the first token. */
    FIRST
  }

  public EncoderSettings {
    maxTokens = Math.clamp(maxTokens, 8, 8192);
  }

  /**
   * Reads what sentence-transformers writes beside a model: {@code sentence_bert_config.json}
   * ({@code max_seq_length}), {@code 1_Pooling/config.json} ({@code pooling_mode_cls_token}) and
   * {@code config_sentence_transformers.json} ({@code prompts.query}, {@code prompts.document}).
   * What is missing is 256 tokens, their mean, and no prompt.
   */
  static EncoderSettings of(Path folder) throws IOException {
    JsonNode prompts = read(folder.resolve("config_sentence_transformers.json")).path("prompts");
    return new EncoderSettings(
        read(folder.resolve("sentence_bert_config.json")).path("max_seq_length").asInt(MAX_TOKENS),
        read(folder.resolve("1_Pooling").resolve("config.json"))
                .path("pooling_mode_cls_token")
                .asBoolean(false)
            ? Pooling.FIRST
            : Pooling.MEAN,
        prompts.path("query").asString(""),
        prompts.path("document").asString(prompts.path("passage").asString("")));
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return Json.tree(Files.exists(file) ? Files.readString(file) : "{}");
    } catch (JacksonException e) {
      throw new IOException(file.getFileName() + " is no JSON", e);
    }
  }
}
