package dev.assay.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import dev.assay.hub.discussion.Comments.Summary;
import dev.assay.hub.records.Standing;
import dev.assay.hub.votes.Tally;
import dev.assay.lab.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A paper in a list, shaped as Hugging Face's {@code /api/daily_papers} has it. What is not known
 * here is left out; what Hugging Face lacks stands under {@code assay}.
 *
 * @param publishedAt when it was put on the Daily Papers page, or else when it appeared
 */
@JsonInclude(Include.NON_NULL)
@Schema(description = "A paper in a list, in the shape of Hugging Face's daily papers.")
record DailyPaper(
    Body paper,
    @Nullable String publishedAt,
    String title,
    String summary,
    int numComments,
    @Nullable Submitter submittedBy,
    boolean isAuthorParticipating) {

  /** The paper itself, as {@code /api/papers/{id}} has it. */
  @JsonInclude(Include.NON_NULL)
  @Schema(name = "Paper", description = "A paper, in the shape of Hugging Face's.")
  record Body(
      String id,
      List<Author> authors,
      @Nullable String publishedAt,
      @Nullable String submittedOnDailyAt,
      @Nullable Submitter submittedOnDailyBy,
      String title,
      String summary,
      int upvotes,
      int numComments,
      @Nullable String githubRepo,
      @Nullable String projectPage,
      @Nullable String withdrawnAt,
      Extra assay) {}

  /** An author; the identifier is the place among the paper's authors. */
  @Schema(name = "Author")
  record Author(@JsonProperty("_id") String id, String name, boolean hidden) {}

  /** Who put it on the Daily Papers page, of whom the name alone is known. */
  @Schema(name = "Submitter")
  record Submitter(
      @JsonProperty("_id") String id,
      String avatarUrl,
      String fullname,
      String name,
      String user,
      String type,
      boolean isPro,
      boolean isHf,
      boolean isHfAdmin,
      boolean isMod) {}

  /** What Assay knows beyond that. */
  @JsonInclude(Include.NON_NULL)
  @Schema(name = "PaperExtra", description = "What Assay adds to a paper.")
  record Extra(
      List<String> categories,
      int version,
      boolean withdrawn,
      @Nullable String doi,
      @Nullable String journalReference,
      @Nullable String comment,
      int claims,
      int reproduced,
      int contradicted,
      int inconclusive) {}

  static DailyPaper of(Paper paper, Standing standing, Tally votes, Summary discussion) {
    Body body = body(paper, standing, votes, discussion);
    return new DailyPaper(
        body,
        body.submittedOnDailyAt() == null ? body.publishedAt() : body.submittedOnDailyAt(),
        paper.title(),
        paper.abstractText(),
        discussion.comments(),
        body.submittedOnDailyBy(),
        discussion.withAuthor());
  }

  static Body body(Paper paper, Standing standing, Tally votes, Summary discussion) {
    List<Author> authors = new ArrayList<>();
    for (String name : paper.authors()) {
      authors.add(new Author(paper.id() + "/" + (authors.size() + 1), name, false));
    }
    PublicationDate date = paper.date();
    return new Body(
        paper.id().value(),
        authors,
        date == null ? null : midnight(date.first()),
        paper.featuredOn() == null ? null : midnight(paper.featuredOn()),
        paper.submitter() == null ? null : submitter(paper.submitter()),
        paper.title(),
        paper.abstractText(),
        votes.total(),
        discussion.comments(),
        text(paper.codeUrl()),
        text(paper.projectUrl()),
        paper.withdrawn() && paper.updated() != null ? paper.updated().toString() : null,
        new Extra(
            paper.categories(),
            paper.currentVersion().orElse(1),
            paper.withdrawn(),
            paper.doi(),
            paper.journalReference(),
            paper.comment(),
            standing.size(),
            standing.count(Verdict.Kind.REPRODUCED),
            standing.count(Verdict.Kind.CONTRADICTED),
            standing.count(Verdict.Kind.INCONCLUSIVE)));
  }

  private static Submitter submitter(String name) {
    return new Submitter(name, "", name, name, name, "user", false, false, false, false);
  }

  /** The day's beginning, in the form that JavaScript gives times. */
  private static String midnight(LocalDate day) {
    return day + "T00:00:00.000Z";
  }

  private static @Nullable String text(@Nullable URI address) {
    return address == null ? null : address.toString();
  }
}
