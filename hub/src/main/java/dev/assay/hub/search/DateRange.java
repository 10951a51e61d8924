package dev.assay.hub.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some days in a row.
 *
 * @param from the first, null for no bound
 * @param to the last, null for no bound
 */
public record DateRange(@Nullable LocalDate from, @Nullable LocalDate to) {
  public static final DateRange ALL = new DateRange(null, null);

  private static final Pattern SEPARATOR = Pattern.compile("\\.\\.");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");

  /**
   * Reads {@code 2024}, {@code 2024-06}, {@code 2024-06-15}, or a range of two of them: {@code
   * 2024-01..2024-06}, {@code 2024..}, {@code ..2024-06}. Empty where the text is something else, a
   * date that does not exist, or a range whose end is before its beginning.
   */
  public static Optional<DateRange> parse(String text) {
    String[] ends = SEPARATOR.split(text, -1);
    if (ends.length > 2 || text.equals("..")) {
      return Optional.empty();
    }
    try {
      DateRange first = ends[0].isEmpty() ? ALL : period(ends[0]);
      DateRange last = ends.length == 1 ? first : ends[1].isEmpty() ? ALL : period(ends[1]);
      DateRange range = new DateRange(first.from, last.to);
      return range.isBackwards() ? Optional.empty() : Optional.of(range);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateRange period(String text) {
    if (!DATE.matcher(text).matches()) {
      throw new DateTimeException("not a date");
    }
    return switch (text.length()) {
      case 4 -> {
        Year year = Year.parse(text);
        yield new DateRange(year.atDay(1), year.atMonth(12).atEndOfMonth());
      }
      case 7 -> {
        YearMonth month = YearMonth.parse(text);
        yield new DateRange(month.atDay(1), month.atEndOfMonth());
      }
      default -> {
        LocalDate day = LocalDate.parse(text);
        yield new DateRange(day, day);
      }
    };
  }

  /** The days that are in both; backwards where there are none. */
  DateRange and(DateRange other) {
    return new DateRange(
        from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from,
        to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to);
  }

  private boolean isBackwards() {
    return from != null && to != null && to.isBefore(from);
  }
}
