package dev.assay.hub.foryou;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.hub.Library;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.boards.Boards;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.Notifications;
import dev.assay.hub.follow.Follow.Kind;
import dev.assay.hub.follow.FollowedPapers;
import dev.assay.hub.follow.Follows;
import dev.assay.hub.follow.Topics;
import dev.assay.hub.foryou.PersonalFeed.Feed;
import dev.assay.hub.foryou.PersonalFeed.Pick;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.people.People;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.Standings;
import dev.assay.hub.search.Embedding;
import dev.assay.hub.search.SearchSettings;
import dev.assay.hub.search.TextEmbedder;
import dev.assay.hub.votes.Votes;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Papers on fruit and on engines, whose vectors say which. */
class PersonalFeedTest {
  @TempDir Path home;
  private Library library;
  private Follows follows;
  private PersonalFeed feed;
  private long ann;

  /** Puts texts on fruit in one direction and others in another, each a little beside it. */
  private static final class TopicEmbedder implements TextEmbedder {
    @Override
    public String name() {
      return "topic";
    }

    @Override
    public int dimension() {
      return 6;
    }

    @Override
    public Embedding document(String text) {
      Random random = new Random(text.hashCode());
      float[] direction = new float[6];
      direction[text.contains("fruit") ? 0 : 1] = 1;
      for (int i = 2; i < direction.length; i++) {
        direction[i] = (float) random.nextGaussian() / 5;
      }
      return Embedding.of(direction);
    }

    @Override
    public Embedding query(String text) {
      return document(text);
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void open() {
    library =
        Library.open(home, SearchSettings.hybrid(new TopicEmbedder()), TestLibrary.newDatabase());
    List<Paper> papers = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      papers.add(
          paper("2611.%05d".formatted(i), "2026-11-20", (i <= 6 ? "On fruit " : "On engines ") + i)
              .categories(List.of(i == 12 ? "cs.RO" : "cs.LG"))
              .build());
    }
    library.papers().upsert(papers);
    Claims claims = new Claims(List.of());
    Records records = new Records(List.of());
    Standings standings = new Standings(claims, records);
    follows =
        new Follows(
            library.jdbc(),
            library.transaction(),
            new Topics(claims, standings, new Boards(claims, records)),
            new Notifications(
                library.jdbc(),
                new People(library.jdbc()),
                new Letters(
                    library.jdbc(), TestLibrary.clock(), () -> URI.create("http://site"), false),
                TestLibrary.clock()),
            TestLibrary.clock());
    Listings listings = new Listings(library.papers(), claims, standings, TestLibrary.clock());
    feed =
        new PersonalFeed(
            library.papers(),
            library::search,
            new Votes(library.jdbc()),
            new FollowedPapers(follows, listings, library::search),
            TestLibrary.clock());
    ann =
        library
            .jdbc()
            .sql(
                "insert into person (name, role, created) values ('ann', 'READER', now()) returning id")
            .query(Long.class)
            .single();
  }

  @AfterEach
  void close() {
    library.close();
  }

  private void embed() {
    while (library.search().embedSome()) {
      library.search().catchUp();
    }
    library.search().catchUp();
  }

  private void vote(int... papers) {
    for (int paper : papers) {
      new Votes(library.jdbc())
          .cast(ann, new ArxivId("2611.%05d".formatted(paper)), TestLibrary.clock().instant());
    }
  }

  private static List<String> titles(List<Pick> picks) {
    return picks.stream().map(pick -> pick.paper().title()).toList();
  }

  private Pick pick(String title) {
    return feed.of(ann).picks().stream()
        .filter(pick -> pick.paper().title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsLikeTheVotesComesFirstAndSaysWhichOfThemItIsLike() {
    embed();
    vote(1, 2);

    Feed found = feed.of(ann);

    assertThat(found.votes()).isEqualTo(2);
    assertThat(titles(found.picks().subList(0, 4)))
        .containsExactlyInAnyOrder("On fruit 3", "On fruit 4", "On fruit 5", "On fruit 6");
    assertThat(found.picks().subList(0, 4))
        .allSatisfy(
            pick ->
                assertThat(pick.because())
                    .isNotNull()
                    .extracting(Paper::title)
                    .asString()
                    .startsWith("On fruit"));
    assertThat(titles(found.picks()))
        .doesNotContain("On fruit 1", "On fruit 2")
        .contains("On engines 7");
    assertThat(pick("On engines 7").because()).isNull();
    assertThat(feed.of(ann)).isEqualTo(found);
  }

  @Test
  void aFollowCountsOneMore() {
    embed();
    vote(1, 2);
    double before = pick("On engines 12").score();

    follows.add(ann, Kind.CATEGORY, "cs.RO");

    assertThat(pick("On engines 12").score()).isCloseTo(before + 1, within(1e-9));
    assertThat(pick("On engines 12").follow()).isNotNull();
    assertThat(pick("On engines 11").score()).isLessThan(pick("On engines 12").score());
  }

  @Test
  void withoutVectorsFollowsStandAlone() {
    vote(1);
    assertThat(feed.of(ann)).isEqualTo(new Feed(List.of(), 0, 1));

    follows.add(ann, Kind.CATEGORY, "cs.RO");

    assertThat(titles(feed.of(ann).picks())).containsExactly("On engines 12");
  }

  @Test
  void whoNeitherVotedNorFollowsHasNone() {
    embed();
    assertThat(feed.of(ann)).isEqualTo(new Feed(List.of(), 0, 0));
  }
}
