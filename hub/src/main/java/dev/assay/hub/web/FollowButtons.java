package dev.assay.hub.web;

import dev.assay.hub.follow.Follow;
import dev.assay.hub.follow.Follow.Kind;
import dev.assay.hub.follow.Follows;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The buttons by which who looks at a page follows what is on it. */
public final class FollowButtons {
  private static final Pattern AUTHOR = Pattern.compile("author:\"([^\"]+)\"");

  private final Follows follows;
  private final @Nullable Visitor visitor;

  /** Asked for once a page, and only by pages that have such a button. */
  private @Nullable Set<Topic> followed;

  private record Topic(Kind kind, String target) {}

  /**
   * A button.
   *
   * @param followed whether who looks follows it already
   * @param known whether somebody is signed in
   */
  public record Button(Kind kind, String target, boolean followed, boolean known) {
    public String label() {
      return Follow.label(kind, target);
    }
  }

  FollowButtons(Follows follows, @Nullable Visitor visitor) {
    this.follows = follows;
    this.visitor = visitor;
  }

  /** The button of a category, a board or a claim, by the kind's word. */
  public Button of(String kind, String target) {
    return button(Kind.parse(kind).orElseThrow(), target);
  }

  /** The button of a search: that of an author, where one is all it asks for. */
  public Button ofSearch(String query) {
    Matcher author = AUTHOR.matcher(query.strip());
    return author.matches()
        ? button(Kind.AUTHOR, author.group(1))
        : button(Kind.SEARCH, query.strip());
  }

  private Button button(Kind kind, String target) {
    if (visitor == null) {
      return new Button(kind, target, false, false);
    }
    Set<Topic> all = followed;
    if (all == null) {
      all =
          follows.of(visitor.person().id()).stream()
              .map(follow -> new Topic(follow.kind(), follow.target()))
              .collect(Collectors.toSet());
      followed = all;
    }
    return new Button(kind, target, all.contains(new Topic(kind, target)), true);
  }
}
