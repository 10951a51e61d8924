package dev.assay.hub.web;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.Comments;
import dev.assay.hub.discussion.Comments.Summary;
import dev.assay.hub.records.Standings;
import dev.assay.hub.shelf.ReadingList;
import dev.assay.hub.shelf.ReadingMark;
import dev.assay.hub.votes.Tally;
import dev.assay.hub.votes.Votes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes papers into cards, for who asks. */
final class PaperCards {
  private final Standings standings;
  private final Votes votes;
  private final Comments comments;
  private final ReadingList reading;

  PaperCards(Standings standings, Votes votes, Comments comments, ReadingList reading) {
    this.standings = standings;
    this.votes = votes;
    this.comments = comments;
    this.reading = reading;
  }

  List<PaperCard> of(List<Paper> papers) {
    Optional<Long> reader = Visitor.current().map(visitor -> visitor.person().id());
    Map<ArxivId, Tally> tallies = votes.tallies(papers, reader.orElse(null));
    Map<String, Summary> discussions =
        comments.summaries(papers.stream().map(paper -> paper.id().value()).toList());
    Map<ArxivId, ReadingMark> marks =
        reader
            .map(person -> reading.marks(person, papers.stream().map(Paper::id).toList()))
            .orElse(Map.of());
    return papers.stream()
        .map(
            paper ->
                new PaperCard(
                    paper,
                    standings.of(paper.id().value()),
                    tallies.getOrDefault(paper.id(), Tally.NONE),
                    discussions.getOrDefault(paper.id().value(), Summary.NONE).comments(),
                    marks.getOrDefault(paper.id(), ReadingMark.NONE)))
        .toList();
  }

  PaperCard of(Paper paper) {
    return of(List.of(paper)).getFirst();
  }
}
