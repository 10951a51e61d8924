package dev.assay.hub.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.sources.PaperSource.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link PaperSource} must do, however hostile what it reads is. */
public abstract class PaperSourceContract {
  private static final List<SamplePaper> SAMPLES =
      List.of(SamplePaper.FIRST, SamplePaper.SECOND, SamplePaper.THIRD);

  /** A document of the source's format that holds these papers. */
  protected abstract byte[] document(List<SamplePaper> papers);

  /** The source that reads this document. */
  protected abstract PaperSource source(byte[] document) throws IOException;

  /** Whether the format names papers by arXiv's identifiers, and without one there is no paper. */
  protected boolean needsIdentifiers() {
    return true;
  }

  /** Whether the format names authors and categories. */
  protected boolean namesAuthors() {
    return true;
  }

  /** The character that no document of the format may hold, for the samples not to have it. */
  protected String allowed(String text) {
    return text;
  }

  @Test
  void readsPapersWithTheirFields() throws Exception {
    Reading reading = source(document(SAMPLES)).read();

    assertThat(reading.papers()).extracting(Paper::title).isEqualTo(titles());
    assertThat(reading.papers())
        .extracting(Paper::abstractText)
        .isEqualTo(SAMPLES.stream().map(SamplePaper::abstractText).toList());
    if (needsIdentifiers()) {
      assertThat(reading.papers())
          .extracting(paper -> paper.id().value())
          .isEqualTo(SAMPLES.stream().map(SamplePaper::id).toList());
    }
    if (namesAuthors()) {
      assertThat(reading.papers())
          .extracting(Paper::authors)
          .isEqualTo(SAMPLES.stream().map(SamplePaper::authors).toList());
      assertThat(reading.papers())
          .extracting(Paper::primaryCategory)
          .isEqualTo(SAMPLES.stream().map(SamplePaper::category).toList());
      assertThat(reading.problems()).isEmpty();
    }
  }

  @Test
  void readsTheSameTwice() throws Exception {
    byte[] document = document(SAMPLES);

    assertThat(source(document).read()).isEqualTo(source(document).read());
  }

  @Test
  void goesOnAfterThePositionOfAPart() throws Exception {
    List<String> positions = new ArrayList<>(List.of(PaperSource.START));
    source(document(SAMPLES)).read(PaperSource.START, part -> positions.add(part.position()));

    for (String position : positions) {
      assertThat(read(source(document(SAMPLES)), position))
          .hasValueSatisfying(
              reading ->
                  assertThat(reading.papers()).extracting(Paper::title).isSubsetOf(titles()));
    }
  }

  @Test
  void markupIsTextInEveryField() throws Exception {
    String script = "<script>alert(1)</script><img src=x onerror=alert(2)> &lt;b&gt; ]]> {{7*7}}";
    SamplePaper hostile =
        new SamplePaper(
            "2310.00001", script, "Abstract " + script, List.of("Ann " + script), "cs.LG");

    Paper paper = source(document(List.of(hostile))).read().papers().getFirst();

    assertThat(paper.title()).isEqualTo(allowed(script));
    assertThat(paper.abstractText()).isEqualTo("Abstract " + allowed(script));
    if (namesAuthors()) {
      assertThat(paper.authors()).first().asString().startsWith("Ann ").contains("<script>");
    }
  }

  @Test
  void whatTurnsTextAroundIsLeftOut() throws Exception {
    SamplePaper hostile = SamplePaper.SECOND.withTitle("\u202Egnittifrevo\u2066 ngineB\u0085");

    assertThat(source(document(List.of(hostile))).read().papers().getFirst().title())
        .isEqualTo("gnittifrevo ngineB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "2310.1", "2313.00001", "2310.01769; drop table", "x", "LONG"})
  void whatIsNoIdentifierIsSkippedAndTold(String id) throws Exception {
    assumeThat(needsIdentifiers()).isTrue();
    String identifier = id.equals("LONG") ? "9".repeat(10_000_000) : id;

    Reading reading =
        source(document(List.of(SamplePaper.FIRST.withId(identifier), SamplePaper.SECOND))).read();

    assertThat(reading.papers()).extracting(Paper::title).containsExactly("Benign Overfitting");
    assertThat(reading.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).hasSizeBetween(10, 300));
  }

  @Test
  void whatIsTooLongIsSkippedAndTold() throws Exception {
    Reading reading =
        source(
                document(
                    List.of(
                        SamplePaper.FIRST.withTitle("a".repeat(5_000)),
                        SamplePaper.SECOND,
                        SamplePaper.THIRD.withAbstract("b ".repeat(200_000)))))
            .read();

    assertThat(reading.papers()).extracting(Paper::title).containsExactly("Benign Overfitting");
    assertThat(reading.problems()).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "nonsense",
        "<html><script>alert(1)</script></html>",
        "<?xml version='1.0'?><rss/>",
        "<feed>",
        "[",
        "[]",
        "{}",
        "[1, 2]",
        "null",
        "@article",
        "@article{x, title={",
        "\u0000\u0001"
      })
  void whatIsNoSuchDocumentIsRefusedInOneSentence(String document) {
    assertThatThrownBy(
            () -> {
              Reading reading = source(document.getBytes(UTF_8)).read();
              // A list of nothing is an answer too.
              assertThat(reading.papers()).isEmpty();
              throw new HubException("Nothing was read.");
            })
        .isInstanceOfAny(HubException.class, SourceUnavailable.class)
        .message()
        .hasSizeLessThan(300)
        .endsWith(".")
        .doesNotContain("Exception", "\n");
  }

  @Test
  void aDocumentThatIsCutOffGivesNothingWrong() throws Exception {
    byte[] document = document(SAMPLES);
    for (int length = 1; length < document.length; length += 1 + document.length / 60) {
      byte[] cut = java.util.Arrays.copyOf(document, length);
      List<String> complete = titles();
      read(source(cut), PaperSource.START)
          .ifPresent(
              reading ->
                  assertThat(
                          reading.papers().stream()
                              .map(Paper::title)
                              .filter(title -> !isCut(title, complete)))
                      .isSubsetOf(complete));
    }
  }

  /** Where nothing marks an end, as in plain text, the last title may be cut. */
  private static boolean isCut(String title, List<String> complete) {
    return complete.stream().anyMatch(each -> each.startsWith(title));
  }

  @Test
  void damagedDocumentsDoNoHarm() {
    Random random = new Random(20261120);
    byte[] document = document(SAMPLES);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < 100; round++) {
            byte[] damaged = document.clone();
            for (int hits = 1 + random.nextInt(8); hits > 0; hits--) {
              int at = random.nextInt(damaged.length);
              byte[] interesting = "<>&\"'{}[]\\,=@\n\0".getBytes(UTF_8);
              damaged[at] =
                  random.nextBoolean()
                      ? (byte) random.nextInt(256)
                      : interesting[random.nextInt(interesting.length)];
            }
            read(source(damaged), PaperSource.START)
                .ifPresent(
                    reading ->
                        assertThat(reading.papers())
                            .allSatisfy(
                                paper ->
                                    assertThat(paper.title()).isNotBlank().doesNotContain("\0")));
          }
        });
  }

  @Test
  void anotherCharacterSetNeverGivesWrongCharacters() throws Exception {
    String text = new String(document(SAMPLES), UTF_8);
    byte[] latin =
        text.replace("王小明", "W. X.").replace("ő", "ö").getBytes(StandardCharsets.ISO_8859_1);

    read(source(latin), PaperSource.START)
        .ifPresent(
            reading ->
                assertThat(reading.papers())
                    .allSatisfy(
                        paper ->
                            assertThat(paper.title() + paper.authors())
                                .doesNotContain("Ã", "\uFFFD", "M?ller")));
  }

  /** Reads, and lets the source refuse in the ways that it may. */
  private static Optional<Reading> read(PaperSource source, String position) throws Exception {
    List<Paper> papers = new ArrayList<>();
    List<PaperSource.Problem> problems = new ArrayList<>();
    try {
      source.read(
          position,
          part -> {
            papers.addAll(part.papers());
            problems.addAll(part.problems());
          });
    } catch (HubException | SourceUnavailable e) {
      assertThat(e.getMessage()).doesNotContain("Exception");
      return Optional.empty();
    }
    return Optional.of(new Reading(papers, problems));
  }

  private static List<String> titles() {
    return SAMPLES.stream().map(SamplePaper::title).toList();
  }
}
