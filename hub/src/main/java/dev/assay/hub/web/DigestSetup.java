package dev.assay.hub.web;

import dev.assay.hub.HubName;
import dev.assay.hub.Library;
import dev.assay.hub.digest.DigestEditor;
import dev.assay.hub.digest.DigestJobs;
import dev.assay.hub.digest.Digests;
import dev.assay.hub.digest.Subscription;
import dev.assay.hub.follow.FollowedPapers;
import dev.assay.hub.follow.Follows;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.mail.Refusals;
import dev.assay.hub.people.People;
import dev.assay.hub.people.SiteSettings;
import dev.assay.hub.records.Standings;
import dev.assay.hub.votes.Votes;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The wiring of the digest. */
@Configuration(proxyBeanMethods = false)
@Import({DigestPages.class, DigestAdmin.class})
class DigestSetup {
  @Bean
  Refusals refusals(Library library, Clock clock) {
    return new Refusals(library.jdbc(), clock);
  }

  @Bean
  DigestEditor digestEditor(
      Listings listings,
      Standings standings,
      Votes votes,
      Follows follows,
      FollowedPapers papers,
      Clock clock) {
    return new DigestEditor(listings, standings, votes, follows, papers, clock);
  }

  @Bean
  Digests digests(
      Library library,
      DigestEditor editor,
      Letters letters,
      Refusals refusals,
      People people,
      SiteSettings settings,
      Clock clock) {
    return new Digests(
        library.jdbc(), editor, letters, refusals, people, settings, library.transaction(), clock);
  }

  /** Begins when the hub asks for it, and ends with the site. */
  @Bean
  DigestJobs digestJobs(Library library, Digests digests, Follows follows, Clock clock) {
    return new DigestJobs(library.dataSource(), digests, follows, HubName.ofThisProcess(), clock);
  }

  /** The digest's part of what is kept of a person. */
  @Bean
  PersonalData digestOfAPerson(Digests digests, People people) {
    return PersonalData.of(
        "digest",
        person ->
            people
                .find(person)
                .flatMap(digests::of)
                .map(found -> fields(found, digests))
                .orElse(Map.of()));
  }

  private static Map<String, Object> fields(Subscription subscription, Digests digests) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("email", subscription.email());
    fields.put("comes", subscription.schedule().words());
    fields.put("created", subscription.created());
    fields.put("active", subscription.isActive());
    fields.put("sent", digests.days(subscription).stream().map(Object::toString).toList());
    return fields;
  }
}
