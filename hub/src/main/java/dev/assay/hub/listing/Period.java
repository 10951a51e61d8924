package dev.assay.hub.listing;

import dev.assay.hub.catalogue.PaperFilter;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The days that a list covers, each with one stable address. */
public sealed interface Period {
  /** Its address on the site. */
  String path();

  /** Its name for people. */
  String title();

  /** Its kind, in one word. */
  String word();

  /** The papers of these days alone. */
  PaperFilter of(PaperFilter papers);

  /** All days, and papers without one. */
  record Always() implements Period {
    @Override
    public String path() {
      return "/";
    }

    @Override
    public String title() {
      return "Daily papers";
    }

    @Override
    public String word() {
      return "all";
    }

    @Override
    public PaperFilter of(PaperFilter papers) {
      return papers;
    }
  }

  /** Some days in a row. */
  sealed interface Days extends Period {
    LocalDate first();

    LocalDate last();

    /** The period of the same kind that a day is in. */
    Days around(LocalDate day);
  }

  /** One day. */
  record Day(LocalDate first) implements Days {
    private static final DateTimeFormatter TITLE =
        DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter STRICT =
        DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    public Day {
      require(first);
    }

    /**
     * Reads {@code 2026-11-20}.
     *
     * @throws BadListing where there is no such day
     */
    public static Day parse(String text) {
      try {
        return new Day(LocalDate.parse(text, STRICT));
      } catch (DateTimeException e) {
        throw BadListing.absent(
            "There is no day %s; a day is written as 2026-11-20.".formatted(shortened(text)));
      }
    }

    @Override
    public LocalDate last() {
      return first;
    }

    @Override
    public Day around(LocalDate day) {
      return new Day(day);
    }

    @Override
    public String path() {
      return "/papers/" + first;
    }

    @Override
    public String title() {
      return TITLE.format(first);
    }

    @Override
    public String word() {
      return "day";
    }

    @Override
    public PaperFilter of(PaperFilter papers) {
      return papers.day(first);
    }
  }

  /** A week of ISO 8601, from Monday to Sunday. */
  record Week(int year, int week) implements Days {
    private static final Pattern PATTERN = Pattern.compile("([0-9]{4})-W([0-9]{2})");
    private static final DateTimeFormatter DAY =
        DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    /**
     * Reads {@code 2026-W47}.
     *
     * @throws BadListing where there is no such week
     */
    public static Week parse(String text) {
      Matcher parts = PATTERN.matcher(text);
      if (parts.matches()) {
        Week week = new Week(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        // A year has 52 weeks or 53: the last may be the next year's first.
        if (week.week >= 1 && week.week <= 53 && week.around(week.first()).equals(week)) {
          require(week.first());
          return week;
        }
      }
      throw BadListing.absent(
          "There is no week %s; a week is written as 2026-W47.".formatted(shortened(text)));
    }

    @Override
    public LocalDate first() {
      return LocalDate.of(year, 1, 4).with(DayOfWeek.MONDAY).plusWeeks(week - 1L);
    }

    @Override
    public LocalDate last() {
      return first().plusDays(6);
    }

    @Override
    public Week around(LocalDate day) {
      return of(day);
    }

    /** The week that a day is in. */
    public static Week of(LocalDate day) {
      return new Week(
          day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    @Override
    public String path() {
      return "/papers/week/%04d-W%02d".formatted(year, week);
    }

    @Override
    public String title() {
      return "Week %d of %d, %s to %s"
          .formatted(week, year, DAY.format(first()), DAY.format(last()));
    }

    @Override
    public String word() {
      return "week";
    }

    @Override
    public PaperFilter of(PaperFilter papers) {
      return papers.weekOf(first());
    }
  }

  /** A month, with the papers of which only the month is known. */
  record Month(YearMonth month) implements Days {
    private static final DateTimeFormatter TITLE =
        DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final Pattern PATTERN = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

    public Month {
      require(month.atDay(1));
    }

    /**
     * Reads {@code 2026-11}.
     *
     * @throws BadListing where there is no such month
     */
    public static Month parse(String text) {
      if (!PATTERN.matcher(text).matches()) {
        throw BadListing.absent(
            "There is no month %s; a month is written as 2026-11.".formatted(shortened(text)));
      }
      return new Month(YearMonth.parse(text));
    }

    @Override
    public LocalDate first() {
      return month.atDay(1);
    }

    @Override
    public LocalDate last() {
      return month.atEndOfMonth();
    }

    @Override
    public Month around(LocalDate day) {
      return new Month(YearMonth.from(day));
    }

    @Override
    public String path() {
      return "/papers/month/" + month;
    }

    @Override
    public String title() {
      return TITLE.format(month);
    }

    @Override
    public String word() {
      return "month";
    }

    @Override
    public PaperFilter of(PaperFilter papers) {
      return papers.month(month);
    }
  }

  private static void require(LocalDate day) {
    if (day.getYear() < 1900 || day.getYear() > 2999) {
      throw BadListing.absent(
          "Lists go from 1900 to 2999, and %s is not in that time.".formatted(day));
    }
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
