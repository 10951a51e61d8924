package dev.assay.hub.digest;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.records.Standings;
import dev.assay.hub.votes.Tally;
import dev.assay.hub.votes.Votes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses what a digest tells: what its reader has not had yet. */
public final class DigestEditor {
  /** How far back papers are taken from, in days. */
  public static final int LOOKBACK = 14;

  private static final int CANDIDATES = 500;
  private static final int WORKDAY = 10;
  private static final int WEEK = 20;

  private final Listings listings;
  private final Standings standings;
  private final Votes votes;
  private final Clock clock;

  public DigestEditor(Listings listings, Standings standings, Votes votes, Clock clock) {
    this.listings = listings;
    this.standings = standings;
    this.votes = votes;
    this.clock = clock;
  }

  /** The papers that trend now, for all readers alike. */
  List<Paper> trending() {
    return listings.trending(LocalDate.now(clock).minusDays(LOOKBACK), CANDIDATES);
  }

  /** Papers to show a digest with: those that trend, or where none is new, those of all days. */
  List<Paper> examples() {
    List<Paper> trending = trending();
    return trending.isEmpty() ? listings.trending(LocalDate.EPOCH, WEEK) : trending;
  }

  /**
   * A digest.
   *
   * @param trending what {@link #trending} says
   * @param had the identifiers of papers that the reader was sent before
   */
  Digest compose(Schedule schedule, LocalDate day, List<Paper> trending, Set<String> had) {
    List<Paper> chosen =
        trending.stream()
            .filter(paper -> !had.contains(paper.id().value()) && !paper.withdrawn())
            .limit(schedule.frequency() == Frequency.WEEKLY ? WEEK : WORKDAY)
            .toList();
    Map<ArxivId, Tally> tallies = votes.tallies(chosen, null);
    return new Digest(
        day,
        List.of(),
        List.of(),
        chosen.stream()
            .map(
                paper ->
                    new Digest.Entry(
                        paper,
                        standings.of(paper.id().value()),
                        tallies.getOrDefault(paper.id(), Tally.NONE).total(),
                        null))
            .toList());
  }
}
