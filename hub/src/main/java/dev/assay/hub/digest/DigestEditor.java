package dev.assay.hub.digest;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.follow.FollowedPapers;
import dev.assay.hub.follow.Follows;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.people.Person;
import dev.assay.hub.records.Standings;
import dev.assay.hub.votes.Tally;
import dev.assay.hub.votes.Votes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chooses what a digest tells: what its reader has not had yet. */
public final class DigestEditor {
  /** How far back papers are taken from, in days. */
  public static final int LOOKBACK = 14;

  private static final int CANDIDATES = 500;
  private static final int WORKDAY = 10;
  private static final int WEEK = 20;
  private static final int NEWS = 20;

  private final Listings listings;
  private final Standings standings;
  private final Votes votes;
  private final Follows follows;
  private final FollowedPapers followedPapers;
  private final Clock clock;

  public DigestEditor(
      Listings listings,
      Standings standings,
      Votes votes,
      Follows follows,
      FollowedPapers followedPapers,
      Clock clock) {
    this.listings = listings;
    this.standings = standings;
    this.votes = votes;
    this.follows = follows;
    this.followedPapers = followedPapers;
    this.clock = clock;
  }

  /**
   * What many digests that are made in a row share.
   *
   * @param trending papers, the highest first
   */
  record Round(List<Paper> trending, FollowedPapers.Round followed) {
    Round(List<Paper> trending) {
      this(trending, new FollowedPapers.Round());
    }
  }

  /** The papers that trend now, for all readers alike. */
  List<Paper> trending() {
    return listings.trending(PaperFilter.all().days(first(), null, false), CANDIDATES);
  }

  /** Papers to show a digest with: those that trend, or where none is new, those of all days. */
  List<Paper> examples() {
    List<Paper> trending = trending();
    return trending.isEmpty() ? listings.trending(PaperFilter.all(), WEEK) : trending;
  }

  private LocalDate first() {
    return LocalDate.now(clock).minusDays(LOOKBACK);
  }

  /**
   * A digest.
   *
   * @param had the identifiers of papers that the reader was sent before
   * @param person the reader, where they are known here
   * @param since when they were last sent one
   */
  Digest compose(
      Schedule schedule,
      LocalDate day,
      Round round,
      Set<String> had,
      Optional<Person> person,
      Instant since) {
    int most = schedule.frequency() == Frequency.WEEKLY ? WEEK : WORKDAY;
    Map<Paper, String> followed = new LinkedHashMap<>();
    person.stream()
        .flatMap(reader -> followedPapers.of(reader.id(), first(), round.followed()).stream())
        .filter(brought -> isNew(brought.paper(), had))
        .limit(most)
        .forEach(brought -> followed.put(brought.paper(), brought.reason()));
    List<Paper> others =
        round.trending().stream()
            .filter(paper -> isNew(paper, had) && !followed.containsKey(paper))
            .limit(most)
            .toList();
    return new Digest(
        day,
        person.stream()
            .flatMap(reader -> follows.news(reader.id(), since, NEWS).stream())
            .map(news -> new Digest.News(news.sentence(), news.path()))
            .toList(),
        entries(List.copyOf(followed.keySet()), followed),
        entries(others, Map.of()));
  }

  private static boolean isNew(Paper paper, Set<String> had) {
    return !had.contains(paper.id().value()) && !paper.withdrawn();
  }

  private List<Digest.Entry> entries(List<Paper> papers, Map<Paper, String> reasons) {
    Map<ArxivId, Tally> tallies = votes.tallies(papers, null);
    return papers.stream()
        .map(
            paper ->
                new Digest.Entry(
                    paper,
                    standings.of(paper.id().value()),
                    tallies.getOrDefault(paper.id(), Tally.NONE).total(),
                    reasons.get(paper)))
        .toList();
  }
}
