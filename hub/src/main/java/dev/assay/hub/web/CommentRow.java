package dev.assay.hub.web;

import dev.assay.hub.discussion.Comment;
import dev.assay.hub.discussion.CommentText;
import dev.assay.hub.people.Role;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comment as a reader sees it.
 *
 * @param depth how far it is set in, from 0
 * @param above the comment it answers, where its place alone does not tell; otherwise null
 * @param reported whether the reader has reported it
 */
public record CommentRow(
    Comment comment,
    int depth,
    @Nullable Comment above,
    boolean reported,
    Optional<Visitor> reader) {
  /** The text as HTML; empty where it is not to be seen. */
  public String html() {
    return isShown() ? CommentText.html(Objects.requireNonNull(comment.text())) : "";
  }

  /** Whether the reader sees the text: of a hidden one, its author and moderators do. */
  public boolean isShown() {
    return !comment.isDeleted() && (!comment.isHidden() || isMine() || moderates());
  }

  public boolean isMine() {
    return comment.isBy(reader.map(visitor -> visitor.person().id()).orElse(null));
  }

  public boolean moderates() {
    return reader.filter(visitor -> visitor.is(Role.CURATOR)).isPresent();
  }

  /** Whether the reader may answer it. */
  public boolean isOpen() {
    return !comment.isDeleted()
        && !comment.isHidden()
        && reader.filter(visitor -> visitor.person().mayTakePart()).isPresent();
  }

  public String anchor() {
    return "comment-" + comment.id();
  }

  public String time() {
    return Words.time(comment.created());
  }

  /** When its text was changed; empty where it never was. */
  public String changed() {
    return comment.edited() == null ? "" : Words.time(comment.edited());
  }
}
