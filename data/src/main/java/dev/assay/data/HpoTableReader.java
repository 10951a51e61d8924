package dev.assay.data;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a Python pickle that holds one dict from texts to lists of floats, and nothing else.
 *
 * <p>A pickle is a program, and a loader runs it. This reader runs nothing: it follows the one
 * sequence of opcodes that such a dict is written with (protocol 4; Python's {@code pickletools}
 * describes them) and refuses every other one. It never holds more than a few times the file's
 * size.
 */
final class HpoTableReader {
  private static final byte PROTO = (byte) 0x80;
  private static final byte FRAME = (byte) 0x95;
  private static final byte MEMOIZE = (byte) 0x94;
  private static final byte SHORT_BINUNICODE = (byte) 0x8c;
  private static final byte EMPTY_DICT = '}';
  private static final byte EMPTY_LIST = ']';
  private static final byte MARK = '(';
  private static final byte BINFLOAT = 'G';
  private static final byte APPEND = 'a';
  private static final byte APPENDS = 'e';
  private static final byte SETITEM = 's';
  private static final byte SETITEMS = 'u';
  private static final byte STOP = '.';

  private final ByteBuffer bytes;

  private HpoTableReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /** The dict in {@code bytes}, in its order; throws {@link IOException} with the reason. */
  static Map<String, double[]> read(byte[] bytes) throws IOException {
    HpoTableReader reader = new HpoTableReader(bytes);
    try {
      return reader.dict();
    } catch (BufferUnderflowException e) {
      throw new IOException("the pickle ends in the middle of a table", e);
    }
  }

  private Map<String, double[]> dict() throws IOException {
    expect(PROTO, "a pickle's beginning");
    byte protocol = bytes.get();
    if (protocol != 4 && protocol != 5) {
      throw new IOException("a table is a pickle of protocol 4 or 5, but this one has " + protocol);
    }
    expect(EMPTY_DICT, "a dict");
    skipMemoize();
    Map<String, double[]> table = new LinkedHashMap<>();
    while (true) {
      byte opcode = next();
      switch (opcode) {
        case STOP -> {
          if (bytes.hasRemaining()) {
            throw new IOException("the pickle goes on after its table");
          }
          return table;
        }
        case MARK -> items(table);
        case SHORT_BINUNICODE -> {
          item(table);
          expect(SETITEM, "the end of an item");
        }
        default -> throw unexpected(opcode, "an item or the end of the dict");
      }
    }
  }

  private void items(Map<String, double[]> table) throws IOException {
    while (true) {
      byte opcode = next();
      if (opcode == SETITEMS) {
        return;
      }
      if (opcode != SHORT_BINUNICODE) {
        throw unexpected(opcode, "a text as key");
      }
      item(table);
    }
  }

  /** A key, whose opcode was read, and its list. */
  private void item(Map<String, double[]> table) throws IOException {
    byte[] utf8 = new byte[Byte.toUnsignedInt(bytes.get())];
    bytes.get(utf8);
    String key;
    try {
      key = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("a key of the table is not UTF-8", e);
    }
    skipMemoize();
    expect(EMPTY_LIST, "a list");
    skipMemoize();
    if (table.put(key, floats()) != null) {
      throw new IOException("the table has key '%s' twice".formatted(key));
    }
  }

  private double[] floats() throws IOException {
    byte opcode = next();
    if (opcode == BINFLOAT) {
      double value = bytes.getDouble();
      expect(APPEND, "the end of a list of one");
      return new double[] {value};
    }
    if (opcode != MARK) {
      throw unexpected(opcode, "floats");
    }
    double[] values = new double[8];
    int size = 0;
    while (true) {
      opcode = next();
      if (opcode == APPENDS) {
        return Arrays.copyOf(values, size);
      }
      if (opcode != BINFLOAT) {
        throw unexpected(opcode, "a float");
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = bytes.getDouble();
    }
  }

  /** The next opcode; frames only say how much may be read ahead. */
  private byte next() {
    byte opcode = bytes.get();
    while (opcode == FRAME) {
      bytes.getLong();
      opcode = bytes.get();
    }
    return opcode;
  }

  private void skipMemoize() {
    bytes.mark();
    if (next() != MEMOIZE) {
      bytes.reset();
    }
  }

  private void expect(byte opcode, String what) throws IOException {
    byte found = next();
    if (found != opcode) {
      throw unexpected(found, what);
    }
  }

  private IOException unexpected(byte opcode, String what) {
    return new IOException(
        "a table of texts and floats has %s at byte %d, but the pickle has opcode 0x%02x"
            .formatted(what, bytes.position() - 1, opcode));
  }
}
