package dev.assay.hub.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate.Precision;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BibtexFileTest extends FileContract {
  @Override
  protected byte[] document(List<SamplePaper> papers) {
    return papers.stream()
        .map(
            paper ->
                """
                @article{key%d,
                  title = {%s},
                  author = {%s},
                  abstract = {%s},
                  eprint = {%s},
                  archivePrefix = {arXiv},
                  primaryClass = {%s},
                  year = 2023
                }
                """
                    .formatted(
                        papers.indexOf(paper),
                        tex(paper.title()),
                        paper.authors().stream()
                            .map(BibtexFileTest::tex)
                            .collect(Collectors.joining(" and ")),
                        tex(paper.abstractText()),
                        paper.id(),
                        paper.category()))
        .collect(Collectors.joining("\n"))
        .getBytes(UTF_8);
  }

  @Override
  protected boolean needsIdentifiers() {
    return false;
  }

  private static String tex(String text) {
    return text.replace("{", "\\{").replace("}", "\\}").replace("&", "\\&");
  }

  @Test
  void findsTheArxivNumberWhereverItStands() throws Exception {
    List<Paper> papers =
        papers(
            """
            @misc{a, title={A}, eprint={arXiv:2310.00001v2}}
            @misc{b, title={B}, url={https://arxiv.org/abs/2310.00002}}
            @misc{c, title={C}, doi={10.48550/arXiv.2310.00003}}
            @article{d, title={D}, journal={arXiv preprint arXiv:2310.00004}, year={2023}}
            @article{e, title={E}, journal={CoRR}, volume={abs/2310.00005}, eprint={2310.00005}}
            @inproceedings{f, title={F}, booktitle={NeurIPS}, year={2023}, month=dec}
            """);

    assertThat(papers)
        .extracting(paper -> paper.id().value())
        .containsExactly(
            "2310.00001",
            "2310.00002",
            "2310.00003",
            "2310.00004",
            "2310.00005",
            ArxivId.ofTitle("F").value());
    assertThat(papers.getFirst().currentVersion()).hasValue(2);
    assertThat(papers.getFirst().abstractText()).isEmpty();
    assertThat(papers.get(3).journalReference()).isNull();
    assertThat(papers.getLast().journalReference()).isEqualTo("NeurIPS (2023)");
    assertThat(papers.getLast().date().precision()).isEqualTo(Precision.MONTH);
    assertThat(papers.getLast().dateLine()).isEqualTo("December 2023");
  }

  @Test
  void readsNamesAccentsAndMacros() throws Exception {
    Paper paper =
        papers(
                """
                mail me at someone@example.org
                @comment{ignored = {x}}
                @string(jmlr = "Journal of {M}achine Learning")
                @ARTICLE(key,
                  Title = "The {\\"O}sterreich \\emph{effect} of $x^{2}$ \\& co. -- na{\\"\\i}vely",
                  AUTHOR = {M{\\"u}ller, J{\\'e}r{\\^o}me and {The ATLAS and CMS} and Erd\\H{o}s, P.
                     and van der Waals, Jr., Johannes and \\L{}ukasz \\v{C}ech and others},
                  journal = jmlr # { 21}, year = 2020,
                )
                """)
            .getFirst();

    assertThat(paper.title()).isEqualTo("The Österreich effect of $x^{2}$ & co. -- naïvely");
    assertThat(paper.authors())
        .containsExactly(
            "Jérôme Müller",
            "The ATLAS and CMS",
            "P. Erdős",
            "Johannes van der Waals Jr.",
            "Łukasz Čech");
    assertThat(paper.journalReference()).isEqualTo("Journal of Machine Learning 21 (2020)");
  }

  @Test
  void aBrokenEntryIsToldWithItsLineAndHidesNoOther() throws Exception {
    var reading =
        source(
                """
                @article{a, title={Good}, year=2020}

                @article{b, title={Never closed, year=2020

                @article{c, title {Missing}, year=2020}
                @article{d, title={Good too}}
                """
                    .getBytes(UTF_8))
            .read();

    assertThat(reading.papers()).extracting(Paper::title).containsExactly("Good", "Good too");
    assertThat(reading.problems())
        .extracting(PaperSource.Problem::place)
        .containsExactly("line 3", "line 5");
  }

  private List<Paper> papers(String text) throws Exception {
    return source(text.getBytes(UTF_8)).read().papers();
  }
}
