package dev.assay.hub.web;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.AuthorClaims;
import dev.assay.hub.discussion.Comment;
import dev.assay.hub.discussion.Comments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays out what is said of a paper. */
final class DiscussionViews {
  private static final int THREADS = 30;

  /** Set in further, a line would have no room. */
  private static final int DEEPEST = 4;

  private final Comments comments;
  private final AuthorClaims authors;

  DiscussionViews(Comments comments, AuthorClaims authors) {
    this.comments = comments;
    this.authors = authors;
  }

  /**
   * A page of a paper's discussion.
   *
   * @param order {@code new} for the newest threads first; else the oldest
   * @param page as it stands in an address; one that there is not is the nearest one
   */
  DiscussionView of(PaperCard card, String order, String page) {
    String paper = card.paper().id().value();
    boolean newestFirst = order.equals("new");
    int pages = Math.max(1, (comments.countThreads(paper) + THREADS - 1) / THREADS);
    int number = page.matches("[1-9][0-9]{0,5}") ? Math.min(Integer.parseInt(page), pages) : 1;
    List<Comment> some = comments.threads(paper, newestFirst, THREADS, (number - 1) * THREADS);
    Optional<Visitor> reader = Visitor.current();
    return new DiscussionView(
        card.address(),
        rows(some, reader),
        card.comments(),
        newestFirst,
        number,
        pages,
        authors.granted(paper),
        reader.flatMap(visitor -> authors.standing(visitor.person().id(), paper)).orElse(null));
  }

  /** Where a comment is to be read, with its neighbours. */
  String place(Comment comment, Paper paper) {
    int page = 1 + comments.threadsBefore(comment.paper(), comment.thread()) / THREADS;
    return DiscussionView.address("/papers/" + paper.id().value(), false, page)
        + "#comment-"
        + comment.id();
  }

  /** Comments that are shown one by one. */
  CommentRow row(Comment comment) {
    Optional<Visitor> reader = Visitor.current();
    return new CommentRow(comment, 0, null, reported(List.of(comment), reader).size() == 1, reader);
  }

  /** Each comment behind the one it answers, and behind the answers that came before. */
  private List<CommentRow> rows(List<Comment> some, Optional<Visitor> reader) {
    Set<Long> reported = reported(some, reader);
    Map<Long, List<Comment>> answers = new HashMap<>();
    List<Comment> first = new ArrayList<>();
    for (Comment comment : some) {
      Long parent = comment.parent();
      (parent == null ? first : answers.computeIfAbsent(parent, _ -> new ArrayList<>()))
          .add(comment);
    }
    List<CommentRow> rows = new ArrayList<>();
    // A stack and no recursion: a thread may be as deep as it is long.
    List<Below> stack = new ArrayList<>();
    push(first, null, 0, stack);
    while (!stack.isEmpty()) {
      Below next = stack.removeLast();
      Comment comment = next.comment();
      rows.add(
          new CommentRow(
              comment,
              Math.min(next.depth(), DEEPEST),
              next.depth() > DEEPEST ? next.above() : null,
              reported.contains(comment.id()),
              reader));
      push(answers.getOrDefault(comment.id(), List.of()), comment, next.depth() + 1, stack);
    }
    return rows;
  }

  private record Below(Comment comment, @Nullable Comment above, int depth) {}

  private static void push(
      List<Comment> some, @Nullable Comment above, int depth, List<Below> stack) {
    for (Comment comment : some.reversed()) {
      stack.add(new Below(comment, above, depth));
    }
  }

  private Set<Long> reported(List<Comment> some, Optional<Visitor> reader) {
    return reader
        .map(
            visitor ->
                comments.reportedBy(visitor.person().id(), some.stream().map(Comment::id).toList()))
        .orElse(Set.of());
  }
}
