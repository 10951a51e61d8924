package dev.assay.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** NumPy's archive of named arrays: a zip file with one {@link Npy} file for each of them. */
public final class Npz {
  private static final String SUFFIX = ".npy";

  /** A few kilobytes can unfold to gigabytes of zeros; so much is taken for granted. */
  private static final long UNFOLDED_AT_LEAST = 64 << 20;

  private static final long UNFOLDED_TIMES = 100;

  /** Any two equal archives are equal byte for byte. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * Reads a whole archive; its arrays together may be 100 times as long as the file, or 64 MiB
   * where that is more.
   *
   * @return the arrays by name, without {@code .npy}
   * @throws MalformedDataException where the archive or one of its arrays is damaged or too long
   */
  public static SortedMap<String, NdArray> read(MemorySegment file) {
    SortedMap<String, NdArray> arrays = new TreeMap<>();
    byte[] whole = file.toArray(ValueLayout.JAVA_BYTE);
    long left = Math.max(UNFOLDED_AT_LEAST, UNFOLDED_TIMES * whole.length);
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(whole)).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        String name = entry.getName();
        if (!name.endsWith(SUFFIX)) {
          throw malformed("its entry " + name + " is no npy file");
        }
        byte[] bytes = unfold(zip, entry, left);
        left -= bytes.length;
        String key = name.substring(0, name.length() - SUFFIX.length());
        if (arrays.put(key, Npy.read(MemorySegment.ofArray(bytes))) != null) {
          throw malformed("it holds " + name + " twice");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedDataException("This is no good npz file: " + e.getMessage() + ".", e);
    }
    return Collections.unmodifiableSortedMap(arrays);
  }

  private static byte[] unfold(ZipFile zip, ZipArchiveEntry entry, long most) throws IOException {
    long size = entry.getSize();
    if (size < 0 || size > Math.min(most, Integer.MAX_VALUE - 8)) {
      throw malformed(
          "its entry "
              + entry.getName()
              + " claims "
              + Long.toUnsignedString(size)
              + " bytes, more than such a file may hold");
    }
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      // Reads on as long as bytes really come: the size claimed allocates nothing.
      byte[] bytes = in.readNBytes((int) size);
      if (bytes.length != size || in.read() >= 0 || in.getChecksum().getValue() != entry.getCrc()) {
        throw malformed("the length or the checksum of its entry " + entry.getName() + " is wrong");
      }
      return bytes;
    }
  }

  /**
   * Writes an archive, as {@code numpy.savez_compressed} does.
   *
   * @throws IllegalArgumentException for a type that NumPy has not
   * @throws UncheckedIOException where the file cannot be written
   */
  public static void write(Path file, Map<String, NdArray> arrays) {
    try {
      WholeFile.write(
          file,
          out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, NdArray> each : new TreeMap<>(arrays).entrySet()) {
              ZipEntry entry = new ZipEntry(each.getKey() + SUFFIX);
              entry.setTimeLocal(NO_TIME);
              zip.putNextEntry(entry);
              Npy.write(each.getValue(), zip);
              zip.closeEntry();
            }
            zip.finish();
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file + ".", e);
    }
  }

  private static MalformedDataException malformed(String what) {
    return new MalformedDataException("This is no good npz file: " + what + ".");
  }
}
