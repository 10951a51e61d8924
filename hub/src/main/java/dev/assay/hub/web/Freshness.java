package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.records.Records;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A name for the state of all that pages are made of. While it stays the same, a page made again
 * for the same reader would be the same.
 *
 * <p>It asks the database which transactions can be seen: whoever commits anything, in whatever
 * table and through whichever process, changes the answer, so nobody who writes has to remember
 * that pages are kept. What is not in the database stands beside it: how far the search index is,
 * and the folders of the records. It changes each minute too, since pages may say how long ago
 * something was.
 */
final class Freshness {
  private final JdbcClient jdbc;
  private final Asked<String> database = new Asked<>(this::snapshot);
  private final Library library;
  private final Records records;
  private final Clock clock;

  Freshness(Library library, Records records, Clock clock) {
    this.jdbc = library.jdbc();
    this.library = library;
    this.records = records;
    this.clock = clock;
  }

  /**
   * The state now: ask before a page is made, so that one made meanwhile is rather too new than too
   * old for its name.
   */
  String now() {
    return String.join(
        " ",
        database.now(),
        library.search().state(),
        Long.toHexString(records.state()),
        Long.toString(clock.millis() / 60_000));
  }

  private String snapshot() {
    return jdbc.sql("select pg_current_snapshot()::text").query(String.class).single();
  }
}
