package dev.assay.hub.web;

import dev.assay.hub.records.Claims;
import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.Result;
import dev.assay.hub.runs.Run;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.runs.RunService;
import dev.assay.lab.Claim;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The feed and the papers. */
@Controller
final class PaperPages {
  private static final int MAX_QUERY = 500;

  private final Library library;
  private final Claims claims;
  private final RunRepository runs;
  private final RunService service;
  private final Records records;

  PaperPages(
      Library library, Claims claims, RunRepository runs, RunService service, Records records) {
    this.library = library;
    this.claims = claims;
    this.runs = runs;
    this.service = service;
    this.records = records;
  }

  /** A claim, and the result that counts: of the newest records that of the largest tier. */
  public record ClaimRow(Claim claim, @Nullable ResultRow result) {
    /** What is compared and where it must lie. */
    public String predicted() {
      return Words.predicted(
          claim.expectation().contrast().formula(), claim.expectation().region());
    }
  }

  /**
   * A record in one line.
   *
   * @param current whether it was made under the expectation that the claim has today
   */
  public record ResultRow(Result result, boolean current) {
    /** The verdict in lower case, for style sheets and sentences. */
    public String word() {
      return Words.word(result.verdict());
    }

    public String corrected() {
      return Words.word(result.corrected());
    }

    public String measured() {
      return Words.measured(result.estimate(), result.interval());
    }

    public String seeds() {
      return Words.count(result.seeds(), "seed");
    }

    public String day() {
      return Words.day(result.finished());
    }
  }

  @GetMapping("/")
  String feed(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(name = "claims", defaultValue = "") String only,
      Model model) {
    String words = q.length() > MAX_QUERY ? q.substring(0, MAX_QUERY) : q;
    boolean onlyClaims = only.equals("1");
    model.addAttribute("q", words);
    model.addAttribute("onlyClaims", onlyClaims);
    model.addAttribute(
        "papers",
        PaperCard.of(library.search(words), claims).stream()
            .filter(card -> !onlyClaims || card.claims() > 0)
            .toList());
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
    List<ResultRow> results =
        records.latest(key).stream()
            .sorted(Comparator.comparingInt(result -> claims.position(key, result.claim())))
            .map(result -> new ResultRow(result, claims.isCurrent(key, result)))
            .toList();
    List<ClaimRow> rows =
        reproduction.stream()
            .flatMap(found -> found.claims().stream())
            .map(
                claim ->
                    new ClaimRow(
                        claim,
                        results.stream()
                            .filter(row -> row.current() && row.result().claim().equals(claim.id()))
                            .findFirst()
                            .orElse(null)))
            .toList();
    model.addAttribute("paper", paper);
    model.addAttribute("badge", new PaperCard(paper, claims.count(key)).badge());
    model.addAttribute("reproduction", reproduction.orElse(null));
    model.addAttribute("rows", rows.stream().filter(row -> row.claim().ofPaper()).toList());
    model.addAttribute("strains", rows.stream().filter(row -> !row.claim().ofPaper()).toList());
    model.addAttribute("results", results);
    model.addAttribute("unreadable", records.unreadable(key));
    model.addAttribute("runs", runs.of(key, 8));
    return "paper";
  }

  @PostMapping({"/papers/{id}/runs", "/papers/{archive}/{id}/runs"})
  String run(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      @RequestParam(defaultValue = "") String claim,
      @RequestParam(defaultValue = "quick") String tier) {
    Paper paper = find(archive == null ? id : archive + "/" + id);
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
                              + Words.shortened(claim)
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
        .orElseThrow(() -> new NotThere("There is no paper " + Words.shortened(id) + " here.", id));
  }
}
