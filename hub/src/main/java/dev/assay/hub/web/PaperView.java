package dev.assay.hub.web;

import dev.assay.hub.catalogue.Paper;
import dev.assay.lab.Reproduction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known here of a paper, for its page and its Markdown.
 *
 * @param card the paper as lists show it
 * @param reproduction null where nobody has written its claims as experiments
 * @param claims the paper's own claims
 * @param strains our stresses and traps
 * @param results the newest record of each claim and tier
 * @param unreadable how many files among the records are none
 * @param similar papers, the most similar first
 * @param citing the studies of other papers that name this one
 */
public record PaperView(
    PaperCard card,
    @Nullable Reproduction reproduction,
    List<ClaimRow> claims,
    List<ClaimRow> strains,
    List<ResultRow> results,
    int unreadable,
    List<Paper> similar,
    List<Reproduction> citing) {
  private static final int SHOWN_AUTHORS = 12;

  /** A version of the paper at arXiv. */
  public record Version(String label, String address, String day) {}

  public Paper paper() {
    return card.paper();
  }

  /** The authors that are shown at once. */
  public List<String> authors() {
    List<String> all = paper().authors();
    return all.size() <= SHOWN_AUTHORS + 1 ? all : all.subList(0, SHOWN_AUTHORS);
  }

  /** The authors that are shown when asked for. */
  public List<String> moreAuthors() {
    return paper().authors().subList(authors().size(), paper().authors().size());
  }

  /** The versions, newest first. */
  public List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    paper().versions().stream()
        .sorted(Comparator.comparingInt(version -> -version.number()))
        .forEach(
            version ->
                versions.add(
                    new Version(
                        "v" + version.number(),
                        Arxiv.abs(paper().id()) + "v" + version.number(),
                        version.submitted() == null ? "" : Words.day(version.submitted()))));
    return versions;
  }

  /** Its page at arXiv, null where arXiv does not know it. */
  public @Nullable String abs() {
    return paper().id().isLocal() ? null : Arxiv.abs(paper().id());
  }

  /** Its PDF at arXiv, null where arXiv does not know it. */
  public @Nullable String pdf() {
    return paper().id().isLocal() ? null : Arxiv.pdf(paper().id());
  }

  public String bibTex() {
    return BibTex.of(paper());
  }
}
