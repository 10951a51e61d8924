package dev.assay.hub.web;

import dev.assay.hub.catalogue.Paper;
import dev.assay.lab.Reproduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a paper's page as Markdown. */
final class PaperMarkdown {
  private PaperMarkdown() {}

  /**
   * @param site the site's own address, for links that still lead somewhere in a file
   */
  static String of(PaperView view, String site) {
    Markdown page = new Markdown();
    page.heading(1, view.paper().title());
    page.list(facts(view, site));
    page.heading(2, "Abstract").paragraph(view.paper().abstractText());
    Reproduction reproduction = view.reproduction();
    if (reproduction != null) {
      page.heading(2, "Claims").paragraph(reproduction.overview());
      claims(page, view.claims());
      if (!view.strains().isEmpty()) {
        page.heading(2, "Stress and traps");
        claims(page, view.strains());
      }
    }
    if (!view.results().isEmpty()) {
      page.heading(2, "Results");
      page.table(
          List.of("Claim", "Verdict", "Corrected", "Measured", "Tier", "Seeds", "Date", "Record"),
          view.results().stream().map(row -> result(view, row, site)).toList());
    }
    if (reproduction != null) {
      if (!reproduction.differences().isEmpty()) {
        page.heading(2, "Differs from the paper in").list(reproduction.differences());
      }
      if (!reproduction.untested().isEmpty()) {
        page.heading(2, "Not tested").list(reproduction.untested());
      }
    }
    if (!view.citing().isEmpty()) {
      page.heading(2, "Cited by studies here");
      page.list(
          view.citing().stream()
              .map(study -> Markdown.link(study.title(), site + "/papers/" + study.paper()))
              .toList());
    }
    if (!view.similar().isEmpty()) {
      page.heading(2, "Similar papers");
      page.list(
          view.similar().stream()
              .map(paper -> Markdown.link(paper.title(), site + "/papers/" + paper.id()))
              .toList());
    }
    return page.heading(2, "BibTeX").code("bibtex", view.bibTex()).toString();
  }

  private static List<Object> facts(PaperView view, String site) {
    Paper paper = view.paper();
    List<Object> facts = new ArrayList<>();
    if (paper.withdrawn()) {
      facts.add("Withdrawn by its authors or by arXiv.");
    }
    facts.add(
        "Authors: "
            + (paper.authors().isEmpty()
                ? paper.authorsLine()
                : String.join(", ", paper.authors())));
    facts.add("Published: " + paper.dateLine());
    if (paper.submitter() != null) {
      facts.add("Submitted by: " + paper.submitter());
    }
    if (!paper.categories().isEmpty()) {
      facts.add("Categories: " + String.join(", ", paper.categories()));
    }
    String abs = view.abs();
    String pdf = view.pdf();
    if (abs != null && pdf != null) {
      facts.add(
          Markdown.join(
              "arXiv: ", Markdown.link(paper.id().value(), abs), ", ", Markdown.link("PDF", pdf)));
    }
    if (paper.codeUrl() != null) {
      facts.add(Markdown.join("Code: ", link(paper.codeUrl().toString())));
    }
    if (paper.projectUrl() != null) {
      facts.add(Markdown.join("Project: ", link(paper.projectUrl().toString())));
    }
    if (paper.doi() != null) {
      facts.add("DOI: " + paper.doi());
    }
    if (paper.journalReference() != null) {
      facts.add("Published in: " + paper.journalReference());
    }
    if (paper.comment() != null) {
      facts.add("Comment: " + paper.comment());
    }
    facts.add(Markdown.join("Here: ", link(site + "/papers/" + paper.id())));
    return facts;
  }

  private static Markdown.Safe link(String address) {
    return Markdown.link(address, address);
  }

  private static void claims(Markdown page, List<ClaimRow> rows) {
    for (ClaimRow row : rows) {
      ResultRow result = row.result();
      page.heading(
          3,
          "%s (%s scale): %s"
              .formatted(
                  row.claim().id(),
                  row.claim().scale().name().toLowerCase(Locale.ROOT),
                  result == null ? "not run yet" : result.word()));
      page.paragraph(row.claim().statement());
      List<Object> facts = new ArrayList<>();
      facts.add("Paper says: " + row.claim().paperSays());
      facts.add("Where: " + row.claim().where());
      facts.add("Predicted here: " + row.predicted());
      if (result != null) {
        facts.add(
            "Measured: %s (%s, %s)"
                .formatted(result.measured(), result.result().tier().label(), result.seeds()));
      }
      page.list(facts);
    }
  }

  private static List<Object> result(PaperView view, ResultRow row, String site) {
    return List.of(
        row.result().claim(),
        row.word(),
        row.corrected(),
        row.measured(),
        row.result().tier().label(),
        row.result().seeds(),
        row.day() + (row.current() ? "" : ", under an earlier expectation"),
        Markdown.link(
            row.result().name(),
            "%s/papers/%s/records/%s.json"
                .formatted(site, view.paper().id(), row.result().name())));
  }
}
