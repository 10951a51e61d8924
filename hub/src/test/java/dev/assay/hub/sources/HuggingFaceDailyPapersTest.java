package dev.assay.hub.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.sources.PaperSource.Reading;
import dev.assay.hub.sources.ReplayServer.Answer;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HuggingFaceDailyPapersTest extends NetworkContract {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @Override
  protected byte[] document(List<SamplePaper> papers) {
    return Documents.dailyPapers(papers);
  }

  @Override
  PaperSource source(URI address) {
    return since(TODAY, address);
  }

  private PaperSource since(LocalDate day, URI address) {
    return new HuggingFaceDailyPapers(address, day, fetcher, time);
  }

  @Test
  void readsNestedFieldsAndWhoPutItThere() throws Exception {
    Paper paper = source(document(List.of(SamplePaper.FIRST))).read().papers().getFirst();

    assertThat(paper.upvotes()).isEqualTo(41);
    assertThat(paper.submitter()).isEqualTo("Sub Mitter");
    assertThat(paper.featuredOn()).isEqualTo(TODAY);
    assertThat(paper.codeUrl()).isEqualTo(URI.create("https://github.com/a/b"));
    assertThat(paper.projectUrl()).isEqualTo(URI.create("https://example.org/project"));
    assertThat(paper.dateLine()).isEqualTo("2 Oct 2023");
    assertThat(paper.versions()).isEmpty();
  }

  @Test
  void anAddressThatIsNoneIsLeftOutAndTold() throws Exception {
    byte[] document =
        new String(Documents.dailyPapers(List.of(SamplePaper.FIRST)), UTF_8)
            .replace("https://github.com/a/b", "javascript:alert(1)")
            .getBytes(UTF_8);

    Reading reading = source(document).read();

    assertThat(reading.papers().getFirst().codeUrl()).isNull();
    assertThat(reading.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).contains("javascript:alert(1)"));
  }

  @Test
  void asksDayByDayAndAgainForThoseThatMayStillChange() throws Exception {
    server.otherwise(uri -> Answer.ok("[]"));
    PaperSource source = since(TODAY.minusDays(5), server.at("/d"));

    List<Reading> first = parts(source, PaperSource.START);
    List<Reading> again = parts(source, first.getLast().position());

    assertThat(first).hasSize(6);
    assertThat(days().subList(0, 6))
        .containsExactly(
            "2026-11-15", "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20");
    assertThat(again).hasSize(4);
    assertThat(days().subList(6, 10))
        .containsExactly("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20");
  }

  @Test
  void aDayThatHasNotChangedIsNotSentAgain() throws Exception {
    server.then(
        Answer.of(200, document(List.of(SamplePaper.FIRST)), "ETag", "W/\"1f\""),
        Answer.status(304));
    PaperSource source = source(server.at("/d"));

    List<Reading> first = parts(source, PaperSource.START);
    List<Reading> again = parts(source, first.getLast().position());

    assertThat(server.requests().getLast().header("If-none-match")).isEqualTo("W/\"1f\"");
    assertThat(again).singleElement().satisfies(part -> assertThat(part.papers()).isEmpty());
    assertThat(again.getFirst().position()).isEqualTo(first.getFirst().position());
  }

  @Test
  void aShorterListIsToldAndTheLongerOneRemembered() throws Exception {
    server.then(
        Answer.of(200, document(List.of(SamplePaper.FIRST, SamplePaper.SECOND))),
        Answer.of(200, document(List.of(SamplePaper.FIRST))),
        Answer.of(200, document(List.of(SamplePaper.FIRST))));
    PaperSource source = source(server.at("/d"));

    String position = PaperSource.START;
    for (int time = 0; time < 2; time++) {
      position = parts(source, position).getLast().position();
    }
    Reading third = parts(source, position).getLast();

    assertThat(third.problems())
        .extracting(Object::toString)
        .containsExactly(
            "2026-11-20: 1 papers are listed now and 2 were before; what is here stays.");
  }

  @Test
  void followsPages() throws Exception {
    List<SamplePaper> hundred =
        IntStream.range(0, 100)
            .mapToObj(n -> SamplePaper.FIRST.withId("2310.1%04d".formatted(n)))
            .toList();
    server.then(
        Answer.of(200, document(hundred)),
        Answer.of(
            200,
            document(List.of(SamplePaper.SECOND)),
            "Link",
            "</d?date=2026-11-20&cursor=x>; rel=\"next\""),
        Answer.ok("[]"));

    Reading reading = source(server.at("/d")).read();

    assertThat(reading.papers()).hasSize(101);
    assertThat(server.requests())
        .extracting(ReplayServer.Request::target)
        .containsExactly(
            "/d?date=2026-11-20&limit=100",
            "/d?date=2026-11-20&limit=100&p=1",
            "/d?date=2026-11-20&cursor=x");
  }

  private List<String> days() {
    return server.requests().stream()
        .map(request -> request.target().replaceFirst(".*date=([0-9-]+).*", "$1"))
        .toList();
  }

  private static List<Reading> parts(PaperSource source, String position) throws Exception {
    List<Reading> parts = new ArrayList<>();
    source.read(position, parts::add);
    return parts;
  }
}
