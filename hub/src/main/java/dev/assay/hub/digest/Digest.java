package dev.assay.hub.digest;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.records.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one letter tells.
 *
 * @param day the reader's
 * @param news of claims and boards that the reader follows
 * @param followed papers that something the reader follows has brought
 * @param trending papers, the highest first
 */
public record Digest(LocalDate day, List<News> news, List<Entry> followed, List<Entry> trending) {
  public Digest {
    news = List.copyOf(news);
    followed = List.copyOf(followed);
    trending = List.copyOf(trending);
  }

  /**
   * Something that has happened.
   *
   * @param path where it can be read on the site
   */
  public record News(String sentence, String path) {}

  /**
   * A paper.
   *
   * @param standing of its claims
   * @param votes at its source and here
   * @param reason why it is here, null where it trends
   */
  public record Entry(Paper paper, Standing standing, int votes, @Nullable String reason) {}

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return news.isEmpty() && followed.isEmpty() && trending.isEmpty();
  }

  /** All papers in it. */
  public List<ArxivId> papers() {
    return Stream.concat(followed.stream(), trending.stream())
        .map(entry -> entry.paper().id())
        .toList();
  }

  /** What stands first in it, for the letter's subject. */
  String headline() {
    return !news.isEmpty()
        ? news.getFirst().sentence()
        : (followed.isEmpty() ? trending : followed).getFirst().paper().title();
  }
}
