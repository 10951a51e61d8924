package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.records.Records;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wiring of pages that are kept. */
@Configuration(proxyBeanMethods = false)
class PageSetup {
  /** Before Spring Security, whose filters stand at -100. */
  private static final int BEFORE_THE_GATE = -200;

  @Bean
  Freshness freshness(Library library, Records records, Clock clock) {
    return new Freshness(library, records, clock);
  }

  @Bean
  FilterRegistrationBean<KeptPages> keptPages(ObjectProvider<Freshness> freshness) {
    // Asked for at the first page: the site starts while the database does.
    FilterRegistrationBean<KeptPages> filter =
        new FilterRegistrationBean<>(new KeptPages(() -> freshness.getObject().now()));
    filter.setOrder(BEFORE_THE_GATE);
    return filter;
  }
}
