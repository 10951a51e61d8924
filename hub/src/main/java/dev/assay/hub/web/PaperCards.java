package dev.assay.hub.web;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.Comments;
import dev.assay.hub.discussion.Comments.Summary;
import dev.assay.hub.records.Standings;
import dev.assay.hub.votes.Tally;
import dev.assay.hub.votes.Votes;
import java.util.List;
import java.util.Map;

/** Makes papers into cards, for who asks. */
final class PaperCards {
  private final Standings standings;
  private final Votes votes;
  private final Comments comments;

  PaperCards(Standings standings, Votes votes, Comments comments) {
    this.standings = standings;
    this.votes = votes;
    this.comments = comments;
  }

  List<PaperCard> of(List<Paper> papers) {
    Map<ArxivId, Tally> tallies =
        votes.tallies(papers, Visitor.current().map(v -> v.person().id()).orElse(null));
    Map<String, Summary> discussions =
        comments.summaries(papers.stream().map(paper -> paper.id().value()).toList());
    return papers.stream()
        .map(
            paper ->
                new PaperCard(
                    paper,
                    standings.of(paper.id().value()),
                    tallies.getOrDefault(paper.id(), Tally.NONE),
                    discussions.getOrDefault(paper.id().value(), Summary.NONE).comments()))
        .toList();
  }

  PaperCard of(Paper paper) {
    return of(List.of(paper)).getFirst();
  }
}
