package dev.assay.hub.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.people.AccountMistake;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource({
    // Thursday noon; eight in Berlin is seven in winter.
    "workdays, 1, 8, Europe/Berlin, 2026-11-26T12:00:00Z, 2026-11-27T07:00:00Z",
    "workdays, 1, 8, Europe/Berlin, 2026-11-27T07:00:00Z, 2026-11-30T07:00:00Z",
    "workdays, 1, 13, UTC, 2026-11-26T12:00:00Z, 2026-11-26T13:00:00Z",
    "weekly, 4, 8, UTC, 2026-11-26T12:00:00Z, 2026-12-03T08:00:00Z",
    "weekly, 7, 0, Asia/Tokyo, 2026-11-26T12:00:00Z, 2026-11-28T15:00:00Z",
    // On 29 March 2026 clocks in Berlin go from two to three.
    "weekly, 7, 2, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
    // On 25 October 2026 there are two of two o'clock: the digest comes at the first alone.
    "weekly, 7, 2, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:00:00Z",
    "weekly, 7, 2, Europe/Berlin, 2026-10-25T00:00:00Z, 2026-11-01T01:00:00Z"
  })
  void comesNextAtTheReadersHour(
      String frequency, String weekday, String hour, String zone, Instant now, Instant next) {
    assertThat(Schedule.parse(frequency, weekday, hour, zone).next(now)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "daily, 1, 8, UTC, workdays or weekly",
    "weekly, 8, 8, UTC, from Monday to Sunday",
    "weekly, 1, 24, UTC, from 0 to 23",
    "weekly, 1, -1, UTC, from 0 to 23",
    "weekly, 1, 8, Mars/Olympus, such as Europe/Berlin"
  })
  void whatCannotBeIsRefusedWithASentence(
      String frequency, String weekday, String hour, String zone, String sentence) {
    assertThatThrownBy(() -> Schedule.parse(frequency, weekday, hour, zone))
        .isInstanceOf(AccountMistake.class)
        .hasMessageContaining(sentence);
  }
}
