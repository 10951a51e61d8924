package dev.assay.hub.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperVersion;
import dev.assay.hub.sources.PaperSource.Reading;
import dev.assay.hub.sources.ReplayServer.Answer;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArxivApiTest extends NetworkContract {
  private static final LocalDate SINCE = LocalDate.of(2026, 10, 21);

  @Override
  protected byte[] document(List<SamplePaper> papers) {
    return Documents.atom(papers);
  }

  @Override
  PaperSource source(URI address) {
    return new ArxivApi(address, fetcher).query("cat:cs.LG", SINCE);
  }

  @Test
  void readsVersionsAndExtensions() throws Exception {
    String more =
        """
        <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages,
           supersedes arXiv:2301.00001, which has been withdrawn</arxiv:comment>
        <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">JMLR 21 (2020)</arxiv:journal_ref>
        <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1145/3292500</arxiv:doi>
        """;
    Paper paper =
        source(Documents.atom(Documents.entry(SamplePaper.FIRST, 3, more), 1).getBytes(UTF_8))
            .read()
            .papers()
            .getFirst();

    assertThat(paper.id()).isEqualTo(new ArxivId("2310.01769"));
    assertThat(paper.versions())
        .containsExactly(
            new PaperVersion(1, Instant.parse("2023-10-02T17:59:00Z")),
            new PaperVersion(3, Instant.parse("2023-10-04T17:59:00Z")));
    assertThat(paper.updated()).isEqualTo("2023-10-04T17:59:00Z");
    assertThat(paper.dateLine()).isEqualTo("2 Oct 2023");
    assertThat(paper.comment()).startsWith("12 pages, supersedes");
    assertThat(paper.journalReference()).isEqualTo("JMLR 21 (2020)");
    assertThat(paper.doi()).isEqualTo("10.1145/3292500");
    assertThat(paper.withdrawn()).isFalse();
  }

  @Test
  void aWithdrawalShowsInTheComment() throws Exception {
    String more = "<comment>This paper has been withdrawn by the authors.</comment>";
    byte[] feed = Documents.atom(Documents.entry(SamplePaper.FIRST, 2, more), 1).getBytes(UTF_8);

    assertThat(source(feed).read().papers().getFirst().withdrawn()).isTrue();
  }

  @Test
  void asksForIdentifiersAHundredAtATimeAndTellsWhichAreNotThere() throws Exception {
    server.then(
        Answer.ok(Documents.atom(Documents.entry(paper(1), 1, ""), 1)),
        Answer.ok(Documents.atom(Documents.entry(paper(101), 1, ""), 1)));
    List<ArxivId> ids =
        IntStream.rangeClosed(1, 101).mapToObj(n -> new ArxivId(paper(n).id() + "v2")).toList();

    Reading reading = new ArxivApi(server.at("/q"), fetcher).papers(ids).read();

    assertThat(reading.papers()).hasSize(2);
    assertThat(reading.problems()).hasSize(99);
    assertThat(reading.problems().getFirst().toString())
        .isEqualTo("2310.00002: arXiv has no such paper.");
    assertThat(server.requests().get(0).target())
        .startsWith("/q?id_list=2310.00001,2310.00002,")
        .endsWith("&max_results=100");
    assertThat(server.requests().get(1).target()).isEqualTo("/q?id_list=2310.00101&max_results=1");
    assertThat(time.waits()).containsExactly(MANNERS.gap());
  }

  @Test
  void whatArxivSaysOfTheQuestionIsTold() {
    server.then(
        Answer.ok(
            Documents.atom(
                """
                <entry>
                  <id>http://arxiv.org/api/errors#incorrect_id_format_for_1234.12345</id>
                  <title>Error</title>
                  <summary>incorrect id format for 1234.12345</summary>
                </entry>
                """,
                1)));

    assertThatThrownBy(() -> source(server.at("/")).read())
        .hasMessage("arXiv does not take the question: incorrect id format for 1234.12345.");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void readsAQueryToItsEndAndLaterOnlyWhatIsNew() throws Exception {
    server.then(
        Answer.ok(page(1, 100, 150), "ETag", "\"a\""),
        // arXiv now and then gives an empty page where there is more.
        Answer.ok(Documents.atom("", 0)),
        Answer.ok(page(101, 150, 150)),
        Answer.status(304),
        Answer.ok(page(90, 189, 500)));
    PaperSource source = source(server.at("/q"));

    List<Reading> first = parts(source, PaperSource.START);
    List<Reading> unchanged = parts(source, first.getLast().position());
    List<Reading> later = parts(source, first.getLast().position());

    assertThat(first).hasSize(2);
    assertThat(first.getFirst().position()).isEqualTo(PaperSource.START);
    assertThat(first.stream().mapToInt(part -> part.papers().size()).sum()).isEqualTo(150);
    assertThat(unchanged).isEmpty();
    // All of its papers are known, so the other four pages need not be asked for.
    assertThat(later).hasSize(1);
    assertThat(server.requests().get(0).target())
        .contains("search_query=%28cat%3Acs.LG%29+AND+submittedDate%3A%5B202610210000+TO+")
        .contains("sortBy=submittedDate&sortOrder=descending&start=0&max_results=100");
    assertThat(server.requests().get(2).target()).contains("&start=100&");
    assertThat(server.requests().get(3).target())
        .contains("search_query=cat%3Acs.LG&sortBy=lastUpdatedDate");
    assertThat(server.requests().get(3).header("If-none-match")).isEqualTo("\"a\"");
  }

  private static String page(int first, int last, int total) {
    return Documents.atom(
        IntStream.rangeClosed(first, last)
            .mapToObj(n -> Documents.entry(paper(n), 1, ""))
            .collect(Collectors.joining()),
        total);
  }

  private static SamplePaper paper(int number) {
    return SamplePaper.FIRST.withId("2310.%05d".formatted(number));
  }

  private static List<Reading> parts(PaperSource source, String position) throws Exception {
    List<Reading> parts = new ArrayList<>();
    source.read(position, parts::add);
    return parts;
  }
}
