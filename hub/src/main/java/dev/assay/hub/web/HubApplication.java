package dev.assay.hub.web;

import dev.assay.hub.api.ReadingApi;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The site's wiring; {@link dev.assay.hub.Hub#start} adds what is given from outside. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  ReadingApi.class,
  FeedPages.class,
  SearchPages.class,
  PaperPages.class,
  PaperViews.class,
  BoardPages.class,
  RunPages.class,
  RecordPages.class,
  ErrorPages.class,
  Guard.class
})
public class HubApplication {}
