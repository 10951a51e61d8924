package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.discussion.AuthorClaims;
import dev.assay.hub.discussion.Comments;
import dev.assay.hub.discussion.Discussion;
import dev.assay.hub.discussion.Drafts;
import dev.assay.hub.discussion.Moderation;
import dev.assay.hub.discussion.ModerationLog;
import dev.assay.hub.discussion.Notifications;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.people.People;
import dev.assay.hub.records.Standings;
import dev.assay.hub.shelf.ReadingList;
import dev.assay.hub.votes.Votes;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The wiring of votes and of the discussion. */
@Configuration(proxyBeanMethods = false)
@Import({
  VotePages.class,
  DiscussionViews.class,
  DiscussionPages.class,
  NotificationPages.class,
  ModerationPages.class,
  AuthorPages.class,
  Inbox.class
})
class TalkSetup {
  /** As many as anybody would want to take along in one file. */
  private static final int ALL = 100_000;

  @Bean
  Votes votes(Library library) {
    return new Votes(library.jdbc());
  }

  @Bean
  Comments comments(Library library) {
    return new Comments(library.jdbc());
  }

  @Bean
  Drafts drafts(Library library, Clock clock) {
    return new Drafts(library.jdbc(), clock);
  }

  @Bean
  Notifications notifications(Library library, People people, Letters letters, Clock clock) {
    return new Notifications(library.jdbc(), people, letters, clock);
  }

  @Bean
  ModerationLog moderationLog(Library library, Clock clock) {
    return new ModerationLog(library.jdbc(), clock);
  }

  @Bean
  AuthorClaims authorClaims(
      Library library, Notifications notifications, ModerationLog log, Clock clock) {
    return new AuthorClaims(library.jdbc(), notifications, log, library.transaction(), clock);
  }

  @Bean
  Discussion discussion(
      Library library,
      Comments comments,
      AuthorClaims authors,
      Notifications notifications,
      People people,
      Clock clock) {
    return new Discussion(comments, authors, notifications, people, library.transaction(), clock);
  }

  @Bean
  Moderation moderation(
      Library library,
      Comments comments,
      Notifications notifications,
      ModerationLog log,
      Clock clock) {
    return new Moderation(
        library.jdbc(), comments, notifications, log, library.transaction(), clock);
  }

  @Bean
  PaperCards paperCards(Standings standings, Votes votes, Comments comments, ReadingList reading) {
    return new PaperCards(standings, votes, comments, reading);
  }

  @Bean
  PersonalData votesOfAPerson(Votes votes) {
    return PersonalData.of("votes", votes::of);
  }

  @Bean
  PersonalData discussionOfAPerson(
      Comments comments,
      Discussion discussion,
      Moderation moderation,
      Notifications notifications,
      AuthorClaims authors) {
    return PersonalData.of(
        "discussion",
        person ->
            Map.of(
                "comments",
                    comments.of(person).stream()
                        .map(
                            comment ->
                                Map.of(
                                    "comment",
                                    comment,
                                    "versions",
                                    comments.versions(comment.id())))
                        .toList(),
                "reports", moderation.of(person),
                "notifications", notifications.of(person, ALL, 0),
                "letters", notifications.letters(person),
                "authorClaims", authors.of(person)),
        discussion::forget);
  }
}
