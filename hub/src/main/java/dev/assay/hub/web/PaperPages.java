package dev.assay.hub.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.Discussion;
import dev.assay.hub.people.Role;
import dev.assay.hub.records.Claims;
import dev.assay.hub.runs.Run;
import dev.assay.hub.runs.RunLimits;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.runs.RunService;
import dev.assay.lab.Claim;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Tier;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** A paper: its page, its Markdown, and the runs of its claims that begin there. */
@Controller
final class PaperPages {
  private static final MediaType MARKDOWN = new MediaType("text", "markdown", UTF_8);

  /** A day in its place is the address of a list or of its feed. */
  private static final String PAPER =
      "/papers/{id:(?![0-9]{4}-[0-9]{2}-[0-9]{2}(?:[.](?:atom|rss))?$).+}";

  private final Library library;
  private final Claims claims;
  private final RunRepository runs;
  private final RunService service;
  private final RunLimits limits;
  private final PaperViews views;
  private final DiscussionViews discussions;
  private final SiteRoot site;
  private final Curves curves;
  private final PaperKept kept;

  PaperPages(
      Library library,
      Claims claims,
      RunRepository runs,
      RunService service,
      RunLimits limits,
      PaperViews views,
      DiscussionViews discussions,
      Curves curves,
      PaperKept kept,
      SiteRoot site) {
    this.library = library;
    this.claims = claims;
    this.runs = runs;
    this.service = service;
    this.limits = limits;
    this.views = views;
    this.discussions = discussions;
    this.site = site;
    this.curves = curves;
    this.kept = kept;
  }

  /** The page, or its Markdown for those that ask for it by the Accept header. */
  @GetMapping({PAPER, "/papers/{archive}/{id}"})
  Object paper(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
      @RequestParam(defaultValue = "old") String talk,
      @RequestParam(name = "thread-page", defaultValue = "1") String threadPage,
      HttpServletResponse response,
      Model model) {
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (accept.contains("text/markdown") && !accept.contains(MediaType.TEXT_HTML_VALUE)) {
      return markdown(id, archive);
    }
    PaperView view = views.of(find(archive, id));
    model.addAttribute("view", view);
    model.addAttribute("paper", view.paper());
    model.addAttribute("reproduction", view.reproduction());
    Reproduction reproduction = view.reproduction();
    model.addAttribute("curves", curves.of(view.paper().id().value()));
    model.addAttribute("findings", reproduction == null ? "" : Prose.html(reproduction.findings()));
    model.addAttribute("talk", discussions.of(view.card(), talk, threadPage));
    model.addAttribute("longest", Discussion.LONGEST);
    model.addAttribute("runs", runs.of(view.paper().id().value(), 8));
    // Who has not signed in may turn out to be anybody.
    model.addAttribute(
        "tiers",
        limits.tiers(
            Visitor.current().map(visitor -> visitor.person().role()).orElse(Role.CURATOR)));
    kept.add(view.paper().id(), model);
    return "paper";
  }

  /** The page for programs and notes. */
  @GetMapping({"/papers/{id}.md", "/papers/{archive}/{id}.md"})
  ResponseEntity<String> markdown(
      @PathVariable String id, @PathVariable(required = false) @Nullable String archive) {
    return ResponseEntity.ok()
        .contentType(MARKDOWN)
        .body(PaperMarkdown.of(views.of(find(archive, id)), site.get()));
  }

  @PostMapping({"/papers/{id}/runs", "/papers/{archive}/{id}/runs"})
  String run(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      @RequestParam(defaultValue = "") String claim,
      @RequestParam(defaultValue = "quick") String tier) {
    Paper paper = find(archive, id);
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
    Run run = service.start(key, claimId, tier(tier), Visitor.required().person().id());
    return "redirect:/runs/" + run.id();
  }

  private List<String> claimIds(String paper) {
    return claims.list(paper).stream().map(Claim::id).toList();
  }

  private static String tier(String text) {
    try {
      return Tier.parse(text).label();
    } catch (IllegalArgumentException e) {
      throw new NotThere(e.getMessage() + ".", "");
    }
  }

  private Paper find(@Nullable String archive, String name) {
    String id = archive == null ? name : archive + "/" + name;
    return NotThere.paper(library, id);
  }
}
