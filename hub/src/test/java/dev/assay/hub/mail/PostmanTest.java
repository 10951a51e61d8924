package dev.assay.hub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.Library;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.search.SearchSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers answer, and what becomes of letters and addresses then. */
class PostmanTest {
  @TempDir static Path home;
  private static Library library;
  private static Letters letters;
  private static Refusals refusals;

  /** A database of its own, so that the site's postman leaves the letters alone. */
  @BeforeAll
  static void open() {
    library = Library.open(home, SearchSettings.words(), TestLibrary.newDatabase());
    letters =
        new Letters(
            library.jdbc(), TestLibrary.clock(), () -> URI.create("http://site.example"), true);
    refusals = new Refusals(library.jdbc(), TestLibrary.clock());
  }

  @AfterAll
  static void close() {
    library.close();
    TestLibrary.backToNoon();
  }

  @AfterEach
  void forget() {
    library.jdbc().sql("delete from letter").update();
    library.jdbc().sql("delete from refused_address").update();
  }

  private static void write(String key, String recipient) {
    letters.add(Letter.plain(key, recipient, "Subject", "A text with a link."));
  }

  private static int round(AnsweringMailServer server, String more) {
    return new Postman(
            letters,
            MailServer.parse(
                "smtp://127.0.0.1:%d?from=papers@here.example%s".formatted(server.port(), more)),
            TestLibrary.clock())
        .round();
  }

  private static List<String> states() {
    return library
        .jdbc()
        .sql(
            """
            select recipient || case when sent is not null then ' sent'
              when given_up is not null then ' given up' else ' waits' end
            from letter order by id
            """)
        .query(String.class)
        .list();
  }

  @Test
  void aRefusalForGoodEndsALetterAndTheThirdInARowSuspendsTheAddress() throws Exception {
    try (var server =
        new AnsweringMailServer(
            line -> line.startsWith("RCPT TO:<Gone@") ? "550 no such user" : "250 fine")) {
      for (int i = 1; i <= 3; i++) {
        assertThat(refusals.find("gone@example.org").filter(r -> r.suspended() != null)).isEmpty();
        write("a " + i, "Gone@example.org");
        write("b " + i, "ann@example.org");
        assertThat(round(server, "")).isEqualTo(1);
      }

      assertThat(states())
          .filteredOn(state -> state.equals("Gone@example.org given up"))
          .hasSize(3);
      assertThat(states()).filteredOn(state -> state.equals("ann@example.org sent")).hasSize(3);
      Refusals.Refused gone = refusals.find("GONE@example.org").orElseThrow();
      assertThat(gone.times()).isEqualTo(3);
      assertThat(gone.suspended()).isNotNull();
      assertThat(gone.reason()).contains("550 no such user");
      assertThat(refusals.all(10)).hasSize(1);
    }
  }

  @Test
  void aRefusalForNowIsTriedAgainAndOneThatEndsIsForgotten() throws Exception {
    List<String> answers = new ArrayList<>(List.of("450 greylisted", "550 full", "250 fine"));
    try (var server =
        new AnsweringMailServer(
            line -> line.startsWith("RCPT") ? answers.removeFirst() : "250 fine")) {
      write("one", "ann@example.org");
      assertThat(round(server, "")).isZero();
      assertThat(states()).containsExactly("ann@example.org waits");
      assertThat(refusals.find("ann@example.org")).isEmpty();

      TestLibrary.advance(Duration.ofMinutes(5));
      assertThat(round(server, "")).isZero();
      assertThat(refusals.find("ann@example.org").orElseThrow().times()).isEqualTo(1);

      write("two", "ann@example.org");
      assertThat(round(server, "")).isEqualTo(1);
      assertThat(refusals.find("ann@example.org")).isEmpty();
    }
  }

  @Test
  void lettersGoOverOneConnectionEachWithAReturnPathThatNamesItsRecipient() throws Exception {
    try (var server = new AnsweringMailServer(line -> "250 fine")) {
      write("one", "ann@example.org");
      write("two", "bob@example.net");
      assertThat(round(server, "&bounces=back@here.example")).isEqualTo(2);

      assertThat(server.heard()).filteredOn(line -> line.startsWith("EHLO")).hasSize(1);
      assertThat(server.heard())
          .contains(
              "MAIL FROM:<back+ann=example.org@here.example>",
              "MAIL FROM:<back+bob=example.net@here.example>");
      assertThat(MailServer.recipient("back+ann=example.org@here.example"))
          .isEqualTo("ann@example.org");
      assertThat(MailServer.recipient("ann@example.org")).isEqualTo("ann@example.org");
    }
  }

  @Test
  void whatWasSentKeepsNoText() throws Exception {
    try (var server = new AnsweringMailServer(line -> "250 fine")) {
      write("one", "ann@example.org");
      round(server, "");
      assertThat(library.jdbc().sql("select text from letter").query(String.class).single())
          .isEmpty();

      letters.forget(TestLibrary.clock().instant().minus(Duration.ofDays(1)));
      assertThat(states()).hasSize(1);
      letters.forget(TestLibrary.clock().instant().plusSeconds(1));
      assertThat(states()).isEmpty();
    }
  }
}
