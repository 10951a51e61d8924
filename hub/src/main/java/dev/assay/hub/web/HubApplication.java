package dev.assay.hub.web;

import dev.assay.hub.api.ReadingApi;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The site's wiring; {@link dev.assay.hub.Hub#start} adds what is given from outside. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      // Its user with a generated password is nobody here.
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
    })
@Import({
  ReadingApi.class,
  SiteRoot.class,
  FeedPages.class,
  SearchPages.class,
  PaperViews.class,
  Curves.class,
  ResultPages.class,
  BoardPages.class,
  ApiPage.class,
  PaperPages.class,
  RunPages.class,
  QueuePages.class,
  HealthPages.class,
  IdentityPages.class,
  Measured.class,
  Unavailable.class,
  Forms.class,
  RecordPages.class,
  SourcePages.class,
  ErrorPages.class,
  PageSetup.class,
  Guard.class,
  AccountPages.class,
  AdminPages.class,
  VisitorAdvice.class,
  PeopleSetup.class,
  CurationSetup.class,
  ShelfSetup.class,
  TalkSetup.class,
  DigestSetup.class,
  FollowSetup.class,
  SecuritySetup.class,
  OperationsSetup.class
})
public class HubApplication {}
