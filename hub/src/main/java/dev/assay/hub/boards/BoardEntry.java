package dev.assay.hub.boards;

import dev.assay.hub.records.Result;
import dev.assay.lab.Board;

/**
 * One row of a board.
 *
 * @param rank from 1 within its tier; arms of equal estimates share one
 * @param paper the paper whose study has the arm
 * @param title the paper's title
 * @param result the record that the number comes from
 */
public record BoardEntry(int rank, String paper, String title, Board.Row row, Result result) {
  /** What the record is called on the whole site. */
  public String runId() {
    return paper + "/" + result.name();
  }
}
