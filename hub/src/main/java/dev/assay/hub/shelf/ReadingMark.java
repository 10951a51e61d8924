package dev.assay.hub.shelf;

/**
 * How a paper stands with a person.
 *
 * @param listed whether it is on their reading list
 * @param read whether they have marked it as read
 */
public record ReadingMark(boolean listed, boolean read) {
  public static final ReadingMark NONE = new ReadingMark(false, false);
}
