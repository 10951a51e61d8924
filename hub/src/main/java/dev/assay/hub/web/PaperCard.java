package dev.assay.hub.web;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import dev.assay.hub.catalogue.PublicationDate.Precision;
import dev.assay.hub.records.Standing;
import dev.assay.hub.shelf.ReadingMark;
import dev.assay.hub.votes.Tally;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A paper as a list shows it.
 *
 * @param comments how many there are
 * @param mark how it stands with the reader
 */
public record PaperCard(
    Paper paper, Standing standing, Tally votes, int comments, ReadingMark mark) {
  public String address() {
    return "/papers/" + paper.id().value();
  }

  /** "3 comments". */
  public String said() {
    return Words.count(comments, "comment");
  }

  /** How many claims can be run. */
  public int claims() {
    return standing.size();
  }

  /** "6 claims can be run", or how they came out. */
  public String badge() {
    return standing.summary();
  }

  /** A word for each claim's verdict: a style sheet's classes. */
  public List<String> ticks() {
    return standing.tested() == 0
        ? List.of()
        : standing.claims().stream().map(claim -> claim.map(Words::word).orElse("open")).toList();
  }

  /** The first few authors, or how many there are. */
  public String authors() {
    return paper.byline();
  }

  /** The day under which lists show it: that of its Daily Papers page, or else its date. */
  public String day() {
    LocalDate featured = paper.featuredOn();
    return featured == null ? paper.dateLine() : PublicationDate.ofDay(featured, "").display();
  }

  /** Where the papers of the same day, or month, are; null where no date is known. */
  public @Nullable String dayAddress() {
    if (paper.featuredOn() != null) {
      return "/papers/" + paper.featuredOn();
    }
    PublicationDate date = paper.date();
    if (date == null) {
      return null;
    }
    return date.precision() == Precision.DAY
        ? "/papers/" + date.first()
        : "/papers/month/" + date.first().toString().substring(0, 7);
  }
}
