package dev.assay.hub.sources;

import dev.assay.lab.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The items of a JSON array, as far as it can be read; of one object, that object.
 *
 * @param damage why it could not be read to its end, null where it could
 */
record JsonItems(List<JsonNode> items, @Nullable String damage) {
  /**
   * Reads a document.
   *
   * @throws Malformed where it is neither an array nor an object
   */
  static JsonItems parse(String document) throws Malformed {
    List<JsonNode> items = new ArrayList<>();
    try (JsonParser parser = Json.parser(document)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        items.add(parser.readValueAsTree());
      } else if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(parser.readValueAsTree());
        }
      } else {
        throw new Malformed("it is no JSON array");
      }
      return new JsonItems(items, null);
    } catch (JacksonException e) {
      if (items.isEmpty()) {
        throw new Malformed("it is no JSON");
      }
      return new JsonItems(items, "it is no JSON after item " + items.size());
    }
  }
}
