package dev.assay.hub.boards;

import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.Result;
import dev.assay.lab.Board;
import dev.assay.lab.Objective.Goal;
import dev.assay.lab.RecordFolder;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Tier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All boards. A row stands there only while its record does: one made under an earlier expectation
 * or an earlier version of its study gives none.
 */
public final class Boards {
  private final Claims claims;
  private final Records records;
  private final Map<Source, List<Board.Row>> read = new ConcurrentHashMap<>();

  private record Key(String task, String dataset, String metric) {}

  /** What rows are read from: the paper's board at an index, and one of its records. */
  private record Source(String paper, int board, Result result) {}

  private record Candidate(Reproduction paper, Board board, Board.Row row, Result result) {}

  public Boards(Claims claims, Records records) {
    this.claims = claims;
    this.records = records;
  }

  /** The boards with at least one row, by task, data set and metric. */
  public List<BoardTable> all() {
    Map<Key, List<Candidate>> boards = new LinkedHashMap<>();
    for (Reproduction paper : claims.all()) {
      List<Board> declared = claims.boards(paper.paper());
      for (int i = 0; i < declared.size(); i++) {
        Board board = declared.get(i);
        Collection<Candidate> rows = best(paper, i);
        if (!rows.isEmpty()) {
          boards
              .computeIfAbsent(
                  new Key(board.task(), board.dataset(), board.objective().metric()),
                  key -> new ArrayList<>())
              .addAll(rows);
        }
      }
    }
    return boards.entrySet().stream()
        .map(board -> table(board.getKey(), board.getValue()))
        .sorted(
            Comparator.comparing(BoardTable::task)
                .thenComparing(BoardTable::dataset)
                .thenComparing(BoardTable::metric))
        .toList();
  }

  /** The board at a {@link BoardTable#path}. */
  public Optional<BoardTable> find(String path) {
    return all().stream().filter(board -> board.path().equals(path)).findFirst();
  }

  /** Of each arm and tier the row with the most seeds, and of those that of the first claim. */
  private Collection<Candidate> best(Reproduction paper, int index) {
    String id = paper.paper();
    Board board = claims.boards(id).get(index);
    Map<String, Candidate> best = new LinkedHashMap<>();
    records.latest(id).stream()
        .filter(result -> claims.isCurrent(id, result))
        .filter(result -> isOf(board, id, result))
        .sorted(Comparator.comparingInt(result -> claims.position(id, result.claim())))
        .forEach(
            result -> {
              for (Board.Row row : rows(new Source(id, index, result), board)) {
                best.merge(
                    row.tier() + " " + row.arm(),
                    new Candidate(paper, board, row, result),
                    (a, b) -> b.row().evidence().seeds() > a.row().evidence().seeds() ? b : a);
              }
            });
    return best.values();
  }

  private boolean isOf(Board board, String paper, Result result) {
    return claims
        .claim(paper, result.claim())
        .filter(claim -> claim.study().label().equals(board.study().label()))
        .isPresent();
  }

  private List<Board.Row> rows(Source source, Board board) {
    return read.computeIfAbsent(
        source,
        key ->
            records
                .file(key.paper(), key.result().name())
                .map(file -> board.rows(RecordFolder.read(file)))
                .orElse(List.of()));
  }

  private static BoardTable table(Key key, List<Candidate> candidates) {
    Goal goal = candidates.getFirst().board().objective().goal();
    Comparator<Candidate> better =
        Comparator.comparingDouble(
            candidate -> {
              double estimate = candidate.row().evidence().estimate();
              // Not a number sorts last, whichever way is better.
              return goal == Goal.MINIMIZE ? estimate : -estimate;
            });
    List<BoardEntry> entries = new ArrayList<>();
    for (Tier tier : List.of(Tier.FULL, Tier.QUICK, Tier.SMOKE)) {
      List<Candidate> ofTier =
          candidates.stream()
              .filter(candidate -> candidate.row().tier() == tier)
              .sorted(better)
              .toList();
      for (int i = 0; i < ofTier.size(); i++) {
        boolean tied = i > 0 && better.compare(ofTier.get(i - 1), ofTier.get(i)) == 0;
        Candidate candidate = ofTier.get(i);
        entries.add(
            new BoardEntry(
                tied ? entries.getLast().rank() : i + 1,
                candidate.paper().paper(),
                candidate.paper().title(),
                candidate.row(),
                candidate.result()));
      }
    }
    return new BoardTable(key.task(), key.dataset(), key.metric(), goal, entries);
  }
}
