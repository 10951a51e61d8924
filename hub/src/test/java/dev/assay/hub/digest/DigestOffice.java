package dev.assay.hub.digest;

import dev.assay.hub.Library;
import dev.assay.hub.boards.Boards;
import dev.assay.hub.discussion.Notifications;
import dev.assay.hub.follow.FollowedPapers;
import dev.assay.hub.follow.Follows;
import dev.assay.hub.follow.Topics;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.mail.MailServer;
import dev.assay.hub.mail.Postman;
import dev.assay.hub.mail.Refusals;
import dev.assay.hub.people.People;
import dev.assay.hub.people.SiteSettings;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.Standings;
import dev.assay.hub.search.SearchSettings;
import dev.assay.hub.votes.Votes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** All that makes and sends digests over a database, without a site. */
final class DigestOffice implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  final Library library;
  final Digests digests;
  final Follows follows;
  final Refusals refusals;
  private final Letters letters;
  private final int smtpPort;
  private Clock clock;

  /**
   * Opens a database.
   *
   * @param ahead of noon of 26 November 2026, where the clock stands still
   */
  DigestOffice(Path home, String database, int smtpPort, Duration ahead) {
    this.smtpPort = smtpPort;
    library = Library.open(home, SearchSettings.words(), database);
    clock = Clock.fixed(NOON.plus(ahead), ZoneOffset.UTC);
    Clock now =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Instant instant() {
            return clock.instant();
          }
        };
    letters = new Letters(library.jdbc(), now, () -> URI.create("https://site.example"), true);
    refusals = new Refusals(library.jdbc(), now);
    Claims claims = new Claims(List.of());
    Records records = new Records(List.of());
    Standings standings = new Standings(claims, records);
    People people = new People(library.jdbc());
    Listings listings = new Listings(library.papers(), claims, standings, now);
    follows =
        new Follows(
            library.jdbc(),
            library.transaction(),
            new Topics(claims, standings, new Boards(claims, records)),
            new Notifications(library.jdbc(), people, letters, now),
            now);
    digests =
        new Digests(
            library.jdbc(),
            new DigestEditor(
                listings,
                standings,
                new Votes(library.jdbc()),
                follows,
                new FollowedPapers(follows, listings, library::search),
                now),
            letters,
            refusals,
            people,
            new SiteSettings(library.jdbc()),
            library.transaction(),
            now);
  }

  void advance(Duration time) {
    clock = Clock.offset(clock, time);
  }

  /** A subscription, on workdays at one o'clock, whose address has answered. */
  Subscription subscriber(String email) {
    return subscriber(email, Schedule.parse("workdays", "1", "13", "UTC"));
  }

  Subscription subscriber(String email, Schedule schedule) {
    digests.subscribe(email, schedule, null);
    String key =
        library
            .jdbc()
            .sql("select key from subscription where email = ?")
            .param(email)
            .query(String.class)
            .single();
    Subscription begun = digests.confirm(key).orElseThrow();
    library.jdbc().sql("delete from letter").update();
    return begun;
  }

  Postman postman() {
    return new Postman(
        letters,
        MailServer.parse("smtp://127.0.0.1:%d?from=papers@site.example".formatted(smtpPort)),
        clock);
  }

  @Override
  public void close() {
    library.close();
  }
}
