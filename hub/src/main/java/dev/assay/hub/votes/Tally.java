package dev.assay.hub.votes;

import org.jspecify.annotations.Nullable;

/**
 * The votes for a paper, as one reader sees them.
 *
 * @param source those that the paper's source counted, 0 where it did not say
 * @param here those of this site's people
 * @param mine whether the reader's is among them
 */
public record Tally(int source, int here, boolean mine) {
  public static final Tally NONE = new Tally(0, 0, false);

  static Tally of(@Nullable Integer source, @Nullable Integer here, boolean mine) {
    return new Tally(source == null ? 0 : source, here == null ? 0 : here, mine);
  }

  /** All of them: who voted there and here counts twice, since nothing tells that they are one. */
  public int total() {
    return source + here;
  }

  /** "42 votes at the source, 3 here". */
  public String words() {
    if (source == 0) {
      return votes(here);
    }
    return votes(source) + " at the source, " + here + " here";
  }

  private static String votes(int number) {
    return number == 1 ? "1 vote" : number + " votes";
  }
}
