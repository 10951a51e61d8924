package dev.assay.hub.web;

import dev.assay.hub.records.Claims;
import dev.assay.hub.catalogue.Paper;
import java.util.List;

/** A paper as a list shows it. */
public record PaperCard(Paper paper, int claims) {
  static List<PaperCard> of(List<Paper> papers, Claims claims) {
    return papers.stream()
        .map(paper -> new PaperCard(paper, claims.count(paper.id().value())))
        .toList();
  }

  /** "6 claims can be run". */
  public String badge() {
    return claims == 1 ? "1 claim can be run" : claims + " claims can be run";
  }
}
