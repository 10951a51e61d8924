package dev.assay.hub.search;

/**
 * Which of the results are wanted.
 *
 * @param offset how many of the best are passed over, from 0
 * @param limit at most how many are wanted, 1 to 100
 */
public record Page(int offset, int limit) {
  public static final int MAX_LIMIT = 100;

  /**
   * @throws IllegalArgumentException where a number is out of its range
   */
  public Page {
    if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "no page begins at " + offset + " and holds " + limit + " results");
    }
  }

  public static Page first(int limit) {
    return new Page(0, limit);
  }
}
