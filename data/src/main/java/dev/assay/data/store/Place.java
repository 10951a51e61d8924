package dev.assay.data.store;

/** Where a file was found. */
public enum Place {
  /** On the class path. */
  BUNDLED,
  /** In the cache. */
  CACHE,
  /** In a folder of {@code ASSAY_DATA}, or in Debian's. */
  FOLDER,
  /** Nowhere on this machine. */
  ABSENT
}
