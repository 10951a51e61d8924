package dev.assay.hub.follow;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.Library;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.boards.Boards;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.Notifications;
import dev.assay.hub.follow.Follow.Kind;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.people.People;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.SampleRecords;
import dev.assay.hub.records.Standings;
import dev.assay.hub.search.SearchSettings;
import dev.assay.hub.web.SampleReproduction;
import dev.assay.lab.Tier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowsTest {
  private static final String CLAIM = "2310.01769 C1";
  private static final String BOARD = "sampling/a-small-matrix/rate";

  @TempDir Path home;
  private Library library;
  private Follows follows;
  private long ann;

  @BeforeEach
  void open() {
    library = Library.open(home, SearchSettings.words(), TestLibrary.newDatabase());
    follows = follows("here");
    ann = person("ann");
  }

  @AfterEach
  void close() {
    library.close();
  }

  /** The follows as a hub with records in this folder has them. */
  private Follows follows(String folder) {
    Claims claims = new Claims(List.of(new SampleReproduction()));
    Records records = new Records(List.of(home.resolve(folder)));
    return new Follows(
        library.jdbc(),
        library.transaction(),
        new Topics(claims, new Standings(claims, records), new Boards(claims, records)),
        new Notifications(
            library.jdbc(),
            new People(library.jdbc()),
            new Letters(
                library.jdbc(), TestLibrary.clock(), () -> URI.create("http://site"), false),
            TestLibrary.clock()),
        TestLibrary.clock());
  }

  private long person(String name) {
    return library
        .jdbc()
        .sql("insert into person (name, role, created) values (?, 'READER', now()) returning id")
        .param(name)
        .query(Long.class)
        .single();
  }

  private void record(String folder, Tier tier, String at) {
    SampleRecords.make(
        home.resolve(folder),
        home.resolve("trials"),
        new SampleReproduction().claims(),
        tier,
        Instant.parse(at));
  }

  private List<String> news() {
    return follows.news(ann, Instant.EPOCH, 100).stream().map(Follows.News::sentence).toList();
  }

  @Test
  void aVerdictIsToldWhenItChangesAndOnce() {
    follows.add(ann, Kind.CLAIM, CLAIM);
    assertThat(follows.look()).isZero();

    record("here", Tier.SMOKE, "2026-11-01T00:00:00Z");
    assertThat(follows.look()).isEqualTo(1);
    assertThat(follows.look()).isZero();
    assertThat(news())
        .containsExactly("C1 of 2310.01769 is contradicted in a run of the smoke tier.");
    assertThat(follows.news(ann, Instant.EPOCH, 1).getFirst().path())
        .isEqualTo("/papers/2310.01769/records/C1-smoke-20261101T000000Z");

    assertThat(
            library
                .jdbc()
                .sql("select kind || ': ' || sentence from notification where person = ?")
                .param(ann)
                .query(String.class)
                .list())
        .containsExactly("FOLLOW: " + news().getFirst());

    // The same verdict again is no news.
    record("here", Tier.SMOKE, "2026-11-02T00:00:00Z");
    assertThat(follows.look()).isZero();

    library.jdbc().sql("update follow set known = 'reproduced'").update();
    record("here", Tier.SMOKE, "2026-11-03T00:00:00Z");
    assertThat(follows.look()).isEqualTo(1);
    assertThat(news().getFirst()).endsWith("; before it was reproduced.");

    // Another hub whose records are older.
    record("there", Tier.SMOKE, "2026-11-01T00:00:00Z");
    library.jdbc().sql("update follow set known = 'reproduced'").update();
    assertThat(follows("there").look()).isZero();
  }

  @Test
  void whoFollowsNowIsNotToldOfBefore() {
    record("here", Tier.SMOKE, "2026-11-01T00:00:00Z");
    follows.add(ann, Kind.CLAIM, CLAIM);
    follows.add(ann, Kind.BOARD, BOARD);

    assertThat(follows.look()).isZero();
  }

  @Test
  void aBoardTellsOfItsLeaderAndOfNewRows() {
    record("here", Tier.SMOKE, "2026-11-01T00:00:00Z");
    follows.add(ann, Kind.BOARD, BOARD);

    // Rows of a larger tier come first on a board.
    record("here", Tier.QUICK, "2026-11-02T00:00:00Z");
    assertThat(follows.look()).isEqualTo(1);
    assertThat(news().getFirst())
        .endsWith("now leads the board sampling, a small matrix, quick tier.");

    String known = library.jdbc().sql("select known from follow").query(String.class).single();
    library
        .jdbc()
        .sql("update follow set known = ?")
        .param(known.substring(0, known.lastIndexOf('\n')))
        .update();
    record("here", Tier.SMOKE, "2026-11-03T00:00:00Z");
    assertThat(follows.look()).isEqualTo(1);
    assertThat(news().getFirst()).isEqualTo("1 new row on the board sampling, a small matrix.");
  }

  @Test
  void everybodyFollowsForThemselvesAndADeletedAccountLeavesNothing() {
    long bob = person("bob");
    follows.add(ann, Kind.CATEGORY, "cs.LG");
    follows.add(ann, Kind.CATEGORY, " cs.LG ");
    follows.add(bob, Kind.CATEGORY, "cs.LG");
    assertThat(follows.of(ann)).hasSize(1);

    follows.remove(ann, Kind.CATEGORY, "cs.LG");
    assertThat(follows.of(ann)).isEmpty();
    assertThat(follows.of(bob)).hasSize(1);
    library.jdbc().sql("delete from person where id = ?").param(bob).update();
    assertThat(library.jdbc().sql("select count(*) from follow").query(Long.class).single())
        .isZero();
  }

  @Test
  void oneFollowsSoMuchAtMost() {
    library
        .jdbc()
        .sql(
            """
            insert into follow (person, kind, target, created)
            select ?, 'SEARCH', 'word ' || n, now() from generate_series(1, ?) n
            """)
        .param(ann)
        .param(Follows.MOST)
        .update();

    follows.add(ann, Kind.SEARCH, "word 1");
    assertThatThrownBy(() -> follows.add(ann, Kind.CATEGORY, "cs.LG"))
        .isInstanceOf(BadFollow.class)
        .hasMessageContaining("at most");
  }

  @ParameterizedTest
  @CsvSource({
    "CLAIM, 2310.01769 C77, no such claim",
    "CLAIM, C1, no such claim",
    "BOARD, no/such/board, no such board",
    "CATEGORY, Things!, 'such as cs.LG'",
    "AUTHOR, 12, no author's name",
    "SEARCH, 2310.01769, has words",
    "SEARCH, '  ', 1 to 300 characters",
    "SEARCH, cat:!!x!!, names no category"
  })
  void whatIsNotThereCannotBeFollowed(Kind kind, String target, String sentence) {
    assertThatThrownBy(() -> follows.add(ann, kind, target))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void papersComeByAuthorBySearchAndByCategoryEachOnce() {
    library
        .papers()
        .upsert(
            List.of(
                titled("2611.00001", "Robust medians").categories(List.of("math.ST")).build(),
                titled("2611.00002", "Robust means").categories(List.of("cs.LG")).build(),
                titled("2611.00003", "Medians of the mind").categories(List.of("cs.LG")).build(),
                titled("2611.00004", "Numbers").authors(List.of("Emmy Noether")).build(),
                titled("2611.00005", "Another family").authors(List.of("Emil Noethe")).build(),
                paper("2601.00001", "2026-01-05", "Robust medians of old").build()));
    library.search().catchUp();
    follows.add(ann, Kind.CATEGORY, "cs.LG");
    follows.add(ann, Kind.SEARCH, "robust median");
    follows.add(ann, Kind.AUTHOR, "Emmy Noether");
    follows.add(ann, Kind.CATEGORY, "math.ST");
    Claims claims = new Claims(List.of());
    Standings standings = new Standings(claims, new Records(List.of()));

    List<FollowedPapers.Brought> brought =
        new FollowedPapers(
                follows,
                new Listings(library.papers(), claims, standings, TestLibrary.clock()),
                library::search)
            .of(ann, LocalDate.parse("2026-11-12"));

    assertThat(brought)
        .extracting(each -> each.paper().id().value() + " " + each.reason())
        .containsExactly(
            "2611.00004 You follow Emmy Noether.",
            "2611.00001 You follow “robust median”.",
            "2611.00002 You follow cs.LG.",
            "2611.00003 You follow cs.LG.");
  }

  private static Paper.Builder titled(String id, String title) {
    return paper(id, "2026-11-24", title);
  }
}
