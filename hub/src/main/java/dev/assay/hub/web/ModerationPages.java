package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.discussion.AuthorClaims;
import dev.assay.hub.discussion.Comments;
import dev.assay.hub.discussion.Moderation;
import dev.assay.hub.discussion.ModerationLog;
import dev.assay.hub.people.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What moderators decide, and what they did. */
@Controller
final class ModerationPages {
  private static final int SHOWN = 200;
  private static final int LOG = 50;

  private final Library library;
  private final Moderation moderation;
  private final ModerationLog log;
  private final AuthorClaims authors;
  private final Comments comments;
  private final DiscussionViews views;

  ModerationPages(
      Library library,
      Moderation moderation,
      ModerationLog log,
      AuthorClaims authors,
      Comments comments,
      DiscussionViews views) {
    this.library = library;
    this.moderation = moderation;
    this.log = log;
    this.authors = authors;
    this.comments = comments;
    this.views = views;
  }

  /** A comment that was reported, and what for. */
  public record Reported(CommentRow row, List<Moderation.Report> reports) {}

  /** A claim that waits, with its paper's title. */
  public record Claimed(AuthorClaims.AuthorClaim claim, String title) {}

  /** An entry of the log. */
  public record Done(ModerationLog.Entry entry, String time) {}

  @GetMapping("/moderation")
  String page(@RequestParam(defaultValue = "1") String page, Model model) {
    int number = page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1;
    List<ModerationLog.Entry> done = log.latest(LOG + 1, (number - 1) * LOG);
    model.addAttribute("reported", reported());
    model.addAttribute(
        "claimed",
        authors.open(SHOWN).stream()
            .map(
                claim ->
                    new Claimed(
                        claim, library.find(claim.paper()).map(paper -> paper.title()).orElse("")))
            .toList());
    model.addAttribute(
        "log",
        done.stream().limit(LOG).map(entry -> new Done(entry, Words.time(entry.at()))).toList());
    model.addAttribute("number", number);
    model.addAttribute("more", done.size() > LOG);
    return "moderation";
  }

  private List<Reported> reported() {
    Map<Long, List<Moderation.Report>> byComment =
        moderation.open(SHOWN).stream()
            .collect(
                Collectors.groupingBy(
                    Moderation.Report::comment, LinkedHashMap::new, Collectors.toList()));
    return byComment.entrySet().stream()
        .flatMap(
            entry ->
                comments.find(entry.getKey()).stream()
                    .map(comment -> new Reported(views.row(comment), entry.getValue())))
        .toList();
  }

  @PostMapping("/comments/{id}/hide")
  String hide(@PathVariable String id, @RequestParam(defaultValue = "") String reason) {
    moderation.hide(moderator(), number(id), reason);
    return "redirect:/comments/" + id;
  }

  @PostMapping("/comments/{id}/show")
  String show(@PathVariable String id, @RequestParam(defaultValue = "") String reason) {
    moderation.show(moderator(), number(id), reason);
    return "redirect:/comments/" + id;
  }

  /** Decides on a comment that was reported, from the page that lists them. */
  @PostMapping("/moderation/comments/{id}")
  String decide(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean hide) {
    if (hide) {
      moderation.hide(moderator(), number(id), reason);
    } else {
      moderation.dismiss(moderator(), number(id), reason);
    }
    return "redirect:/moderation";
  }

  @PostMapping("/moderation/authors/{id}")
  String decideAuthor(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean grant) {
    authors.decide(moderator(), number(id), grant, reason);
    return "redirect:/moderation";
  }

  @PostMapping("/moderation/authors/{id}/revoke")
  String revokeAuthor(@PathVariable String id, @RequestParam(defaultValue = "") String reason) {
    authors.revoke(moderator(), number(id), reason);
    return "redirect:/moderation";
  }

  private static Person moderator() {
    return Visitor.required().person();
  }

  private static long number(String id) {
    if (!id.matches("[0-9]{1,15}")) {
      throw new NotThere("There is nothing of this number here.", "");
    }
    return Long.parseLong(id);
  }
}
