package dev.assay.data.format;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/** Reads memory from its beginning to its end. */
public final class SegmentInputStream extends InputStream {
  private final MemorySegment data;
  private long position;

  public SegmentInputStream(MemorySegment data) {
    this.data = data;
  }

  @Override
  public int read() {
    return position == data.byteSize()
        ? -1
        : Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, position++));
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    int count = (int) Math.min(length, data.byteSize() - position);
    if (count == 0) {
      return -1;
    }
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, data.byteSize() - position);
  }
}
