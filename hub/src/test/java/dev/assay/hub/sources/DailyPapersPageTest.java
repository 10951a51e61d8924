package dev.assay.hub.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.Paper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.Year;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyPapersPageTest {
  private static final String HEADER =
      "new\n\nDaily Papers\n\nbyAK and the research community\n\nDec 11\n\n";

  @Test
  void readsAllOfTheBuiltInPage() throws Exception {
    PaperSource.Reading reading = DailyPapersPage.builtIn().read();

    assertThat(reading.papers()).hasSize(35);
    assertThat(reading.papers()).noneMatch(paper -> paper.id().isLocal());
    Paper first = reading.papers().getFirst();
    assertThat(first.title())
        .isEqualTo("Fantastic Generalization Measures are Nowhere to be Found");
    assertThat(first.id().value()).isEqualTo("2309.13658");
    assertThat(first.authorCount()).isEqualTo(4);
    assertThat(first.dateLine()).isEqualTo("24 Sep 2023");
  }

  @Test
  void aDateWithoutYearIsOfThePagesYearAndANumberBehindItIsNoPartOfIt() throws Exception {
    var papers = DailyPapersPage.builtIn().read().papers();

    assertThat(date(papers.get(2))).isEqualTo(LocalDate.of(2025, 5, 29));
    assertThat(date(papers.get(22))).isEqualTo(LocalDate.of(2024, 3, 13));
    assertThat(date(papers.getLast())).isEqualTo(LocalDate.of(2025, 10, 6));
    assertThat(papers.getLast().date().text()).isEqualTo("Oct 6");
  }

  @Test
  void thePaperWithoutBylineIsKeptAndSaid() throws Exception {
    PaperSource.Reading reading = DailyPapersPage.builtIn().read();

    Paper optimizers = reading.papers().get(29);
    assertThat(optimizers.title()).startsWith("Fantastic Pretraining Optimizers");
    assertThat(optimizers.authorsLine()).isEqualTo("authors not given");
    assertThat(optimizers.dateLine()).isEqualTo("date not given");
    assertThat(reading.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.place()).isEqualTo("line 245"));
  }

  @Test
  void anUnknownTitleGetsTheSameLocalIdentifierEachTime() throws Exception {
    String page = HEADER + "A Paper of Ours\n\nIts abstract.\n\n • 1 authors\n·\nJan 2, 2024\n";

    Paper once = read(page).papers().getFirst();
    Paper twice = read(page.replace("A Paper of", "a  paper OF")).papers().getFirst();

    assertThat(once.id().isLocal()).isTrue();
    assertThat(twice.id()).isEqualTo(once.id());
  }

  @Test
  void whatIsNoDateIsSaidWithItsLine() throws Exception {
    var reading = read(HEADER + "Title\n\nAbstract.\n\n • 2 authors\n·\nFeb 30\n");

    assertThat(reading.papers().getFirst().date()).isNull();
    assertThat(reading.problems())
        .anySatisfy(problem -> assertThat(problem.toString()).startsWith("line 15: \"Feb 30\""));
  }

  @Test
  void markupIsTextAndNothingElse() throws Exception {
    var reading =
        read(HEADER + "<script>alert(1)</script>\n\n<b>x</b>\n\n • 1 authors\n·\nJan 2\n");

    assertThat(reading.papers().getFirst().title()).isEqualTo("<script>alert(1)</script>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n\n", "<html><script>alert(1)</script></html>", "a\nb\nc", "Daily Papers"})
  void refusesWhatIsNoPage(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("is not a saved Daily Papers page");
  }

  @Test
  void refusesBinaries() {
    byte[] binary = {'a', 0, 'b', (byte) 0xff, (byte) 0xfe};
    assertThatThrownBy(
            () -> DailyPapersPage.of("x", new ByteArrayInputStream(binary), Year.of(2025)).read())
        .isInstanceOf(HubException.class);
  }

  @Test
  void refusesALargeFileWithoutReadingAllOfIt() {
    AtomicLong read = new AtomicLong();
    InputStream large =
        new InputStream() {
          @Override
          public int read() {
            return read.incrementAndGet() > 200_000_000 ? -1 : 'a';
          }

          @Override
          public int read(byte[] buffer, int from, int length) {
            if (read.addAndGet(length) > 200_000_000) {
              return -1;
            }
            java.util.Arrays.fill(buffer, from, from + length, (byte) 'a');
            return length;
          }
        };
    assertThatThrownBy(() -> DailyPapersPage.of("x", large, Year.of(2025)).read())
        .hasMessageContaining("larger than 16 MB");
    assertThat(read.get()).isLessThan(20_000_000);
  }

  private static LocalDate date(Paper paper) {
    return paper.date().first();
  }

  private static PaperSource.Reading read(String text) throws Exception {
    return DailyPapersPage.of(
            "x", new ByteArrayInputStream(text.getBytes(UTF_8)), DailyPapersPage.BUILT_IN_YEAR)
        .read();
  }
}
