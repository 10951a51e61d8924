package dev.assay.data.format;

import dev.assay.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Hugging Face's format of named arrays: the length of a header as a little-endian 64-bit number,
 * the header in JSON, the arrays' bytes, which leave no gap and share nothing.
 *
 * @param arrays the arrays by name; after {@link #read} they lie in the file's memory
 * @param metadata free words about them
 */
public record Safetensors(SortedMap<String, NdArray> arrays, SortedMap<String, String> metadata) {
  private static final long LONGEST_HEADER = 100_000_000;
  private static final String METADATA = "__metadata__";
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public Safetensors {
    arrays = Collections.unmodifiableSortedMap(new TreeMap<>(arrays));
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** Copies of tensors by name, without metadata; a state dictionary, for example. */
  public static Safetensors of(Map<String, Tensor> tensors) {
    SortedMap<String, NdArray> arrays = new TreeMap<>();
    tensors.forEach((name, tensor) -> arrays.put(name, NdArray.of(tensor)));
    return new Safetensors(arrays, new TreeMap<>());
  }

  /** The arrays as tensors on the CPU, each as {@link NdArray#tensor} says. */
  public SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    arrays.forEach((name, array) -> tensors.put(name, array.tensor()));
    return tensors;
  }

  /** What the header says of one array. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(String name, ElementType type, long[] shape, long begin, long end) {}

  /**
   * Reads a whole file.
   *
   * @throws MalformedDataException where the header is not to be understood, or does not describe
   *     every byte of the file exactly once
   */
  public static Safetensors read(MemorySegment file) {
    Cursor cursor = new Cursor("safetensors", file, ByteOrder.LITTLE_ENDIAN);
    long length = cursor.longInteger();
    if (length < 0 || length > Math.min(LONGEST_HEADER, cursor.remaining())) {
      throw cursor.malformed(
          "its header of "
              + Long.toUnsignedString(length)
              + " bytes is longer than the file or than "
              + LONGEST_HEADER);
    }
    byte[] header = cursor.slice(length).toArray(ValueLayout.JAVA_BYTE);
    SortedMap<String, String> metadata = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), header)) {
      if (header.length == 0 || header[0] != '{') {
        throw cursor.malformed("its header does not begin with {");
      }
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        if (name.equals(METADATA)) {
          readMetadata(json, metadata, cursor);
        } else {
          entries.add(readEntry(name, json, cursor));
        }
      }
      if (json.nextToken() != null) {
        throw cursor.malformed("its header goes on after its end");
      }
    } catch (JacksonException e) {
      throw new MalformedDataException(
          "This is no good safetensors file: its header is no good JSON ("
              + e.getOriginalMessage()
              + ").",
          e);
    }
    return new Safetensors(arrays(entries, cursor), metadata);
  }

  private static SortedMap<String, NdArray> arrays(List<Entry> entries, Cursor cursor) {
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    SortedMap<String, NdArray> arrays = new TreeMap<>();
    long position = 0;
    for (Entry entry : entries) {
      if (entry.begin() != position
          || entry.end() - entry.begin() != NdArray.byteCount(entry.type(), entry.shape())) {
        throw cursor.malformed(
            "the place of "
                + entry.name()
                + ", bytes "
                + entry.begin()
                + " to "
                + entry.end()
                + ", does not fit its shape "
                + Arrays.toString(entry.shape())
                + " or what stands before it");
      }
      arrays.put(entry.name(), cursor.array(entry.type(), entry.shape()));
      position = entry.end();
    }
    cursor.requireEnd();
    return arrays;
  }

  private static void readMetadata(JsonParser json, SortedMap<String, String> into, Cursor cursor) {
    require(json.nextToken() == JsonToken.START_OBJECT, METADATA, cursor);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      require(json.nextToken() == JsonToken.VALUE_STRING, METADATA, cursor);
      into.put(key, json.getString());
    }
  }

  private static Entry readEntry(String name, JsonParser json, Cursor cursor) {
    require(json.nextToken() == JsonToken.START_OBJECT, name, cursor);
    ElementType type = null;
    long[] shape = null;
    long[] offsets = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> type = type(json, name, cursor);
        case "shape" -> shape = sizes(json, name, cursor);
        case "data_offsets" -> offsets = sizes(json, name, cursor);
        default -> require(false, name, cursor);
      }
    }
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw cursor.malformed(entryIsWrong(name));
    }
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private static @Nullable ElementType type(JsonParser json, String name, Cursor cursor) {
    require(json.currentToken() == JsonToken.VALUE_STRING, name, cursor);
    String text = json.getString();
    for (ElementType each : ElementType.values()) {
      if (each.name().equals(text)) {
        return each;
      }
    }
    throw cursor.malformed(
        name + " is of the type " + text + ", not one of " + Arrays.toString(ElementType.values()));
  }

  private static long[] sizes(JsonParser json, String name, Cursor cursor) {
    require(json.currentToken() == JsonToken.START_ARRAY, name, cursor);
    long[] sizes = new long[4];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, name, cursor);
      if (count == sizes.length) {
        sizes = Arrays.copyOf(sizes, 2 * count);
      }
      sizes[count++] = json.getLongValue();
      require(sizes[count - 1] >= 0, name, cursor);
    }
    return Arrays.copyOf(sizes, count);
  }

  private static void require(boolean condition, String name, Cursor cursor) {
    if (!condition) {
      throw cursor.malformed(entryIsWrong(name));
    }
  }

  private static String entryIsWrong(String name) {
    return "what its header says of " + name + " is not dtype, shape and two data_offsets";
  }

  /**
   * Writes a file whose arrays begin at multiples of 8 bytes, those of wide elements first.
   *
   * @throws UncheckedIOException where the file cannot be written
   */
  public void write(Path file) {
    if (arrays.containsKey(METADATA)) {
      throw new IllegalArgumentException("An array cannot be named " + METADATA + ".");
    }
    List<Map.Entry<String, NdArray>> ordered = new ArrayList<>(arrays.entrySet());
    ordered.sort(Comparator.comparingInt(each -> -each.getValue().type().bytes()));
    byte[] header = header(ordered);
    try {
      WholeFile.write(
          file,
          out -> {
            out.write(
                ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Map.Entry<String, NdArray> each : ordered) {
              out.write(each.getValue().bytes(ByteOrder.LITTLE_ENDIAN));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file + ".", e);
    }
  }

  private byte[] header(List<Map.Entry<String, NdArray>> ordered) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeName(METADATA);
        json.writeStartObject();
        metadata.forEach(json::writeStringProperty);
        json.writeEndObject();
      }
      long position = 0;
      for (Map.Entry<String, NdArray> each : ordered) {
        NdArray array = each.getValue();
        long end = position + array.count() * array.type().bytes();
        json.writeName(each.getKey());
        json.writeStartObject();
        json.writeStringProperty("dtype", array.type().name());
        json.writeName("shape");
        json.writeArray(array.shape(), 0, array.shape().length);
        json.writeName("data_offsets");
        json.writeArray(new long[] {position, end}, 0, 2);
        json.writeEndObject();
        position = end;
      }
      json.writeEndObject();
    }
    while (bytes.size() % 8 != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }
}
