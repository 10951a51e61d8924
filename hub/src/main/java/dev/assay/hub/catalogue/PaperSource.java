package dev.assay.hub.catalogue;

import java.io.IOException;
import java.util.List;

/** Somewhere that papers come from. */
@FunctionalInterface
public interface PaperSource {
  /**
   * Reads all papers.
   *
   * @throws dev.assay.hub.HubException where the source is not what it should be, in one sentence
   */
  Reading read() throws IOException;

  /** What was read and what could not be. */
  record Reading(List<Paper> papers, List<Problem> problems) {
    public Reading {
      papers = List.copyOf(papers);
      problems = List.copyOf(problems);
    }
  }

  /** One thing that could not be read, or was missing, and the line (from 1) where it stands. */
  record Problem(int line, String reason) {
    @Override
    public String toString() {
      return "line " + line + ": " + reason;
    }
  }
}
