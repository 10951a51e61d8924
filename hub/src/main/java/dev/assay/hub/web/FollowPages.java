package dev.assay.hub.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.hub.follow.BadFollow;
import dev.assay.hub.follow.Follow;
import dev.assay.hub.follow.Follow.Kind;
import dev.assay.hub.follow.Follows;
import dev.assay.hub.people.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person follows: seen, begun and ended. */
@Controller
final class FollowPages {
  private static final int NEWS = 50;

  private final Follows follows;
  private final Attempts attempts;

  FollowPages(Follows follows, Attempts attempts) {
    this.follows = follows;
    this.attempts = attempts;
  }

  /** Something that has happened, as the page shows it. */
  public record Line(String day, String sentence, String path) {}

  /** Something followed, as the page shows it. */
  public record Row(Follow follow, FollowButtons.Button button) {
    public String since() {
      return "since " + Words.day(follow.created());
    }
  }

  /**
   * All of it.
   *
   * @param kind and target are of what was ended just now, and can be begun again
   */
  @GetMapping("/following")
  String page(
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String target,
      Model model) {
    Person person = Visitor.required().person();
    List<Follow> all = follows.of(person.id());
    model.addAttribute(
        "rows",
        all.stream()
            .map(
                follow ->
                    new Row(
                        follow,
                        new FollowButtons.Button(follow.kind(), follow.target(), true, true)))
            .toList());
    model.addAttribute(
        "news",
        follows.news(person.id(), Instant.EPOCH, NEWS).stream()
            .map(news -> new Line(Words.day(news.at()), news.sentence(), news.path()))
            .toList());
    Optional<Kind> ended = Kind.parse(kind);
    if (ended.isPresent()
        && all.stream().noneMatch(f -> f.kind() == ended.get() && f.target().equals(target))) {
      model.addAttribute("ended", new FollowButtons.Button(ended.get(), target, false, true));
    }
    return "following";
  }

  /**
   * Follows something, or does so no more. What is asked for is the state: asked twice, it is so
   * all the same.
   */
  @PostMapping("/following")
  String set(
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String target,
      @RequestParam(defaultValue = "true") boolean follow,
      HttpServletRequest request,
      Model model) {
    Person person = Visitor.required().person();
    attempts.count(Attempts.What.FOLLOW, person);
    Kind what =
        Kind.parse(kind)
            .orElseThrow(
                () ->
                    new BadFollow(
                        "One can follow a search, an author, a category, a board or a claim."));
    if (follow) {
      follows.add(person.id(), what, target);
    } else {
      follows.remove(person.id(), what, target);
    }
    if (Htmx.asks(request)) {
      model.addAttribute("button", new FollowButtons.Button(what, target.strip(), follow, true));
      return "following :: button(button=${button})";
    }
    String back = LocalPath.referrer(request);
    return "redirect:"
        + (follow || !back.startsWith("/following")
            ? back
            : "/following?kind=" + what.word() + "&target=" + URLEncoder.encode(target, UTF_8));
  }
}
