package dev.assay.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.Library;
import dev.assay.hub.TestServer;
import dev.assay.hub.catalogue.PaperRepository.Change;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestServer.class)
class PaperRepositoryTest {
  private static final LocalDate DAY = LocalDate.of(2020, 2, 10);
  private final Library library;
  private final PaperRepository papers;

  PaperRepositoryTest(TestServer server) {
    library = server.library();
    papers = library.papers();
  }

  @AfterEach
  void removeOurs() {
    library.jdbc().sql("delete from paper where id like '2002.%'").update();
  }

  @Test
  void everyFieldComesBack() {
    Paper paper =
        paper(1)
            .with()
            .authors(List.of("Ada \"A.\" Lovelace", "王, 小明", "{NULL}"))
            .categories(List.of("cs.LG", "stat.ML"))
            .versions(
                List.of(
                    new PaperVersion(1, Instant.parse("2020-02-10T18:00:00Z")),
                    new PaperVersion(3, null)))
            .updated(Instant.parse("2020-03-01T00:00:00.123456789Z"))
            .withdrawn(true)
            .comment("12 pages")
            .journalReference("JMLR 21 (2020)")
            .doi("10.1000/182")
            .codeUrl(URI.create("https://github.com/a/b"))
            .projectUrl(URI.create("https://example.org/"))
            .upvotes(7)
            .submitter("somebody")
            .featuredOn(DAY.plusDays(1))
            .build();
    papers.upsert(List.of(paper));

    assertThat(papers.find(paper.id())).contains(paper);
    assertThat(paper.authorCount()).isEqualTo(3);
    assertThat(paper.currentVersion()).hasValue(3);
    assertThat(papers.upsert(List.of(paper)).unchanged()).containsExactly(paper);
  }

  @Test
  void listsByDayWeekMonthAndCategory() {
    Paper featured = paper(1).with().featuredOn(DAY.plusDays(7)).build();
    Paper month =
        paper(2)
            .with()
            .date(
                new PublicationDate(
                    DAY.withDayOfMonth(1), PublicationDate.Precision.MONTH, "Feb 2020"))
            .build();
    Paper coded =
        paper(3)
            .with()
            .categories(List.of("cs.LG", "test.X"))
            .codeUrl(URI.create("https://github.com/a/b"))
            .build();
    papers.upsert(List.of(featured, month, coded, paper(4)));
    PaperFilter all = PaperFilter.all();

    assertThat(papers.list(all.day(DAY), 10, 0)).containsExactly(coded, paper(4));
    assertThat(papers.list(all.day(DAY.plusDays(7)), 10, 0)).containsExactly(featured);
    // 10 February 2020 was a Monday.
    assertThat(papers.count(all.weekOf(DAY.plusDays(6)))).isEqualTo(2);
    assertThat(papers.list(all.month(YearMonth.of(2020, 2)), 10, 0))
        .containsExactly(featured, coded, paper(4), month);
    assertThat(papers.list(all.category("test.X"), 10, 0)).containsExactly(coded);
    assertThat(papers.count(all.day(DAY).withCode())).isEqualTo(1);
    assertThat(papers.list(all.day(DAY).among(List.of(paper(4).id())), 10, 0))
        .containsExactly(paper(4));
    assertThat(papers.countByDay(all.month(YearMonth.of(2020, 2))))
        .containsEntry(DAY, 2)
        .containsEntry(DAY.plusDays(7), 1);
    assertThat(papers.countByCategory(all.day(DAY)).entrySet())
        .extracting(Object::toString)
        .containsExactly("cs.LG=1", "test.X=1");
    assertThat(papers.dayBefore(DAY.plusDays(7), all)).contains(DAY);
    assertThat(papers.dayAfter(DAY, all)).contains(DAY.plusDays(7));
    assertThat(papers.dayBefore(LocalDate.of(1990, 1, 1), all)).isEmpty();
  }

  @Test
  void pagesNeitherRepeatNorSkipWhateverComesInBetween() {
    PaperFilter filter = PaperFilter.all().month(YearMonth.of(2020, 2));
    List<Paper> first = IntStream.rangeClosed(10, 19).mapToObj(n -> paper(n)).toList();
    papers.upsert(first);
    List<Paper> seen = new ArrayList<>(papers.list(filter, 4, 0));
    papers.upsert(List.of(paper(30).with().date(day(DAY.plusDays(1))).build()));
    for (int page = 0; page < 3; page++) {
      seen.addAll(papers.listAfter(filter, seen.getLast().id(), 4));
    }

    assertThat(seen).containsExactlyElementsOf(first);
  }

  @Test
  void changesAreFollowedWithoutGapsWhileOthersWrite() throws Exception {
    long start = papers.lastChange();
    int writers = 4;
    CountDownLatch go = new CountDownLatch(1);
    List<CompletableFuture<Void>> writing =
        IntStream.range(0, writers)
            .mapToObj(
                writer ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int n = 0; n < 40; n++) {
                            awaitGo(go);
                            papers.upsert(
                                List.of(
                                    paper(100 + writer * 100 + n), paper(99 + writer * 100 - n)));
                          }
                        }))
            .toList();
    go.countDown();
    List<Change> followed = new ArrayList<>();
    long last = start;
    boolean over = false;
    while (!over) {
      over = writing.stream().allMatch(CompletableFuture::isDone);
      for (Change change : papers.changedSince(last, 7)) {
        followed.add(change);
        last = change.number();
        over = false;
      }
    }
    CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new)).get();

    assertThat(followed).extracting(Change::number).isSorted().doesNotHaveDuplicates();
    assertThat(followed.stream().map(change -> change.paper().id()).distinct())
        .hasSize(
            library
                .jdbc()
                .sql("select count(*) from paper where id like '2002.%'")
                .query(Integer.class)
                .single());
  }

  @Test
  void onlyWhatChangedIsAChange() {
    papers.upsert(List.of(paper(1), paper(2)));
    long before = papers.lastChange();
    papers.upsert(List.of(paper(1), paper(2).with().upvotes(3).build()));

    assertThat(papers.changedSince(before, 10))
        .singleElement()
        .satisfies(change -> assertThat(change.paper().upvotes()).isEqualTo(3));
  }

  @Test
  void aPaperToldTwiceInOneBatchIsOne() {
    var upserted = papers.upsert(List.of(paper(1), paper(1).with().comment("12 pages").build()));

    assertThat(upserted.added())
        .singleElement()
        .satisfies(paper -> assertThat(paper.comment()).isEqualTo("12 pages"));
  }

  private static void awaitGo(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Paper paper(int number) {
    return Paper.of(new ArxivId("2002.%05d".formatted(number)), "Title " + number, "Abstract.")
        .date(day(DAY))
        .build();
  }

  private static PublicationDate day(LocalDate day) {
    return PublicationDate.ofDay(day, day.toString());
  }
}
