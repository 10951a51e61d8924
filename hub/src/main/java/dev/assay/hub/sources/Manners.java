package dev.assay.hub.sources;

import java.time.Duration;

/**
 * How to behave at somebody's servers.
 *
 * @param gap the shortest time from one request's end to the next one's begin
 * @param attempts how often the same is asked where the answer is no good
 * @param firstPause the wait after the first such answer; it doubles with each
 * @param longestPause a server that asks for more is left in peace until then
 * @param patience the longest that one answer may take
 */
record Manners(
    Duration gap, int attempts, Duration firstPause, Duration longestPause, Duration patience) {
  /** One connection, and one request in three seconds: info.arxiv.org/help/api/tou.html. */
  static final Manners ARXIV =
      new Manners(
          Duration.ofSeconds(3),
          5,
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(3));

  /** The same where somebody waits for the answer before their screen. */
  static final Manners ARXIV_AT_ONCE =
      new Manners(
          ARXIV.gap(), 2, Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(15));

  static final Manners OTHERS =
      new Manners(
          Duration.ofSeconds(1),
          4,
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          Duration.ofSeconds(90));
}
