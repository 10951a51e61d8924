package dev.assay.hub.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperVersion;
import dev.assay.hub.sources.PaperSource.Reading;
import dev.assay.hub.sources.ReplayServer.Answer;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArxivHarvestTest extends NetworkContract {
  private static final String TOKEN = "verb=ListRecords&from=2026-11-01&skip=1300";

  @Override
  protected byte[] document(List<SamplePaper> papers) {
    return Documents.oai(papers);
  }

  @Override
  PaperSource source(URI address) {
    return new ArxivHarvest("cs.LG", address, LocalDate.of(2026, 10, 21), fetcher);
  }

  @Test
  void followsTokensAndGoesOnWhereItWas() throws Exception {
    server.then(
        Answer.ok(Documents.oai(Documents.record(SamplePaper.FIRST), TOKEN)),
        Answer.ok(Documents.oai(Documents.record(SamplePaper.SECOND), "")),
        Answer.ok(Documents.oai(Documents.record(SamplePaper.SECOND), "")),
        Answer.ok(Documents.oaiError("noRecordsMatch", "nothing")));
    PaperSource source = source(server.at("/oai"));

    List<Reading> all = parts(source, PaperSource.START);
    // As after a crash between the two pages.
    List<Reading> rest = parts(source, all.getFirst().position());
    List<Reading> nextDay = parts(source, all.getLast().position());

    assertThat(titles(all)).containsExactly(SamplePaper.FIRST.title(), SamplePaper.SECOND.title());
    assertThat(titles(rest)).containsExactly(SamplePaper.SECOND.title());
    assertThat(titles(nextDay)).isEmpty();
    assertThat(server.requests())
        .extracting(ReplayServer.Request::target)
        .containsExactly(
            "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs%3Acs%3ALG&from=2026-10-21",
            "/oai?verb=ListRecords&resumptionToken=verb%3DListRecords%26from%3D2026-11-01%26skip%3D1300",
            "/oai?verb=ListRecords&resumptionToken=verb%3DListRecords%26from%3D2026-11-01%26skip%3D1300",
            "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs%3Acs%3ALG&from=2026-11-20");
    assertThat(time.waits()).containsOnly(MANNERS.gap());
  }

  @Test
  void anExpiredTokenBeginsTheHarvestAnew() throws Exception {
    server.then(
        Answer.ok(Documents.oai(Documents.record(SamplePaper.FIRST), TOKEN)),
        Answer.ok(Documents.oaiError("badResumptionToken", "expired")),
        Answer.ok(Documents.oai(Documents.record(SamplePaper.FIRST), "")));

    assertThat(parts(source(server.at("/oai")), PaperSource.START)).hasSize(2);
    assertThat(server.requests().getLast().target()).contains("from=2026-10-21");
  }

  @Test
  void aTokenThatLeadsToItselfIsNoLoop() {
    server.otherwise(uri -> Answer.ok(Documents.oai(Documents.record(SamplePaper.FIRST), TOKEN)));

    assertThatThrownBy(() -> source(server.at("/oai")).read())
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("the same next page");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void readsAllVersionsAndAWithdrawal() throws Exception {
    String versions =
        """
        <version version="v1"><date>Mon, 2 Oct 2023 17:59:00 GMT</date><size>12kb</size><source_type>D</source_type></version>
        <version version="v10"><date>Wed, 04 Oct 2023 17:59:00 GMT</date><size>0kb</size><source_type>I</source_type></version>
        <version version="v2"><date>Tue, 03 Oct 2023 17:59:00 GMT</date><size>12kb</size></version>
        <comments>An error in Lemma 3</comments>
        <journal-ref>none yet</journal-ref><doi>10.1145/3292500</doi>
        """;
    byte[] page =
        Documents.oai(
                Documents.record(SamplePaper.FIRST, versions)
                    + "<record><header status=\"deleted\"><identifier>oai:arXiv.org:2310.00009"
                    + "</identifier></header></record>",
                "")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    Reading reading = source(page).read();

    Paper paper = reading.papers().getFirst();
    assertThat(paper.versions()).extracting(PaperVersion::number).containsExactly(1, 2, 10);
    assertThat(paper.updated()).isEqualTo(Instant.parse("2023-10-04T17:59:00Z"));
    assertThat(paper.dateLine()).isEqualTo("2 Oct 2023");
    assertThat(paper.withdrawn()).isTrue();
    assertThat(paper.comment()).isEqualTo("An error in Lemma 3");
    assertThat(reading.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.place()).isEqualTo("record 2 (2310.00009)"));
  }

  @Test
  void splitsAuthorsAsArxivWritesThem() {
    assertThat(
            AuthorNames.split(
                "A. Lovelace (1 and 2), Charles\n Babbage (London (UK)) and L. F. Menabrea, Jr.,"
                    + " Waldyr A. Rodrigues Jr and the CMS Collaboration"))
        .containsExactly(
            "A. Lovelace",
            "Charles Babbage",
            "L. F. Menabrea Jr.",
            "Waldyr A. Rodrigues Jr",
            "the CMS Collaboration");
  }

  @ParameterizedTest
  @CsvSource({
    "cs.LG, cs:cs:LG",
    "stat.ML, stat:stat:ML",
    "q-bio.NC, q-bio:q-bio:NC",
    "hep-th, physics:hep-th",
    "cond-mat.mtrl-sci, physics:cond-mat:mtrl-sci",
    "physics.optics, physics:physics:optics",
    "math, math"
  })
  void namesTheSetOfACategory(String category, String set) {
    assertThat(ArxivSets.of(category)).isEqualTo(set);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cs.", "cs.L G", "../../etc", "cs:cs:LG", "cooking"})
  void whatIsNoCategoryIsRefused(String text) {
    assertThatThrownBy(() -> ArxivSets.of(text))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("no category of arXiv's");
  }

  private static List<Reading> parts(PaperSource source, String position) throws Exception {
    List<Reading> parts = new ArrayList<>();
    source.read(position, parts::add);
    return parts;
  }

  private static List<String> titles(List<Reading> parts) {
    return parts.stream().flatMap(part -> part.papers().stream()).map(Paper::title).toList();
  }
}
