package dev.assay.lab.report;

import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Papers' results as Markdown pages: one for each paper, and a summary of all. */
public final class ResultPages {
  private static final String GENERATED = "*Written by `./assay pages` from %s.*\n\n";

  private ResultPages() {}

  /**
   * The files of a paper's page by name: {@code <id>.md} and its figures, {@code <id>/figure-1.svg}
   * and so on.
   */
  public static Map<String, String> paper(PaperResults results) {
    Reproduction paper = results.paper();
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder page = new StringBuilder();
    page.append("# %s (%s)\n\n".formatted(Markdown.escape(paper.title()), paper.paper()));
    page.append(GENERATED.formatted("the claims and their records"));
    page.append(Markdown.escape(paper.overview())).append("\n\n");
    page.append("## Claims\n\n");
    claims(page, paper.claims().stream().filter(Claim::ofPaper).toList());
    List<Claim> own = paper.claims().stream().filter(claim -> !claim.ofPaper()).toList();
    if (!own.isEmpty()) {
      page.append("\n### Stress and traps\n\n");
      page.append(
          "Stress (S) takes a claim to settings that strain it. A trap (T) is a mistake that would seem to refute the"
              + " paper, made on purpose.\n\n");
      claims(page, own);
    }
    page.append("\n## Run it\n\n```sh\n");
    page.append("./assay run %s --tier quick\n```\n".formatted(paper.paper()));
    results(page, results);
    figures(page, results, files);
    if (!paper.findings().isEmpty()) {
      page.append("\n## What the records say\n\n").append(paper.findings()).append('\n');
    }
    page.append("\n## Differs from the paper in\n\n");
    for (int i = 0; i < paper.differences().size(); i++) {
      page.append("%d. %s\n".formatted(i + 1, Markdown.escape(paper.differences().get(i))));
    }
    if (!paper.untested().isEmpty()) {
      page.append("\n## Not tested\n\n");
      paper.untested().forEach(one -> page.append("- %s\n".formatted(Markdown.escape(one))));
    }
    files.put(paper.paper() + ".md", page.toString());
    return files;
  }

  private static void claims(StringBuilder page, List<Claim> claims) {
    page.append(Markdown.head("", "claim", "paper says", "where", "scale", "predicted here"));
    for (Claim claim : claims) {
      page.append(
          row(
              claim.id(),
              claim.statement(),
              claim.paperSays(),
              claim.where(),
              claim.scale().name().toLowerCase(Locale.ROOT),
              claim.expectation().contrast().brief() + " " + claim.expectation().region()));
    }
  }

  private static void results(StringBuilder page, PaperResults results) {
    page.append("\n## Results\n\n");
    if (results.records().isEmpty()) {
      page.append("No record ships with Assay yet.\n");
      return;
    }
    page.append(
        "Of %d records: %s. *Corrected* is the verdict that is left when all claims of a run are judged together (Holm).\n\n"
            .formatted(results.records().size(), counts(results.records())));
    page.append(
        Markdown.head(
            "claim",
            "tier",
            "measured",
            "predicted",
            "verdict",
            "corrected",
            "seeds",
            "CPU seconds"));
    for (ClaimRecord record : results.records()) {
      page.append(
          row(
              record.claim(),
              record.tier().label(),
              PaperResults.measured(record),
              record.expectation().region().toString(),
              word(record.verdict().kind()),
              word(record.corrected()),
              String.valueOf(record.evidence().seeds()),
              PaperResults.cost(record)));
    }
  }

  private static void figures(StringBuilder page, PaperResults results, Map<String, String> files) {
    List<Figure> figures = results.paper().figures();
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      String name = "%s/figure-%d.svg".formatted(results.paper().paper(), i + 1);
      Figure figure = figures.get(i);
      figure
          .svg(results.records())
          .ifPresent(
              svg -> {
                files.put(name, svg + "\n");
                drawn.add("![%s](%s)\n".formatted(Markdown.escape(figure.title()), name));
              });
    }
    if (!drawn.isEmpty()) {
      page.append("\n## Curves\n\n");
      page.append(
          "Dots are medians over seeds, bars their whole range; dashed lines are theory.\n\n");
      page.append(String.join("\n", drawn));
    }
  }

  /** The summary: all claims of all papers, those that cannot be tested too. */
  public static String summary(List<PaperResults> papers) {
    StringBuilder page = new StringBuilder("# Results\n\n");
    page.append(GENERATED.formatted("the records that ship with Assay"));
    List<ClaimRecord> own =
        papers.stream()
            .flatMap(
                results ->
                    results.paper().claims().stream()
                        .filter(Claim::ofPaper)
                        .flatMap(claim -> results.of(claim).stream().limit(1)))
            .toList();
    page.append(
        "%d claims of %d papers, each by its largest tier: %s. [How a verdict comes about](../README.md#what-a-verdict-is).\n"
            .formatted(own.size(), papers.size(), counts(own)));
    for (PaperResults results : papers) {
      Reproduction paper = results.paper();
      page.append(
          "\n## [%s](papers/%s.md)\n\n".formatted(Markdown.escape(paper.title()), paper.paper()));
      page.append(
          Markdown.head(
              "", "claim", "paper says", "scale", "measured", "verdict", "tier", "seeds", "CPU s"));
      for (Claim claim : paper.claims()) {
        page.append(summaryRow(results, claim));
      }
      for (String reason : paper.untested()) {
        page.append(row("-", reason, "", "", "", "not tested", "", "", ""));
      }
    }
    return page.toString();
  }

  private static String summaryRow(PaperResults results, Claim claim) {
    String scale = claim.scale().name().toLowerCase(Locale.ROOT);
    return results.of(claim).stream()
        .findFirst()
        .map(
            record ->
                row(
                    claim.id(),
                    claim.statement(),
                    claim.paperSays(),
                    scale,
                    PaperResults.measured(record),
                    word(record.verdict().kind()),
                    record.tier().label(),
                    String.valueOf(record.evidence().seeds()),
                    PaperResults.cost(record)))
        .orElseGet(
            () ->
                row(
                    claim.id(),
                    claim.statement(),
                    claim.paperSays(),
                    scale,
                    "",
                    "not run",
                    "",
                    "",
                    ""));
  }

  /** "39 reproduced, 4 contradicted, 5 inconclusive". */
  private static String counts(List<ClaimRecord> records) {
    return Arrays.stream(Verdict.Kind.values())
        .map(
            kind ->
                "%d %s"
                    .formatted(
                        records.stream().filter(each -> each.verdict().kind() == kind).count(),
                        word(kind)))
        .collect(Collectors.joining(", "));
  }

  private static String word(Verdict.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String row(String... cells) {
    return Markdown.row(Arrays.stream(cells).map(Markdown::escape).toList());
  }
}
