package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.Result;
import dev.assay.hub.records.Standings;
import java.util.Comparator;
import java.util.List;

/** Gathers what is known of a paper. */
final class PaperViews {
  private static final int SIMILAR = 6;

  private final Library library;
  private final Claims claims;
  private final Records records;
  private final Standings standings;
  private final PaperCards cards;

  PaperViews(
      Library library, Claims claims, Records records, Standings standings, PaperCards cards) {
    this.library = library;
    this.claims = claims;
    this.records = records;
    this.standings = standings;
    this.cards = cards;
  }

  PaperView of(Paper paper) {
    String key = paper.id().value();
    List<Result> current = standings.current(key);
    List<ClaimRow> rows =
        claims.list(key).stream().map(claim -> ClaimRow.of(claim, current)).toList();
    return new PaperView(
        cards.of(paper),
        claims.of(key).orElse(null),
        rows.stream().filter(row -> row.claim().ofPaper()).toList(),
        rows.stream().filter(row -> !row.claim().ofPaper()).toList(),
        records.latest(key).stream()
            .sorted(Comparator.comparingInt(result -> claims.position(key, result.claim())))
            .map(result -> new ResultRow(result, claims.isCurrent(key, result)))
            .toList(),
        records.unreadable(key),
        library.search().similar(paper, SIMILAR),
        claims.citing(key));
  }
}
