package dev.assay.hub.web;

import dev.assay.hub.discussion.AuthorClaims.AuthorClaim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a paper, for its page.
 *
 * @param rows some of its threads, one comment behind the other
 * @param comments how many there are that readers see
 * @param newestFirst the order of the threads
 * @param page from 1
 * @param authors who of this site is an author of the paper
 * @param own what the reader has claimed, null where nothing stands
 */
public record DiscussionView(
    String address,
    List<CommentRow> rows,
    int comments,
    boolean newestFirst,
    int page,
    int pages,
    List<AuthorClaim> authors,
    @Nullable AuthorClaim own) {
  /** "Discussion (3)". */
  public String heading() {
    return comments == 0 ? "Discussion" : "Discussion (" + comments + ")";
  }

  /** Another page, or another order, of the same discussion. */
  public String address(boolean newest, int number) {
    return address(address, newest, number) + "#discussion";
  }

  static String address(String paper, boolean newest, int number) {
    if (number == 1) {
      return newest ? paper + "?talk=new" : paper;
    }
    return paper + "?talk=" + (newest ? "new" : "old") + "&thread-page=" + number;
  }

  /** What the author of this name is called on this site, null where none has said so. */
  public @Nullable String here(String name) {
    return authors.stream()
        .filter(claim -> claim.name().equals(name))
        .map(AuthorClaim::personName)
        .findFirst()
        .orElse(null);
  }
}
