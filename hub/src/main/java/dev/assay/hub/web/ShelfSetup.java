package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.shelf.PaperCollections;
import dev.assay.hub.shelf.ReadingList;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The wiring of reading lists and collections. */
@Configuration(proxyBeanMethods = false)
@Import({ReadingPages.class, CollectionPages.class, PaperKept.class})
class ShelfSetup {
  @Bean
  ReadingList readingList(Library library, Clock clock) {
    return new ReadingList(library.jdbc(), library.transaction(), clock);
  }

  @Bean
  PaperCollections paperCollections(Library library, Clock clock) {
    return new PaperCollections(library.jdbc(), library.transaction(), clock);
  }

  @Bean
  PersonalData readingOfAPerson(ReadingList list) {
    return PersonalData.of("reading", list::all);
  }

  @Bean
  PersonalData collectionsOfAPerson(PaperCollections collections) {
    return PersonalData.of("collections", collections::all);
  }
}
