package dev.assay.hub.digest;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.people.Secret;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The subscriptions in the database, and what was sent to each. */
final class Subscriptions {
  private static final String COLUMNS =
      "s.id, s.email, s.key, s.frequency, s.weekday, s.hour, s.zone, s.created, s.confirmed,"
          + " s.ended, s.next";
  private static final String SELECT = "select " + COLUMNS + " from subscription s ";

  /**
   * Those that are sent digests: not to who is shut out, nor to an address that refuses letters,
   * nor, where the site is for its own people, to anybody else.
   */
  private static final String SERVED =
      SELECT
          + """
          left join person p on lower(p.email) = lower(s.email) and p.confirmed is not null
          where s.confirmed is not null and s.ended is null and p.disabled is null
            and (p.id is not null or ?)
            and not exists (
              select 1 from refused_address r
              where r.email = lower(s.email) and r.suspended is not null)
          """;

  private final JdbcClient jdbc;

  Subscriptions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A new one, which waits for an answer; the one there is where there is one. */
  Subscription addOrFind(String email, Schedule schedule, Instant now) {
    jdbc.sql(
            """
            insert into subscription (email, key, frequency, weekday, hour, zone, created)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (lower(email)) do update set created = excluded.created
              where subscription.confirmed is null
            """)
        .param(email)
        .param(Secret.random())
        .param(schedule.frequency().name())
        .param(schedule.weekday().getValue())
        .param(schedule.hour())
        .param(schedule.zone().getId())
        .param(Timestamp.from(now))
        .update();
    return byEmail(email).orElseThrow();
  }

  Optional<Subscription> byEmail(String email) {
    return jdbc.sql(SELECT + "where lower(s.email) = lower(?)")
        .param(email)
        .query(Subscriptions::subscription)
        .optional();
  }

  Optional<Subscription> byKey(String key) {
    return jdbc.sql(SELECT + "where s.key = ?")
        .param(key)
        .query(Subscriptions::subscription)
        .optional();
  }

  /** Those that are sent digests, by address. */
  List<Subscription> served(boolean open) {
    return jdbc.sql(SERVED + "order by lower(s.email)")
        .param(open)
        .query(Subscriptions::subscription)
        .list();
  }

  /** The identifiers of those whose next digest is due, the longest waiting first. */
  List<Long> due(boolean open, Instant now) {
    return jdbc.sql(SERVED + "and s.next <= ? order by s.next, s.id")
        .param(open)
        .param(Timestamp.from(now))
        .query((row, _) -> row.getLong("id"))
        .list();
  }

  /**
   * Locks those of some whose digest is due until the transaction ends; not those that are not due
   * any more, or that another hub has.
   */
  List<Subscription> lockDue(Collection<Long> ids, Instant now) {
    return jdbc.sql(
            SELECT
                + """
                where s.id = any (?) and s.confirmed is not null and s.ended is null and s.next <= ?
                order by s.next, s.id for update skip locked
                """)
        .param(ids.toArray(Long[]::new))
        .param(Timestamp.from(now))
        .query(Subscriptions::subscription)
        .list();
  }

  void setSchedule(long id, Schedule schedule, @Nullable Instant next) {
    jdbc.sql(
            "update subscription set frequency = ?, weekday = ?, hour = ?, zone = ?, next = ? where"
                + " id = ?")
        .param(schedule.frequency().name())
        .param(schedule.weekday().getValue())
        .param(schedule.hour())
        .param(schedule.zone().getId())
        .param(next == null ? null : Timestamp.from(next))
        .param(id)
        .update();
  }

  void setNext(long id, Instant next) {
    jdbc.sql("update subscription set next = ? where id = ?")
        .param(Timestamp.from(next))
        .param(id)
        .update();
  }

  void begin(long id, Instant now, Instant next) {
    jdbc.sql("update subscription set confirmed = ?, ended = null, next = ? where id = ?")
        .param(Timestamp.from(now))
        .param(Timestamp.from(next))
        .param(id)
        .update();
  }

  void end(long id, Instant now) {
    jdbc.sql("update subscription set ended = ?, next = null where id = ? and ended is null")
        .param(Timestamp.from(now))
        .param(id)
        .update();
  }

  /** Forgets addresses that did not answer, and those that wanted no more, since these times. */
  void forget(Instant unanswered, Instant ended) {
    jdbc.sql("delete from subscription where (confirmed is null and created < ?) or ended < ?")
        .param(Timestamp.from(unanswered))
        .param(Timestamp.from(ended))
        .update();
  }

  /** Notes what goes out; false where a digest of this day went out already. */
  boolean addIssue(long id, LocalDate day, Collection<ArxivId> papers, Instant now) {
    return jdbc.sql(
                "insert into digest_issue (subscription, day, made, papers) values (?, ?, ?, ?)"
                    + " on conflict do nothing")
            .param(id)
            .param(day)
            .param(Timestamp.from(now))
            .param(papers.stream().map(ArxivId::value).toArray(String[]::new))
            .update()
        == 1;
  }

  /** The papers that a subscription was sent, ever. */
  Set<String> sent(long id) {
    Set<String> sent = new HashSet<>();
    jdbc.sql("select papers from digest_issue where subscription = ?")
        .param(id)
        .query(
            row -> {
              Array papers = row.getArray(1);
              sent.addAll(List.of((String[]) papers.getArray()));
            });
    return sent;
  }

  /** When a subscription was last sent a digest, empty where it never was. */
  Optional<Instant> lastIssue(long id) {
    return jdbc.sql(
            "select made from digest_issue where subscription = ? order by day desc limit 1")
        .param(id)
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  /** The days on which a subscription was sent a digest, the latest first. */
  List<LocalDate> days(long id) {
    return jdbc.sql("select day from digest_issue where subscription = ? order by day desc")
        .param(id)
        .query(LocalDate.class)
        .list();
  }

  private static Subscription subscription(ResultSet row, int number) throws SQLException {
    return new Subscription(
        row.getLong("id"),
        row.getString("email"),
        row.getString("key"),
        new Schedule(
            Frequency.valueOf(row.getString("frequency")),
            DayOfWeek.of(row.getInt("weekday")),
            row.getInt("hour"),
            Schedule.zone(row.getString("zone"))),
        row.getTimestamp("created").toInstant(),
        instant(row.getTimestamp("confirmed")),
        instant(row.getTimestamp("ended")),
        instant(row.getTimestamp("next")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
