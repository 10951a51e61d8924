package dev.assay.hub.sources;

import dev.assay.hub.catalogue.Paper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Somewhere that papers come from. */
public interface PaperSource {
  /** The position of who has read nothing yet. */
  String START = "";

  /** The name for people, as in "{@code name} cannot be read". */
  String name();

  /**
   * Reads papers in parts, each of which may be kept before the next is asked for.
   *
   * <p>What cannot be read is skipped and told as a problem, and never stands in the way of the
   * rest.
   *
   * @param position {@link #START}, or that of a part read earlier: reading goes on after that part
   * @throws dev.assay.hub.HubException where the source is not what it should be, in one sentence
   * @throws SourceUnavailable where it does not answer, or not with papers; parts handed on before
   *     are good, and reading may go on after the last of them
   */
  void read(String position, Receiver receiver) throws IOException, InterruptedException;

  /** Takes parts as they come. */
  @FunctionalInterface
  interface Receiver {
    void accept(Reading part);
  }

  /** Reads all papers at once. */
  default Reading read() throws IOException, InterruptedException {
    List<Paper> papers = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    read(
        START,
        part -> {
          papers.addAll(part.papers());
          problems.addAll(part.problems());
        });
    return new Reading(papers, problems);
  }

  /**
   * What was read and what could not be.
   *
   * @param position where reading goes on after this part
   */
  record Reading(List<Paper> papers, List<Problem> problems, String position) {
    public Reading {
      papers = List.copyOf(papers);
      problems = List.copyOf(problems);
    }

    /** All of a source that is read from its start each time. */
    public Reading(List<Paper> papers, List<Problem> problems) {
      this(papers, problems, START);
    }
  }

  /**
   * One thing that could not be read, or was missing.
   *
   * @param place where it stands, such as "line 12" or "record 3 (2310.01769)"
   */
  record Problem(String place, String reason) {
    /** The problem of a line, from 1. */
    public static Problem inLine(int line, String reason) {
      return new Problem("line " + line, reason);
    }

    @Override
    public String toString() {
      return place + ": " + reason;
    }
  }
}
