package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The digest in the terminal, beside a running hub. */
class DigestCommandTest {
  private static final String EMAIL = "terminal@example.org";

  @BeforeAll
  static void subscribe() throws Exception {
    LocalDate today = LocalDate.now(Clock.systemUTC());
    TestHub.hub()
        .library()
        .papers()
        .upsert(
            List.of(
                Paper.of(new ArxivId("2611.44444"), "Seen in a terminal", "Text.")
                    .upvotes(6000)
                    .date(PublicationDate.ofDay(today, ""))
                    .build()));
    TestHub.submit("/digest", "email=" + EMAIL + "&zone=UTC");
    String key = URI.create(TestHub.linkInLetterTo(EMAIL)).getRawQuery();
    TestHub.submit("/digest/confirm", key);
  }

  private static Terminal digest(String... arguments) {
    Terminal said =
        Terminal.run(
            Stream.concat(
                    Stream.of("digest", "--home", TestHub.home().toString()), Stream.of(arguments))
                .toArray(String[]::new));
    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    return said;
  }

  @Test
  void aDryRunPrintsWhatWouldBeSentAndSendsNothing() {
    assertThat(digest("--dry-run").out())
        .contains("To: " + EMAIL, "2611.44444  Seen in a terminal", "nothing was");
    assertThat(digest("--dry-run", "--to", EMAIL, "--url", "https://papers.example.org").out())
        .contains(
            "Subject: Papers,",
            "https://papers.example.org/papers/2611.44444",
            "Change or end it: https://papers.example.org/digest/unsubscribe?key=");
    assertThat(TestHub.lettersTo(EMAIL, 1)).hasSize(1);
  }

  @Test
  void whatBouncedIsSentNoMoreUntilItMay() {
    assertThat(digest("--to", EMAIL).out()).contains(EMAIL + "  on workdays at 08:00, UTC");

    assertThat(digest("--bounced", "back+terminal=example.org@here.example").out())
        .contains("No more digests are sent to " + EMAIL);
    assertThat(digest().out()).contains(EMAIL + "  no more, marked by an administrator");
    assertThat(digest("--again", EMAIL).out()).contains("are sent to " + EMAIL + " again");
    assertThat(digest("--to", EMAIL).out()).contains("on workdays");
  }

  @Test
  void anAddressThatIsNoneIsToldSo() {
    Terminal said =
        Terminal.run("digest", "--home", TestHub.home().toString(), "--bounced", "nobody");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("This is no e-mail address.");
  }
}
