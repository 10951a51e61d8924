package dev.assay.data.store;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of a data set: its name, what it must hold, and where it can be had.
 *
 * @param path where it lies within the cache and within a folder of {@code ASSAY_DATA}, such as
 *     {@code fashion-mnist/train-labels-idx1-ubyte}
 * @param size its length in bytes, not compressed
 * @param sha256 the checksum of these bytes, 64 lower-case hexadecimal digits
 * @param resource the resource on the class path that holds it, compressed where the name ends in
 *     {@code .gz}; null where none does
 * @param source the official address; null where there is none
 * @param gzipped whether the official address holds it compressed
 */
public record DataFile(
    String path,
    long size,
    String sha256,
    @Nullable String resource,
    @Nullable URI source,
    boolean gzipped) {
  private static final Pattern PATH = Pattern.compile("\\w[\\w.-]*(/\\w[\\w.-]*)*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public DataFile {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(path + " is no relative path of plain names.");
    }
    if (size < 0) {
      throw new IllegalArgumentException("The size of " + path + " is negative: " + size + ".");
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("The SHA-256 of " + path + " is not 64 hex digits.");
    }
  }

  /** A file that is a resource on the class path. */
  public static DataFile bundled(String path, long size, String sha256, String resource) {
    return new DataFile(path, size, sha256, resource, null, false);
  }

  /** A file that its official address holds as it is. */
  public static DataFile at(String path, long size, String sha256, String source) {
    return new DataFile(path, size, sha256, null, URI.create(source), false);
  }

  /** A file that its official address holds compressed by gzip. */
  public static DataFile gzippedAt(String path, long size, String sha256, String source) {
    return new DataFile(path, size, sha256, null, URI.create(source), true);
  }

  /** The same file, which may also be a resource on the class path. */
  public DataFile orResource(String name) {
    return new DataFile(path, size, sha256, name, source, gzipped);
  }
}
