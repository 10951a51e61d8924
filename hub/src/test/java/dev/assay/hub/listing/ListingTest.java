package dev.assay.hub.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.catalogue.ArxivId;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
  private static final Period ALWAYS = new Period.Always();

  /** The weeks of ISO 8601's own examples. */
  @ParameterizedTest
  @CsvSource({
    "2026-W47, 2026-11-16, 2026-11-22",
    "2020-W53, 2020-12-28, 2021-01-03",
    "2009-W01, 2008-12-29, 2009-01-04",
    "2026-W01, 2025-12-29, 2026-01-04"
  })
  void aWeekGoesFromMondayToSunday(String week, LocalDate monday, LocalDate sunday) {
    Period.Week parsed = Period.Week.parse(week);

    assertThat(parsed.first()).isEqualTo(monday);
    assertThat(parsed.last()).isEqualTo(sunday);
    assertThat(Period.Week.of(sunday)).isEqualTo(parsed);
    assertThat(parsed.path()).isEqualTo("/papers/week/" + week);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-W53", "2026-W00", "2026-W60", "2026-47", "2026-W7", "W", ""})
  void aWeekThatIsNoneIsRefused(String week) {
    assertThatThrownBy(() -> Period.Week.parse(week))
        .isInstanceOf(BadListing.class)
        .hasMessageStartingWith("There is no week");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-02-31", "2025-02-29", "2026-13-01", "0000-01-01", "9999-01-01", "x"})
  void aDayThatIsNoneIsRefused(String day) {
    assertThatThrownBy(() -> Period.Day.parse(day)).isInstanceOf(BadListing.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "2026-00", "2026-1", "2026", "1066-10"})
  void aMonthThatIsNoneIsRefused(String month) {
    assertThatThrownBy(() -> Period.Month.parse(month)).isInstanceOf(BadListing.class);
  }

  @Test
  void anAddressSaysAllOfItsListAndNothingElse() {
    Map<String, String> parameters =
        Map.of(
            "cat", "cs.LG",
            "claims", "contradicted",
            "code", "1",
            "sort", "trending",
            "page", "3",
            "after", "cs/0112017");
    Listing listing = Listing.parse(Period.Week.parse("2026-W47"), parameters);

    assertThat(listing.address())
        .isEqualTo(
            "/papers/week/2026-W47?cat=cs.LG&claims=contradicted&code=1&sort=trending&page=3"
                + "&after=cs%2F0112017");
    assertThat(listing.parameters(true)).isEqualTo(parameters);
    assertThat(listing.feed("atom"))
        .isEqualTo("/papers/week/2026-W47.atom?cat=cs.LG&claims=contradicted&code=1&sort=trending");
    assertThat(listing.after()).isEqualTo(new ArxivId("cs/0112017"));
    assertThat(Listing.parse(ALWAYS, Map.of("utm_source", "x")).address()).isEqualTo("/");
    assertThat(Listing.of(ALWAYS).feed("rss")).isEqualTo("/papers.rss");
  }

  @ParameterizedTest
  @CsvSource({
    "page, 0",
    "page, -1",
    "page, 1e3",
    "page, 99999999999",
    "after, nothing",
    "cat, <script>",
    "cat, CS.LG",
    "claims, maybe",
    "code, yes",
    "sort, best"
  })
  void aParameterThatSaysNothingIsRefused(String name, String value) {
    assertThatThrownBy(() -> Listing.parse(ALWAYS, Map.of(name, value)))
        .isInstanceOfSatisfying(
            BadListing.class, bad -> assertThat(bad.isAbsent()).as("a matter of form").isFalse());
  }
}
