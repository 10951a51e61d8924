package dev.assay.data.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Compares bytes with what a {@link DataFile} says of them. */
final class VerifiedBytes {
  private static final int CHUNK = 1 << 16;

  private VerifiedBytes() {}

  /** Bytes that are not those of the file; the message is what is wrong with them. */
  static final class WrongBytes extends IOException {
    WrongBytes(String message) {
      super(message);
    }
  }

  /** Checks bytes in memory. */
  static void check(DataFile file, MemorySegment bytes) throws WrongBytes {
    checkSize(file, bytes.byteSize());
    MessageDigest digest = sha256();
    for (long start = 0; start < bytes.byteSize(); start += 1 << 30) {
      long length = Math.min(1 << 30, bytes.byteSize() - start);
      digest.update(bytes.asSlice(start, length).asByteBuffer());
    }
    checkDigest(file, digest);
  }

  /** Reads a stream into memory, no further than the file's size. */
  static MemorySegment read(DataFile file, InputStream in) throws IOException {
    MemorySegment all = Arena.ofAuto().allocate(file.size());
    copy(
        file,
        in,
        new OutputStream() {
          private long position;

          @Override
          public void write(int b) {
            all.set(ValueLayout.JAVA_BYTE, position++, (byte) b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            MemorySegment.copy(bytes, offset, all, ValueLayout.JAVA_BYTE, position, length);
            position += length;
          }
        });
    return all.asReadOnly();
  }

  /** Copies a stream, no further than the file's size. */
  static void copy(DataFile file, InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    long size = 0;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (size + n > file.size()) {
        throw new WrongBytes("it holds more than " + file.size() + " bytes");
      }
      digest.update(chunk, 0, n);
      out.write(chunk, 0, n);
      size += n;
    }
    checkSize(file, size);
    checkDigest(file, digest);
  }

  private static void checkSize(DataFile file, long size) throws WrongBytes {
    if (size != file.size()) {
      throw new WrongBytes("it holds " + size + " bytes instead of " + file.size());
    }
  }

  private static void checkDigest(DataFile file, MessageDigest digest) throws WrongBytes {
    String actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equals(file.sha256())) {
      throw new WrongBytes("its SHA-256 is " + actual + " instead of " + file.sha256());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256.", e);
    }
  }
}
