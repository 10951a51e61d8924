package dev.assay.hub.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperVersion;
import dev.assay.hub.sources.PaperSource.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Year;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaperFileTest {
  @TempDir Path folder;

  @Test
  void aLineThatCannotBeReadIsToldAndPassedOver() throws Exception {
    String good = new String(Documents.jsonLines(List.of(SamplePaper.SECOND)), UTF_8);
    Reading reading =
        read(
            good
                + "\n{\"id\": \n[1,2]\n\n\"text\"\n{\"id\": \"2310.00001\"}\n"
                + "{\"id\": 5, \"title\": [1], \"summary\": {}}\n"
                + "x".repeat(5_000_000)
                + "\n"
                + good.replace("02541", "02542"));

    assertThat(reading.papers())
        .extracting(paper -> paper.id().value())
        .containsExactly("2310.02541", "2310.02542");
    assertThat(reading.problems())
        .extracting(Object::toString)
        .containsExactly(
            "line 2: it is no JSON.",
            "line 3: it is no JSON object.",
            "line 5: it is no JSON object.",
            "line 6 (2310.00001): it has no title.",
            "line 7: it has no title.",
            "line 8: it is longer than 4 MB.");
  }

  @Test
  void readsArxivsOwnDump() throws Exception {
    Paper paper =
        read("""
                {"id":"0704.0001","submitter":"Pavel Nadolsky","authors":"C. Bal\\\\'azs, E. L. Berger, P. M.\\n  Nadolsky, C.-P. Yuan","title":"Calculation of prompt diphoton production cross sections at Tevatron and\\n  LHC energies","comments":"37 pages, 15 figures; published version","journal-ref":"Phys.Rev.D76:013009,2007","doi":"10.1103/PhysRevD.76.013009","report-no":"ANL-HEP-PR-07-12","categories":"hep-ph","license":null,"abstract":"  A fully differential calculation\\nis presented.\\n  It is good.\\n","versions":[{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"},{"version":"v2","created":"Tue, 24 Jul 2007 20:10:27 GMT"}],"update_date":"2008-11-26","authors_parsed":[["Balázs","C.",""]]}
                """)
            .papers()
            .getFirst();

    assertThat(paper.authors())
        .containsExactly("C. Balázs", "E. L. Berger", "P. M. Nadolsky", "C.-P. Yuan");
    assertThat(paper.title()).endsWith("at Tevatron and LHC energies");
    assertThat(paper.abstractText())
        .isEqualTo("A fully differential calculation is presented.\n\nIt is good.");
    assertThat(paper.versions()).extracting(PaperVersion::number).containsExactly(1, 2);
    assertThat(paper.dateLine()).isEqualTo("2 Apr 2007");
    assertThat(paper.submitter()).isNull();
    assertThat(paper.journalReference()).isEqualTo("Phys.Rev.D76:013009,2007");
  }

  @Test
  void theDayOfARevisionMakesAnOldPaperNoNewOne() throws Exception {
    String line = "{\"id\": \"%s\", \"title\": \"T\", \"summary\": \"A\", \"published\": %s}\n";
    List<Paper> papers =
        read(line.formatted("2210.12590", "\"2025-12-18\"")
                + line.formatted("2512.00001", "\"2025-11-30\"")
                + line.formatted("2510.08880", "null")
                + line.formatted("2510.08881", "\"2026-02-31\""))
            .papers();

    assertThat(papers)
        .extracting(Paper::dateLine)
        .containsExactly("October 2022", "30 Nov 2025", "October 2025", "October 2025");
    assertThat(papers.getFirst().updated()).isEqualTo("2025-12-18T00:00:00Z");
  }

  @Test
  void unpacksGzipWhateverTheName() throws Exception {
    byte[] packed = gzip(Documents.jsonLines(List.of(SamplePaper.FIRST, SamplePaper.SECOND)));

    assertThat(read(packed).papers()).hasSize(2);
  }

  @Test
  void aPackedFileThatIsCutOffKeepsItsLinesAndIsTold() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int n = 0; n < 5_000; n++) {
      lines.append(
          "{\"id\": \"2310.1%04d\", \"title\": \"T %d\", \"abstract\": \"A\"}\n"
              .formatted(n, n * 7919));
    }
    byte[] packed = gzip(lines.toString().getBytes(UTF_8));

    Reading reading = read(java.util.Arrays.copyOf(packed, packed.length / 2));

    assertThat(reading.papers()).hasSizeBetween(1_000, 4_900);
    assertThat(reading.problems().getLast().toString())
        .isEqualTo("the end: the compressed file is damaged or cut off here.");
  }

  @Test
  void anObjectMayStandOnManyLines() throws Exception {
    assertThat(
            read("{\n  \"id\": \"2310.00001\",\n  \"title\": \"T\",\n  \"summary\": \"A\"\n}\n")
                .papers())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"feed", "OAI-PMH"})
  void entitiesNeitherGrowNorLookOutside(String root) {
    String secret = folder.resolve("secret").toUri().toString();
    String bomb =
        """
        <?xml version="1.0"?>
        <!DOCTYPE x [
          <!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
          <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
          <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
          <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
          <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
          <!ENTITY outside SYSTEM "%s">
          <!ENTITY %% more SYSTEM "%s">
          %%more;
        ]>
        <%s><entry><id>2310.00001</id><title>&outside;&e;</title></entry></%s>
        """
            .formatted(secret, secret, root, root);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          Files.writeString(folder.resolve("secret"), "the secret");
          assertThatThrownBy(() -> read(bomb))
              .isInstanceOf(HubException.class)
              .hasMessage("papers cannot be imported: it declares a document type.");
        });
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> read("<feed>".repeat(100_000)))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("no paper could be read");
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> read("{\"a\":".repeat(100_000))).isInstanceOf(HubException.class);
  }

  @Test
  void aWebPageIsRefusedWithAWayOut() {
    assertThatThrownBy(() -> read("<!doctype html><html><body>Daily Papers</body></html>"))
        .hasMessageContaining("it is a web page; save the text of a Daily Papers page instead");
  }

  @Test
  void aLargeBinaryIsRefusedAtOnce() throws IOException {
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(1L << 33);
    }
    Assertions.assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThatThrownBy(() -> new PaperFile(large, "large", Year.of(2025)).read())
                .hasMessageContaining("large cannot be imported: it is none of"));
  }

  private Reading read(String text) throws Exception {
    return read(text.getBytes(UTF_8));
  }

  private Reading read(byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve("papers"), bytes);
    return new PaperFile(file, "papers", Year.of(2025)).read();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
