package dev.assay.lab.compare;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric of a command: the number that the pattern's first group (or the whole match, where it
 * has none) finds last in what the command writes, or its wall-clock seconds.
 */
record Metric(String name, Pattern pattern) {
  /** What stands for the pattern of a metric that is the command's own time. */
  static final String WALL_SECONDS = "wall seconds";

  /** The number a pattern takes where none is given: the last one that was written. */
  static final String LAST_NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";

  boolean isWallSeconds() {
    return pattern.pattern().equals(WALL_SECONDS);
  }

  /** The metric in {@code output}; empty where it holds none. */
  OptionalDouble read(String output) {
    Matcher matcher = pattern.matcher(output);
    OptionalDouble last = OptionalDouble.empty();
    while (matcher.find()) {
      String text = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      try {
        last = OptionalDouble.of(Double.parseDouble(text));
      } catch (NumberFormatException | NullPointerException e) {
        // A match that is no number is none of the metric's: the one before it stands.
      }
    }
    return last;
  }
}
