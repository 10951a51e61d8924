package dev.assay.hub.digest;

import dev.assay.hub.people.AccountMistake;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * When a digest comes.
 *
 * @param weekday of a weekly one; kept for the others, should they become weekly again
 * @param hour of the reader's day, 0 to 23
 * @param zone the reader's
 */
public record Schedule(Frequency frequency, DayOfWeek weekday, int hour, ZoneId zone) {
  private static final List<DayOfWeek> WEEKEND = List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  /** The time zones that a reader can choose, by name. */
  public static final List<String> ZONES =
      Stream.concat(
              Stream.of("UTC"),
              ZoneId.getAvailableZoneIds().stream()
                  .filter(
                      id ->
                          id.matches(
                              "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
                  .sorted())
          .toList();

  public Schedule {
    if (hour < 0 || hour > 23) {
      throw new AccountMistake("The hour of the digest is one from 0 to 23.");
    }
  }

  /** On workdays at eight in the morning. */
  public static Schedule usual(ZoneId zone) {
    return new Schedule(Frequency.WORKDAYS, DayOfWeek.MONDAY, 8, zone);
  }

  /**
   * Reads what a form says.
   *
   * @param weekday 1 for Monday to 7
   * @throws AccountMistake where something in it cannot be, in one sentence
   */
  public static Schedule parse(String frequency, String weekday, String hour, String zone) {
    if (!weekday.matches("[1-7]")) {
      throw new AccountMistake("The day of a weekly digest is one from Monday to Sunday.");
    }
    if (!ZONES.contains(zone)) {
      throw new AccountMistake("A time zone is one such as Europe/Berlin.");
    }
    return new Schedule(
        Frequency.parse(frequency),
        DayOfWeek.of(Integer.parseInt(weekday)),
        hour.matches("[0-9]{1,2}") ? Integer.parseInt(hour) : -1,
        zone(zone));
  }

  /** The zone of this name, UTC where this Java does not know it any more. */
  static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneId.of("UTC");
    }
  }

  /** The first time after {@code instant} at which one comes. */
  public Instant next(Instant instant) {
    LocalDate today = LocalDate.ofInstant(instant, zone);
    // Where clocks are put forward there may be no such hour: it then comes an hour later.
    return Stream.iterate(today, day -> day.plusDays(1))
        .filter(this::comesOn)
        .map(day -> ZonedDateTime.of(day, LocalTime.of(hour, 0), zone).toInstant())
        .filter(instant::isBefore)
        .findFirst()
        .orElseThrow();
  }

  private boolean comesOn(LocalDate day) {
    return switch (frequency) {
      case WORKDAYS -> !WEEKEND.contains(day.getDayOfWeek());
      case WEEKLY -> day.getDayOfWeek() == weekday;
    };
  }

  /** The reader's day at an instant. */
  public LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /** "on Mondays at 08:00, Europe/Berlin". */
  public String words() {
    return "%s at %02d:00, %s"
        .formatted(
            frequency == Frequency.WORKDAYS
                ? "on workdays"
                : "on " + weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s",
            hour,
            zone);
  }
}
