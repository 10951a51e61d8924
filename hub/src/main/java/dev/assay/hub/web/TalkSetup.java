package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.records.Standings;
import dev.assay.hub.votes.Votes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The wiring of votes and of the discussion. */
@Configuration(proxyBeanMethods = false)
@Import(VotePages.class)
class TalkSetup {
  @Bean
  Votes votes(Library library) {
    return new Votes(library.jdbc());
  }

  @Bean
  PaperCards paperCards(Standings standings, Votes votes) {
    return new PaperCards(standings, votes);
  }

  @Bean
  PersonalData votesOfAPerson(Votes votes) {
    return PersonalData.of("votes", votes::of);
  }
}
