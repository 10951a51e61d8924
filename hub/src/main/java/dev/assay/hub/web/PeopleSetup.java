package dev.assay.hub.web;

import dev.assay.hub.HubSettings;
import dev.assay.hub.Library;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.ApiTokens;
import dev.assay.hub.people.KnownBrowsers;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Sessions;
import dev.assay.hub.people.SiteSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wiring of accounts and letters. */
@Configuration(proxyBeanMethods = false)
class PeopleSetup {
  @Bean
  SiteAddress siteAddress(HubSettings settings) {
    return new SiteAddress(settings);
  }

  @Bean
  People people(Library library) {
    return new People(library.jdbc());
  }

  @Bean
  Sessions sessions(Library library) {
    return new Sessions(library.jdbc());
  }

  @Bean
  KnownBrowsers knownBrowsers(Library library) {
    return new KnownBrowsers(library.jdbc());
  }

  @Bean
  ApiTokens apiTokens(Library library) {
    return new ApiTokens(library.jdbc());
  }

  @Bean
  SiteSettings siteSettings(Library library) {
    return new SiteSettings(library.jdbc());
  }

  @Bean
  Letters letters(Library library, HubSettings settings, SiteAddress address) {
    return new Letters(library.jdbc(), settings.clock(), address, settings.mail() != null);
  }

  @Bean
  Accounts accounts(
      Library library,
      People people,
      Sessions sessions,
      KnownBrowsers browsers,
      SiteSettings settings,
      Letters letters,
      Clock clock) {
    return new Accounts(
        people,
        new Links(library.jdbc()),
        sessions,
        browsers,
        settings,
        letters,
        library.transaction(),
        clock);
  }

  @Bean
  SignedIn signedIn(Sessions sessions, KnownBrowsers browsers, ApiTokens tokens, Clock clock) {
    return new SignedIn(sessions, browsers, tokens, clock);
  }

  @Bean
  Attempts attempts(Clock clock) {
    return new Attempts(clock);
  }
}
