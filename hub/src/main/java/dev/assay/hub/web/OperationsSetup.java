package dev.assay.hub.web;

import dev.assay.hub.HubSettings;
import dev.assay.hub.Library;
import dev.assay.hub.identity.IdentityClient;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.operations.Health;
import dev.assay.hub.operations.Metrics;
import dev.assay.hub.people.People;
import dev.assay.hub.people.SiteSettings;
import dev.assay.hub.runs.RunLimits;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.sources.Sources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wiring of what keeps the site going. */
@Configuration(proxyBeanMethods = false)
class OperationsSetup {
  @Bean
  RunLimits runLimits(People people, SiteSettings settings) {
    return new RunLimits(people, settings);
  }

  @Bean
  Health health(
      Library library,
      HubSettings settings,
      Letters letters,
      PaperSearch search,
      Sources sources,
      RunRepository runs) {
    return new Health(library.jdbc(), settings, letters, search, sources, runs);
  }

  @Bean
  Metrics metrics(
      Library library,
      HubSettings settings,
      Letters letters,
      PaperSearch search,
      Sources sources,
      RunRepository runs) {
    return new Metrics(library.pool(), settings, letters, search, sources, runs);
  }

  @Bean
  IdentityPages.Providers providers(HubSettings settings) {
    return new IdentityPages.Providers(
        settings.providers().stream().map(IdentityClient::new).toList());
  }

  @Bean
  PersonalData personalRuns(RunRepository runs) {
    return new PersonalData() {
      @Override
      public String name() {
        return "runs";
      }

      @Override
      public Object of(long person) {
        return runs.of(person);
      }
    };
  }
}
