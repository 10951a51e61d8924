package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.catalogue.Paper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** BibTeX and Markdown of papers whose fields are anything. */
class WritersTest {
  @Test
  void aPaperHasItsEntry() {
    Paper paper =
        SamplePapers.paper("2310.01769", "2023-10-02", "How 50% of $x_1$ & more")
            .authors(List.of("Zoë Müller", "Research and Co"))
            .categories(List.of("cs.LG"))
            .build();

    assertThat(BibTex.of(paper))
        .isEqualTo(
            """
            @misc{muller2023how,
              title = {{How 50\\% of $x_1$ \\& more}},
              author = {Zoë Müller and {Research and Co}},
              year = {2023},
              eprint = {2310.01769},
              archiveprefix = {arXiv},
              primaryclass = {cs.LG},
              url = {https://arxiv.org/abs/2310.01769}
            }
            """);
  }

  @Test
  void noTitleEndsItsField() {
    String entry =
        BibTex.of(SamplePapers.paper("2310.01769", "2023-10-02", "a}, evil = {b \\").build());

    assertThat(entry.lines().filter(line -> line.contains("evil")))
        .containsExactly("  title = {{a, evil = b }},");
  }

  @Test
  void markdownTakesNoMarkupFromWhatItIsGiven() {
    String page =
        new Markdown()
            .heading(1, "# A <script>title</script>\nof *two* lines")
            .paragraph("- not a list, [no](javascript:alert) `code` | & <b>")
            .paragraph("1. not numbered")
            .list(List.of(Markdown.link("a](evil)", "https://example.org/<x> y")))
            .table(List.of("a", "b"), List.of(List.of("1|2", "3")))
            .code("bibtex", "```\nstill inside")
            .toString();

    assertThat(page)
        .isEqualTo(
            """
            # \\# A \\<script\\>title\\</script\\> of \\*two\\* lines

            \\- not a list, \\[no\\](javascript:alert) \\`code\\` \\| \\& \\<b\\>

            1\\. not numbered

            - [a\\](evil)](<https://example.org/x y>)

            | a | b |
            | --- | --- |
            | 1\\|2 | 3 |

            ````bibtex
            ```
            still inside
            ````
            """);
  }
}
