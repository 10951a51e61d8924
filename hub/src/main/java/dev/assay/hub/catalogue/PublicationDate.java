package dev.assay.hub.catalogue;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * When a paper appeared, as exactly as its source says.
 *
 * @param first the day, or the first day of the month
 * @param precision what of it is known
 * @param text what the source wrote
 */
public record PublicationDate(LocalDate first, Precision precision, String text) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  /** How much of a date is known. */
  public enum Precision {
    DAY,
    MONTH
  }

  public static PublicationDate ofDay(LocalDate day, String text) {
    return new PublicationDate(day, Precision.DAY, text);
  }

  public static PublicationDate ofMonth(YearMonth month) {
    return new PublicationDate(month.atDay(1), Precision.MONTH, month.toString());
  }

  /** The date as people read it, never more exact than it is known. */
  public String display() {
    return switch (precision) {
      case DAY -> DAY.format(first);
      case MONTH -> MONTH.format(first);
    };
  }
}
