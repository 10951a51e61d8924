package dev.assay.lab;

import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The lab's values as JSON, and back. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .build())
          .build();

  private Json() {}

  /** {@code value} in one line. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** {@code value} over many lines, for people. */
  public static String pretty(Object value) {
    return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
  }

  /** The value in {@code text}; throws an unchecked exception where it is none. */
  public static <T> T read(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }

  /** A parser of {@code text} that reads values of it as trees, for the caller to close. */
  public static JsonParser parser(String text) {
    return MAPPER.createParser(text);
  }

  /** The document in {@code text}. */
  public static JsonNode tree(String text) {
    return MAPPER.readTree(text);
  }
}
