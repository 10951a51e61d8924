package dev.assay.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The seeds of a run.
 *
 * @param first not negative
 * @param count at least 1
 */
record SeedRange(long first, int count) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

  /** From {@code first} on, as many as a plan has. */
  static SeedRange from(long first) {
    return new SeedRange(first, Integer.MAX_VALUE);
  }

  /** As it is given in a command: {@code 100..119}, or {@code 100..} without an end. */
  @Override
  public String toString() {
    return count == Integer.MAX_VALUE ? first + ".." : first + ".." + (first + count - 1);
  }

  /** Reads {@code 100..119}. */
  static final class Converter implements ITypeConverter<SeedRange> {
    @Override
    public SeedRange convert(String text) {
      Matcher range = FORM.matcher(text);
      if (!range.matches()) {
        throw new TypeConversionException(
            "'%s' is no range of seeds: give the first and the last, such as 100..119."
                .formatted(text));
      }
      long first = Long.parseLong(range.group(1));
      long last = Long.parseLong(range.group(2));
      if (last < first) {
        throw new TypeConversionException(
            "'%s' ends before it begins: give the first seed, then the last.".formatted(text));
      }
      return new SeedRange(first, (int) Math.min(Integer.MAX_VALUE - 1, last - first + 1));
    }
  }
}
