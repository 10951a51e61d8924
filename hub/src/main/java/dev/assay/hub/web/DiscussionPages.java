package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.Comment;
import dev.assay.hub.discussion.CommentText;
import dev.assay.hub.discussion.Comments;
import dev.assay.hub.discussion.Discussion;
import dev.assay.hub.discussion.DiscussionMistake;
import dev.assay.hub.discussion.Drafts;
import dev.assay.hub.discussion.Moderation;
import dev.assay.hub.people.Person;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Comments: written, previewed, changed, deleted, reported. */
@Controller
final class DiscussionPages {
  private final Library library;
  private final Comments comments;
  private final Discussion discussion;
  private final Drafts drafts;
  private final Moderation moderation;
  private final DiscussionViews views;
  private final Attempts attempts;

  DiscussionPages(
      Library library,
      Comments comments,
      Discussion discussion,
      Drafts drafts,
      Moderation moderation,
      DiscussionViews views,
      Attempts attempts) {
    this.library = library;
    this.comments = comments;
    this.discussion = discussion;
    this.drafts = drafts;
    this.moderation = moderation;
    this.views = views;
    this.attempts = attempts;
  }

  /** Says something, or shows how it would look. */
  @PostMapping({"/papers/{id}/comments", "/papers/{archive}/{id}/comments"})
  String post(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String parent,
      @RequestParam(defaultValue = "false") boolean preview,
      HttpServletResponse response,
      Model model) {
    String name = archive == null ? id : archive + "/" + id;
    Paper paper = paper(name);
    Long above = parent.isEmpty() ? null : number(parent);
    Person person = Visitor.required().person();
    attempts.count(preview ? Attempts.What.PREVIEW : Attempts.What.COMMENT, person);
    return written(
        paper,
        text,
        preview,
        () -> views.place(discussion.post(person, paper, above, text), paper),
        response,
        saying(paper, above, model));
  }

  private static Model saying(Paper paper, @Nullable Long above, Model model) {
    model.addAttribute("heading", above == null ? "Your comment" : "Your answer");
    model.addAttribute("action", "/papers/" + paper.id().value() + "/comments");
    model.addAttribute("parent", above);
    return model;
  }

  /** What somebody had sent before they signed in again. */
  @GetMapping(Door.DRAFTS + "{secret}")
  String draft(@PathVariable String secret, Model model) {
    Drafts.Draft draft =
        drafts
            .find(secret)
            .orElseThrow(() -> new NotThere("This draft was kept for a day and is gone.", ""));
    String path = draft.path();
    model.addAttribute("kept", true);
    if (path.startsWith("/comments/")) {
      Comment comment = own(path.substring("/comments/".length(), path.lastIndexOf('/')));
      return compose(paper(comment.paper()), editing(comment, model), draft.text());
    }
    Paper paper = paper(path.substring("/papers/".length(), path.lastIndexOf('/')));
    return compose(paper, saying(paper, draft.parent(), model), draft.text());
  }

  /** How a text would look, for the script that shows it under the field. */
  @PostMapping("/comments/preview")
  String preview(
      @RequestParam(defaultValue = "") String text, HttpServletResponse response, Model model) {
    attempts.count(Attempts.What.PREVIEW, Visitor.required().person());
    try {
      model.addAttribute("preview", CommentText.html(Discussion.text(text)));
    } catch (DiscussionMistake e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("mistake", e.sentence());
    }
    return "comment :: preview";
  }

  /** Leads to a comment in its place. */
  @GetMapping("/comments/{id}")
  String comment(@PathVariable String id) {
    Comment comment = find(id);
    return "redirect:" + views.place(comment, paper(comment.paper()));
  }

  @GetMapping("/comments/{id}/edit")
  String edit(@PathVariable String id, Model model) {
    Comment comment = own(id);
    return compose(
        paper(comment.paper()), editing(comment, model), Objects.requireNonNull(comment.text()));
  }

  @PostMapping("/comments/{id}/edit")
  String edit(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "false") boolean preview,
      HttpServletResponse response,
      Model model) {
    Comment comment = own(id);
    Paper paper = paper(comment.paper());
    Person person = Visitor.required().person();
    attempts.count(preview ? Attempts.What.PREVIEW : Attempts.What.COMMENT, person);
    return written(
        paper,
        text,
        preview,
        () -> views.place(discussion.edit(person, paper, comment.id(), text), paper),
        response,
        editing(comment, model));
  }

  private static Model editing(Comment comment, Model model) {
    model.addAttribute("heading", "Change your comment");
    model.addAttribute("action", comment.path() + "/edit");
    model.addAttribute("back", comment.path());
    return model;
  }

  /** What a comment said before it was changed. */
  @GetMapping("/comments/{id}/history")
  String history(@PathVariable String id, Model model) {
    Comment comment = find(id);
    CommentRow row = views.row(comment);
    if (!row.isShown()) {
      throw absent();
    }
    model.addAttribute("row", row);
    model.addAttribute("paper", paper(comment.paper()));
    model.addAttribute(
        "versions",
        comments.versions(comment.id()).stream()
            .map(
                version ->
                    new Version(Words.time(version.written()), CommentText.html(version.text())))
            .toList());
    return "comment-history";
  }

  /** An earlier text. */
  public record Version(String time, String html) {}

  @PostMapping("/comments/{id}/delete")
  String delete(@PathVariable String id) {
    Comment comment = own(id);
    discussion.delete(Visitor.required().person(), comment.id());
    return "redirect:/papers/" + comment.paper() + "#discussion";
  }

  @PostMapping("/comments/{id}/report")
  String report(@PathVariable String id, @RequestParam(defaultValue = "") String reason) {
    Person person = Visitor.required().person();
    attempts.count(Attempts.What.REPORT, person);
    Comment comment = find(id);
    moderation.report(person, comment.id(), reason);
    return "redirect:" + comment.path();
  }

  /** What is done with a text and where that leads. */
  private interface Writing {
    String done();
  }

  private String written(
      Paper paper,
      String text,
      boolean preview,
      Writing writing,
      HttpServletResponse response,
      Model model) {
    try {
      if (!preview) {
        return "redirect:" + writing.done();
      }
      model.addAttribute("preview", CommentText.html(Discussion.text(text)));
    } catch (DiscussionMistake e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("mistake", e.sentence());
    }
    return compose(paper, model, text);
  }

  private static String compose(Paper paper, Model model, String text) {
    model.addAttribute("paper", paper);
    model.addAttribute("text", text);
    model.addAttribute("longest", Discussion.LONGEST);
    return "comment";
  }

  private Paper paper(String name) {
    return NotThere.paper(library, name);
  }

  private Comment own(String id) {
    return Optional.of(find(id))
        .filter(comment -> comment.isBy(Visitor.required().person().id()))
        .orElseThrow(DiscussionPages::absent);
  }

  private Comment find(String id) {
    return comments.find(number(id)).orElseThrow(DiscussionPages::absent);
  }

  private static NotThere absent() {
    return new NotThere("There is no such comment here, or no more.", "");
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,15}")) {
      throw absent();
    }
    return Long.parseLong(text);
  }
}
