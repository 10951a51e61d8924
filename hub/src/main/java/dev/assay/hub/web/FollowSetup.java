package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.boards.Boards;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.discussion.Notifications;
import dev.assay.hub.follow.FollowedPapers;
import dev.assay.hub.follow.Follows;
import dev.assay.hub.follow.Topics;
import dev.assay.hub.foryou.PersonalFeed;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Standings;
import dev.assay.hub.votes.Votes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The wiring of follows, and of the feed that they and votes make. */
@Configuration(proxyBeanMethods = false)
@Import({FollowPages.class, FollowAdvice.class, ForYouPages.class})
class FollowSetup {
  @Bean
  Follows follows(
      Library library,
      Claims claims,
      Standings standings,
      Boards boards,
      Notifications notifications,
      Clock clock) {
    return new Follows(
        library.jdbc(),
        library.transaction(),
        new Topics(claims, standings, boards),
        notifications,
        clock);
  }

  @Bean
  FollowedPapers followedPapers(Follows follows, Listings listings, Library library) {
    return new FollowedPapers(follows, listings, library::search);
  }

  @Bean
  PersonalFeed personalFeed(
      PaperRepository papers, Library library, Votes votes, FollowedPapers followed, Clock clock) {
    return new PersonalFeed(papers, library::search, votes, followed, clock);
  }

  @Bean
  PersonalData followsOfAPerson(Follows follows) {
    return PersonalData.of("follows", follows::of);
  }
}
