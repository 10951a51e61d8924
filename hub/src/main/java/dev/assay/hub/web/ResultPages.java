package dev.assay.hub.web;

import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Result;
import dev.assay.hub.records.Standings;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Verdict;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** All results on one page, and the curves of each paper. */
@Controller
final class ResultPages {
  private static final String SVG = "image/svg+xml";

  private final Claims claims;
  private final Standings standings;
  private final Curves curves;

  ResultPages(Claims claims, Standings standings, Curves curves) {
    this.claims = claims;
    this.standings = standings;
    this.curves = curves;
  }

  /** A paper with its claims, in its order. */
  public record Part(Reproduction paper, List<ClaimRow> rows) {}

  @GetMapping("/results")
  String all(Model model) {
    List<Part> parts = claims.all().stream().map(this::part).toList();
    List<ClaimRow> own =
        parts.stream()
            .flatMap(part -> part.rows().stream())
            .filter(row -> row.claim().ofPaper())
            .toList();
    model.addAttribute("parts", parts);
    model.addAttribute("summary", summary(own));
    return "results";
  }

  private Part part(Reproduction reproduction) {
    List<Result> current = standings.current(reproduction.paper());
    return new Part(
        reproduction,
        claims.list(reproduction.paper()).stream()
            .map(claim -> ClaimRow.of(claim, current))
            .toList());
  }

  /** "132 claims: 90 reproduced, 8 contradicted, 14 inconclusive, 20 not run". */
  private static String summary(List<ClaimRow> rows) {
    List<Verdict.Kind> verdicts =
        rows.stream()
            .map(ClaimRow::result)
            .filter(Objects::nonNull)
            .map(row -> row.result().verdict())
            .toList();
    StringBuilder text = new StringBuilder(Words.count(rows.size(), "claim")).append(": ");
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      text.append(verdicts.stream().filter(kind::equals).count())
          .append(' ')
          .append(Words.word(kind))
          .append(", ");
    }
    return text.append(rows.size() - verdicts.size()).append(" not run.").toString();
  }

  /** A curve of a paper, by its number from 1. */
  @GetMapping({
    "/papers/{id}/figures/{number:[0-9]{1,3}}.svg",
    "/papers/{archive}/{id}/figures/{number:[0-9]{1,3}}.svg"
  })
  @ResponseBody
  String figure(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      @PathVariable int number,
      HttpServletResponse response) {
    String paper = archive == null ? id : archive + "/" + id;
    String svg =
        curves
            .svg(paper, number)
            .orElseThrow(() -> new NotThere("There is no such figure here.", paper));
    // The drawing brings its own colours, and nothing else.
    response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    response.setContentType(SVG + ";charset=UTF-8");
    return svg;
  }
}
