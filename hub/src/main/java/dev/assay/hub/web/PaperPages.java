package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.runs.Run;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.runs.RunRepository.LatestVerdict;
import dev.assay.hub.runs.RunService;
import dev.assay.lab.Claim;
import dev.assay.lab.Json;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The feed and the papers. */
@Controller
final class PaperPages {
  private static final int MAX_QUERY = 500;

  private final Library library;
  private final Claims claims;
  private final RunRepository runs;
  private final RunService service;

  PaperPages(Library library, Claims claims, RunRepository runs, RunService service) {
    this.library = library;
    this.claims = claims;
    this.runs = runs;
    this.service = service;
  }

  /** A claim, and what came of it last. */
  public record ClaimRow(Claim claim, String predicted, @Nullable Outcome latest) {}

  /** The latest verdict on a claim. */
  public record Outcome(long run, String tier, String verdict, String explanation) {
    static Outcome of(LatestVerdict latest) {
      JsonNode event = Json.tree(latest.json());
      return new Outcome(
          latest.run(),
          latest.tier(),
          event.path("verdict").asString("INCONCLUSIVE"),
          event.path("explanation").asString(""));
    }

    /** The verdict in lower case, for style sheets and sentences. */
    public String word() {
      return verdict.toLowerCase(Locale.ROOT);
    }
  }

  @GetMapping("/")
  String feed(@RequestParam(defaultValue = "") String q, Model model) {
    String words = q.length() > MAX_QUERY ? q.substring(0, MAX_QUERY) : q;
    model.addAttribute("q", words);
    model.addAttribute("papers", PaperCard.of(library.search(words), claims));
    return "feed";
  }

  @GetMapping({"/papers/{id}", "/papers/{archive}/{id}"})
  String paper(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      Model model) {
    Paper paper = find(archive == null ? id : archive + "/" + id);
    String key = paper.id().value();
    Optional<Reproduction> reproduction = claims.of(key);
    Map<String, LatestVerdict> latest = runs.latestVerdicts(key);
    List<ClaimRow> rows =
        reproduction.stream()
            .flatMap(found -> found.claims().stream())
            .map(
                claim ->
                    new ClaimRow(
                        claim,
                        claim.expectation().region().toString(),
                        Optional.ofNullable(latest.get(claim.id())).map(Outcome::of).orElse(null)))
            .toList();
    model.addAttribute("paper", paper);
    model.addAttribute("reproduction", reproduction.orElse(null));
    model.addAttribute("rows", rows);
    model.addAttribute("runs", runs.of(key, 8));
    return "paper";
  }

  @PostMapping("/papers/{id}/runs")
  String run(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String claim,
      @RequestParam(defaultValue = "quick") String tier) {
    Paper paper = find(id);
    String key = paper.id().value();
    if (claims.of(key).isEmpty()) {
      throw new NotThere("This paper has no claims that can be run yet.", id);
    }
    String claimId = null;
    if (!claim.isBlank()) {
      claimId =
          claims
              .claim(key, claim)
              .map(Claim::id)
              .orElseThrow(
                  () ->
                      new NotThere(
                          "This paper has no claim "
                              + claim
                              + "; it has "
                              + String.join(", ", claimIds(key))
                              + ".",
                          id));
    }
    Run run = service.start(key, claimId, tier(tier));
    return "redirect:/runs/" + run.id();
  }

  private List<String> claimIds(String paper) {
    return claims.of(paper).stream()
        .flatMap(found -> found.claims().stream())
        .map(Claim::id)
        .toList();
  }

  private static String tier(String text) {
    try {
      return Tier.parse(text).label();
    } catch (IllegalArgumentException e) {
      throw new NotThere(e.getMessage() + ".", "");
    }
  }

  private Paper find(String id) {
    return library
        .find(id)
        .orElseThrow(() -> new NotThere("There is no paper " + shortened(id) + " here.", id));
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
