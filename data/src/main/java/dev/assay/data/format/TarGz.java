package dev.assay.data.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Files in a tar archive that gzip compresses. */
public final class TarGz {
  private TarGz() {}

  /**
   * Unfolds some of the files of an archive into memory.
   *
   * @param wanted says by its name whether a file is taken
   * @param longest the most bytes a file may have; a longer one is refused before it is read
   * @return the files' bytes by name
   * @throws MalformedDataException where the archive is damaged or a file too long
   */
  public static Map<String, MemorySegment> read(
      MemorySegment file, Predicate<String> wanted, int longest) {
    Map<String, MemorySegment> files = new HashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new SegmentInputStream(file), 1 << 16))) {
      for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
        if (each.isFile() && wanted.test(each.getName())) {
          if (each.getSize() > longest) {
            throw new MalformedDataException(
                "The archive's file %s has %d bytes, more than %d."
                    .formatted(each.getName(), each.getSize(), longest));
          }
          byte[] bytes = tar.readNBytes((int) each.getSize());
          if (bytes.length != each.getSize()
              || files.put(each.getName(), MemorySegment.ofArray(bytes)) != null) {
            throw new MalformedDataException(
                "The archive holds " + each.getName() + " twice or not as a whole.");
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedDataException("This is no good tar.gz file: " + e.getMessage() + ".", e);
    }
    return files;
  }
}
