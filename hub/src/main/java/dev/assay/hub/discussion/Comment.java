package dev.assay.hub.discussion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something said of a paper.
 *
 * @param parent what it answers, null where it begins a thread
 * @param thread the comment that its thread begins with, itself where it answers none
 * @param author null where it was deleted, as are the name and the text
 * @param ofAuthor whether its author is an author of the paper
 * @param edited when its text was last changed, null where it never was
 * @param hidden since when moderators keep it from readers, null where they do not
 */
public record Comment(
    long id,
    String paper,
    @Nullable Long parent,
    long thread,
    @Nullable Long author,
    @Nullable String authorName,
    boolean ofAuthor,
    @Nullable String text,
    Instant created,
    @Nullable Instant edited,
    @Nullable Instant hidden) {
  public boolean isDeleted() {
    return text == null;
  }

  public boolean isHidden() {
    return hidden != null;
  }

  public boolean isBy(@Nullable Long person) {
    return person != null && person.equals(author);
  }

  /** Its address on the site, which leads to its place on the paper's page. */
  public String path() {
    return path(id);
  }

  static String path(long id) {
    return "/comments/" + id;
  }
}
