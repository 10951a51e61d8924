package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.curation.Attention;
import dev.assay.hub.curation.DayPages;
import dev.assay.hub.curation.Submissions;
import dev.assay.hub.discussion.Comments;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.sources.Sources;
import dev.assay.hub.votes.Votes;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The wiring of the day's page. */
@Configuration(proxyBeanMethods = false)
@Import({SubmitPages.class, CuratePages.class})
class CurationSetup {
  private static final int EXPORTED = 100_000;

  @Bean
  Submissions submissions(
      Library library,
      Sources sources,
      PaperSearch search,
      ObjectProvider<Attention> attention,
      Clock clock) {
    return new Submissions(
        library.jdbc(),
        library.transaction(),
        library.papers(),
        sources,
        attention.orderedStream().toList(),
        search::wake,
        clock);
  }

  @Bean
  Attention votesOfOthers(Votes votes) {
    return votes::hasOthers;
  }

  @Bean
  Attention commentsOfOthers(Comments comments) {
    return (paper, person) -> comments.hasOthers(paper.value(), person);
  }

  @Bean
  DayPages dayPages(Library library, Submissions submissions, PaperSearch search, Clock clock) {
    return new DayPages(
        library.jdbc(), library.transaction(), library.papers(), submissions, search::wake, clock);
  }

  @Bean
  PersonalData submissionsOfAPerson(Submissions submissions) {
    return PersonalData.of(
        "submissions", person -> submissions.of(person, EXPORTED), submissions::forget);
  }

  @Bean
  PersonalData curationOfAPerson(DayPages pages) {
    return PersonalData.of("curation", pages::eventsOf);
  }
}
