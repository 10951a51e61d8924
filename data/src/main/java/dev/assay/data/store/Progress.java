package dev.assay.data.store;

/** Hears how far a download is. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (file, done, total) -> {};

  /**
   * Is called from the downloading thread, often.
   *
   * @param done the bytes here, compressed where the source is
   * @param total the bytes there will be, or -1 where the server does not say
   */
  void at(DataFile file, long done, long total);
}
