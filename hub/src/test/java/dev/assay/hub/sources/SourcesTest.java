package dev.assay.hub.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.HubException;
import dev.assay.hub.Library;
import dev.assay.hub.TestServer;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.search.SearchSettings;
import dev.assay.hub.sources.OperatorTurns.Turn;
import dev.assay.hub.sources.ReplayServer.Answer;
import dev.assay.hub.sources.ScheduledSource.Status;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(TestServer.class)
class SourcesTest {
  private static final SourceName CATEGORY = SourceName.parse("arxiv:cs.LG");
  private static final String TOKEN = "next";
  private static final Map<TestServer, Opened> OPENED = new EnumMap<>(TestServer.class);

  private final ReplayServer server = new ReplayServer();
  private final FakeTime time = new FakeTime("2026-11-20T06:00:00Z");
  private final String url;
  private final Library library;
  private final Sources sources;

  /** One for all tests on a server. */
  private record Opened(String url, Library library) {
    static Opened on(TestServer server) {
      String url = server.newDatabase();
      return new Opened(url, TestServer.open(url));
    }
  }

  SourcesTest(TestServer server) {
    Opened opened = OPENED.computeIfAbsent(server, Opened::on);
    url = opened.url();
    library = opened.library();
    sources = sources(library);
  }

  @BeforeEach
  void clear() {
    library.jdbc().sql("truncate source, job, operator_turn, paper cascade").update();
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void aReadingThatIsBrokenOffGoesOnWhereItWas() throws Exception {
    add(CATEGORY);
    server.then(
        Answer.ok(Documents.oai(Documents.record(SamplePaper.SECOND), TOKEN)),
        Answer.status(429, "Retry-After", "86400"));

    Instant next = sources.readAsPlanned(CATEGORY).orElseThrow();
    ScheduledSource broken = sources.find(CATEGORY).orElseThrow();
    server.then(Answer.ok(Documents.oai(Documents.record(SamplePaper.THIRD), "")));
    Instant later = sources.readAsPlanned(CATEGORY).orElseThrow();
    ScheduledSource whole = sources.find(CATEGORY).orElseThrow();

    assertThat(find(SamplePaper.SECOND).versions()).hasSize(1);
    assertThat(broken.status()).isEqualTo(Status.BUSY);
    assertThat(broken.message()).contains("asks to come back in 1440 minutes");
    assertThat(broken.failures()).isEqualTo(1);
    assertThat(next).isEqualTo(Instant.parse("2026-11-21T06:00:03Z"));
    assertThat(server.requests().getLast().target()).endsWith("resumptionToken=next");
    assertThat(whole.status()).isEqualTo(Status.READ);
    assertThat(whole.message()).isNull();
    assertThat(whole.failures()).isZero();
    assertThat(whole.last().added()).isEqualTo(1);
    assertThat(later).isEqualTo(time.instant().plus(Duration.ofHours(6)));
    assertThat(whole.next()).isEqualTo(later);
  }

  @Test
  void whatIsOfflineIsSaidAndTriedAgainLessAndLessOften() throws Exception {
    sources.put(CATEGORY, URI.create("http://127.0.0.1:1/oai"), null, Duration.ofHours(6));

    for (long minutes : new long[] {5, 10, 20}) {
      Instant next = sources.readAsPlanned(CATEGORY).orElseThrow();
      assertThat(Duration.between(time.instant(), next)).isEqualTo(Duration.ofMinutes(minutes));
    }
    ScheduledSource source = sources.find(CATEGORY).orElseThrow();
    assertThat(source.status()).isEqualTo(Status.OFFLINE);
    assertThat(source.message()).isEqualTo("arXiv cannot be reached at 127.0.0.1.");
    assertThat(source.succeeded()).isNull();
  }

  @Test
  void problemsAreKeptAndPapersWithThem() throws Exception {
    add(CATEGORY);
    server.then(
        Answer.ok(
            Documents.oai(
                Documents.record(SamplePaper.FIRST.withId("../../etc"))
                    + Documents.record(SamplePaper.THIRD),
                "")));

    sources.readAsPlanned(CATEGORY);

    Imported last = sources.find(CATEGORY).orElseThrow().last();
    assertThat(last.added()).isEqualTo(1);
    assertThat(last.skipped()).isEqualTo(1);
    assertThat(last.problems().getFirst().reason()).contains("../../etc");
  }

  @Test
  void aHalfFilledDayTakesNothingAway() throws Exception {
    SourceName daily = SourceName.parse("hugging-face");
    sources.put(daily, server.at("/d"), LocalDate.of(2026, 11, 20), Duration.ofHours(3));
    server.then(
        Answer.of(200, Documents.dailyPapers(List.of(SamplePaper.FIRST, SamplePaper.SECOND))),
        Answer.of(200, Documents.dailyPapers(List.of(SamplePaper.FIRST))),
        Answer.ok("[]"));

    for (int reading = 0; reading < 3; reading++) {
      sources.readAsPlanned(daily);
    }

    assertThat(find(SamplePaper.SECOND).featuredOn()).isEqualTo(LocalDate.of(2026, 11, 20));
    assertThat(find(SamplePaper.SECOND).upvotes()).isEqualTo(41);
    assertThat(sources.find(daily).orElseThrow().last().problems().getFirst().reason())
        .startsWith("0 papers are listed now and 2 were before");
  }

  @Test
  void asksArxivOnceForWhatOtherSourcesDoNotTell() throws Exception {
    SourceName details = SourceName.parse("arxiv-details");
    library.papers().add(Paper.of(new ArxivId("2310.01769"), "Short", "Short.").upvotes(5).build());
    library.papers().add(Paper.of(ArxivId.ofTitle("Ours"), "Ours", "Ours.").build());
    sources.put(details, server.at("/q"), null, Duration.ofHours(6));
    server.then(Answer.of(200, Documents.atom(List.of(SamplePaper.FIRST))));

    sources.readAsPlanned(details);
    sources.readAsPlanned(details);

    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().getFirst().target()).contains("id_list=2310.01769&");
    assertThat(find(SamplePaper.FIRST).categories()).containsExactly("cs.LG");
    assertThat(find(SamplePaper.FIRST).upvotes()).isEqualTo(5);
  }

  @Test
  void oneAtATimeAsksAnOperatorAndThePauseIsKeptByAll() throws Exception {
    add(CATEGORY);
    server.otherwise(uri -> Answer.ok(Documents.oaiError("noRecordsMatch", "nothing")));
    OperatorTurns turns = new OperatorTurns(library.dataSource());
    try (Turn turn = turns.tryTake("arXiv").orElseThrow()) {
      assertThat(turns.tryTake("arXiv")).isEmpty();
      assertThat(sources.readAsPlanned(CATEGORY)).contains(time.instant().plusSeconds(60));
      assertThat(server.requests()).isEmpty();
      turn.asked(time.instant().minusSeconds(1));
    }

    // As another process would.
    sources(library).readAsPlanned(CATEGORY);

    assertThat(server.requests()).hasSize(1);
    assertThat(time.waits()).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void jobsAreRunOnceHoweverManyHubsThereAre(@TempDir Path other) throws Exception {
    List<SourceName> names =
        Stream.of("cs.LG", "cs.CL", "cs.CV", "stat.ML", "math", "hep-th")
            .map(category -> SourceName.parse("arxiv:" + category))
            .toList();
    names.forEach(this::add);
    CountDownLatch asked = new CountDownLatch(names.size());
    server.otherwise(
        uri -> {
          asked.countDown();
          return Answer.ok(Documents.oaiError("noRecordsMatch", "nothing"));
        });
    Duration often = Duration.ofMillis(50);
    try (Library second = Library.open(other, SearchSettings.words(), url);
        SourceJobs one = new SourceJobs(library.dataSource(), sources, "one", time, often);
        SourceJobs two = new SourceJobs(second.dataSource(), sources(second), "two", time, often)) {
      assertThat(List.of(one, two)).hasSize(2);
      // Who finds another at arXiv comes back after a minute, which passes here where one waits.
      while (!asked.await(100, TimeUnit.MILLISECONDS)) {
        time.await(Duration.ofSeconds(30));
      }
      // All are planned hours ahead now; whoever would read one twice does so in this time.
      Thread.sleep(500);
    }

    assertThat(server.requests())
        .extracting(request -> request.target().replaceFirst(".*set=([^&]*).*", "$1"))
        .doesNotHaveDuplicates()
        .hasSize(names.size());
  }

  @Test
  void aSourceThatIsRemovedIsReadNoMore() throws Exception {
    add(CATEGORY);

    assertThat(sources.remove(CATEGORY)).isTrue();
    assertThat(sources.remove(CATEGORY)).isFalse();
    assertThat(sources.readAsPlanned(CATEGORY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arxiv",
        "arxiv:",
        "arxiv:cooking",
        "arxiv-query:",
        "hugging-face:x",
        "../../etc",
        "",
        "ARXIV:cs.LG"
      })
  void whatIsNoSourceIsRefusedInASentence(String text) {
    assertThatThrownBy(() -> SourceName.parse(text))
        .isInstanceOf(HubException.class)
        .message()
        .endsWith(".");
  }

  @Test
  void timesAndAddressesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> sources.put(CATEGORY, null, null, Duration.ofMinutes(1)))
        .hasMessageContaining("every 15 minutes at most");
    assertThatThrownBy(
            () -> sources.put(CATEGORY, null, LocalDate.of(2027, 1, 1), Duration.ofHours(1)))
        .hasMessageContaining("still to come");
    assertThatThrownBy(
            () -> sources.put(CATEGORY, URI.create("file:///etc"), null, Duration.ofHours(1)))
        .hasMessageContaining("no address of http");
  }

  private void add(SourceName name) {
    sources.put(name, server.at("/oai"), null, Duration.ofHours(6));
  }

  private Sources sources(Library of) {
    return new Sources(of.dataSource(), of.papers(), of.transaction(), () -> {}, time, time);
  }

  private Paper find(SamplePaper paper) {
    return library.papers().find(new ArxivId(paper.id())).orElseThrow();
  }
}
