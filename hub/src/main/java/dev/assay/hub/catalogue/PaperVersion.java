package dev.assay.hub.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a paper at arXiv.
 *
 * @param number from 1
 * @param submitted when it was submitted, null where no source has said so
 */
public record PaperVersion(int number, @Nullable Instant submitted) {
  /** arXiv's highest is three digits long. */
  public static final int MOST = 999;

  public PaperVersion {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("a version is a number from 1 to 999, not " + number);
    }
  }
}
