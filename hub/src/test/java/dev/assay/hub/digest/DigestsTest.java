package dev.assay.hub.digest;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.follow.Follow;
import dev.assay.hub.people.Role;
import dev.assay.hub.people.SiteSettings;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What subscribers are sent, at a real mail server. It is Thursday. */
class DigestsTest {
  @TempDir Path home;
  private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
  private DigestOffice office;

  @BeforeEach
  void open() {
    mail.start();
    office =
        new DigestOffice(home, TestLibrary.newDatabase(), mail.getSmtp().getPort(), Duration.ZERO);
    office
        .library
        .papers()
        .upsert(
            List.of(
                paper("2611.00001", "2026-11-26", "Of today & <b>bold</b>").build(),
                paper("2611.00002", "2026-11-24", "Loved").upvotes(40).build(),
                paper("2611.00003", "2026-11-01", "Of old").upvotes(400).build(),
                paper("2611.00004", "2026-11-25", "Taken back").withdrawn(true).build()));
  }

  @AfterEach
  void close() {
    office.close();
    mail.stop();
  }

  private List<MimeMessage> send(Duration later) {
    int before = mail.getReceivedMessages().length;
    office.advance(later);
    office.digests.makeDue();
    office.postman().round();
    return List.of(mail.getReceivedMessages()).subList(before, mail.getReceivedMessages().length);
  }

  /** The plain text, 0, or the HTML, 1, of a letter. */
  private static String part(MimeMessage letter, int index) throws Exception {
    return ((MimeMultipart) letter.getContent()).getBodyPart(index).getContent().toString();
  }

  @Test
  void trendingPapersComeInTheirOrderAndNoneTwice() throws Exception {
    Subscription ann = office.subscriber("ann@example.org");

    assertThat(send(Duration.ofMinutes(59))).isEmpty();
    List<MimeMessage> first = send(Duration.ofMinutes(1));
    assertThat(first).hasSize(1);
    assertThat(first.getFirst().getSubject()).isEqualTo("Papers, 26 November: Loved");
    assertThat(part(first.getFirst(), 0))
        .containsSubsequence("Loved", "40 votes", "Of today & <b>bold</b>")
        .contains("https://site.example/papers/2611.00002", "This comes to ann@example.org")
        .doesNotContain("Of old", "Taken back");
    assertThat(part(first.getFirst(), 1))
        .contains("Of today &amp; &lt;b&gt;bold&lt;/b&gt;", "/digest/unsubscribe?key=" + ann.key())
        .doesNotContain("<img", "<script", "src=");

    // Friday: nothing new. Monday, after a weekend without one: what is new since.
    assertThat(send(Duration.ofDays(1))).isEmpty();
    office.library.papers().add(paper("2611.00005", "2026-11-28", "Newer").build());
    assertThat(send(Duration.ofDays(1))).isEmpty();
    List<MimeMessage> monday = send(Duration.ofDays(2));
    assertThat(monday).hasSize(1);
    assertThat(part(monday.getFirst(), 0)).contains("Newer").doesNotContain("Loved");
    assertThat(office.digests.days(ann))
        .map(Object::toString)
        .containsExactly("2026-11-30", "2026-11-26");
  }

  @Test
  void mailProgramsCanEndItByOneRequest() throws Exception {
    Subscription ann = office.subscriber("ann@example.org");
    MimeMessage letter = send(Duration.ofHours(1)).getFirst();

    assertThat(letter.getHeader("List-Unsubscribe"))
        .containsExactly("<https://site.example/digest/unsubscribe?key=" + ann.key() + ">");
    assertThat(letter.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    assertThat(letter.getHeader("List-Id")[0]).endsWith("<digest.site.example>");
    assertThat(letter.getContentType()).startsWith("multipart/alternative");

    assertThat(office.digests.end(ann.key()).orElseThrow().isActive()).isFalse();
    office.library.papers().add(paper("2611.00005", "2026-11-26", "Newer").build());
    assertThat(send(Duration.ofDays(1))).isEmpty();
    assertThat(office.digests.confirm(ann.key()).orElseThrow().isActive()).isTrue();
    assertThat(send(Duration.ofDays(3))).hasSize(1);
  }

  @Test
  void aChangeOfTheHourBringsNoSecondOneOnADay() {
    Subscription ann = office.subscriber("ann@example.org");
    assertThat(send(Duration.ofHours(1))).hasSize(1);
    office.library.papers().add(paper("2611.00005", "2026-11-26", "Newer").build());

    office.digests.reschedule(ann.key(), Schedule.parse("workdays", "1", "15", "UTC"));

    assertThat(send(Duration.ofHours(3))).isEmpty();
    assertThat(send(Duration.ofDays(1))).hasSize(1);
  }

  @Test
  void nobodyIsSentMoreThanTheyMayHave() {
    office.subscriber("ann@example.org");
    office.subscriber("bob@example.org");
    office.refusals.suspend("BOB@example.org", "a complaint");
    assertThat(office.digests.served()).map(Subscription::email).containsExactly("ann@example.org");

    // A site for its own people.
    SiteSettings settings = new SiteSettings(office.library.jdbc());
    settings.set(
        new SiteSettings.Settings(SiteSettings.SignUp.INVITATION, Role.MEMBER, Role.MEMBER, false));
    assertThat(send(Duration.ofHours(1))).isEmpty();
    office
        .library
        .jdbc()
        .sql(
            "insert into person (name, email, confirmed, role, created) values"
                + " ('ann', 'Ann@example.org', now(), 'READER', now())")
        .update();
    assertThat(send(Duration.ofMinutes(1))).hasSize(1);

    // Who deletes their account ends it.
    office.library.jdbc().sql("delete from person").update();
    settings.set(
        new SiteSettings.Settings(SiteSettings.SignUp.INVITATION, Role.MEMBER, Role.MEMBER, true));
    assertThat(office.digests.served()).isEmpty();
  }

  @Test
  void whatAPersonFollowsComesFirstWithItsReasonAndItsNews() throws Exception {
    office.subscriber("ann@example.org");
    office.subscriber("bob@example.org");
    long ann =
        office
            .library
            .jdbc()
            .sql(
                "insert into person (name, email, confirmed, role, created) values"
                    + " ('ann', 'Ann@example.org', now(), 'READER', now()) returning id")
            .query(Long.class)
            .single();
    office.library.search().catchUp();
    office.follows.add(ann, Follow.Kind.SEARCH, "title:today");
    office
        .library
        .jdbc()
        .sql(
            "insert into follow_news (follow, at, sentence, path) select id, ?, 'C1 is reproduced.',"
                + " '/papers/2611.00001' from follow")
        .param(Timestamp.from(DigestOffice.NOON))
        .update();

    List<MimeMessage> letters = send(Duration.ofHours(1));

    assertThat(part(letters.get(0), 0))
        .containsSubsequence(
            "What you follow",
            "C1 is reproduced.",
            "From what you follow",
            "Of today",
            "You follow “title:today”.",
            "Trending papers",
            "Loved")
        .containsOnlyOnce("Of today");
    assertThat(letters.get(0).getSubject()).contains("C1 is reproduced.");
    assertThat(part(letters.get(1), 0)).doesNotContain("What you follow", "You follow");
    // What was told is not told again.
    assertThat(send(Duration.ofDays(1))).isEmpty();
  }

  @Test
  void oneThatCannotBeMadeKeepsNobodyElsesBack() {
    for (String name : List.of("ann", "bad", "cid")) {
      office.subscriber(name + "@example.org");
    }
    office
        .library
        .jdbc()
        .sql(
            """
            create function refuse() returns trigger language plpgsql as
              $$ begin raise exception 'not this one'; end $$;
            create trigger refused before insert on letter for each row
              when (new.recipient = 'bad@example.org') execute function refuse()
            """)
        .update();
    assertThat(send(Duration.ofHours(1))).hasSize(2);

    office.library.jdbc().sql("drop trigger refused on letter").update();
    assertThat(send(Duration.ofMinutes(1))).hasSize(1);
    assertThat(send(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void whatWouldBeSentCanBeSeenWithoutSendingIt() {
    office.subscriber("ann@example.org");

    List<Digests.Draft> drafts = office.digests.drafts();

    assertThat(drafts).hasSize(1);
    assertThat(drafts.getFirst().digest().papers())
        .containsExactly(new ArxivId("2611.00002"), new ArxivId("2611.00001"));
    assertThat(drafts.getFirst().text()).contains("Loved");
    assertThat(send(Duration.ZERO)).isEmpty();
    assertThat(send(Duration.ofHours(1))).hasSize(1);
  }

  @Test
  void anAddressThatWasRefusedIsServedAgainWhenItAnswers() {
    Subscription ann = office.subscriber("ann@example.org");
    office.refusals.suspend("ann@example.org", "a bounce");
    assertThat(send(Duration.ofHours(1))).isEmpty();

    office.digests.subscribe("ann@example.org", ann.schedule(), null);
    office.postman().round();
    assertThat(mail.getReceivedMessages()).hasSize(1);
    assertThat(office.digests.served()).isEmpty();

    office.digests.confirm(ann.key());
    assertThat(office.digests.served()).hasSize(1);
    assertThat(office.refusals.find("ann@example.org")).isEmpty();
  }

  @Test
  void addressesThatNeverAnsweredAreForgotten() {
    office.digests.subscribe("ann@example.org", Schedule.parse("weekly", "1", "8", "UTC"), null);
    office.subscriber("bob@example.org");

    office.advance(Duration.ofDays(4));
    office.digests.tidy();

    assertThat(
            office.library.jdbc().sql("select email from subscription").query(String.class).list())
        .containsExactly("bob@example.org");
  }
}
