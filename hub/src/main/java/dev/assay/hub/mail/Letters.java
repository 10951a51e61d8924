package dev.assay.hub.mail;

import dev.assay.lab.Json;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The letters that are to be sent. One that is written within a transaction is there if the
 * transaction is; sending is the {@link Postman}'s.
 */
public final class Letters {
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int MOST_ATTEMPTS = 10;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Supplier<URI> site;
  private final boolean canSend;

  /** A letter that waits. */
  record Waiting(long id, int attempts, Letter letter) {}

  /**
   * The letters of a site.
   *
   * @param site the site's own address, for the links in letters
   * @param canSend whether there is a mail server
   */
  public Letters(JdbcClient jdbc, Clock clock, Supplier<URI> site, boolean canSend) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.site = site;
    this.canSend = canSend;
  }

  /** Whether letters go anywhere. */
  public boolean canSend() {
    return canSend;
  }

  /** The address of a page of the site, as it stands in letters. */
  public String address(String path) {
    return site.get().resolve(path).toString();
  }

  /** The site's name in the net. */
  public String host() {
    return String.valueOf(site.get().getHost());
  }

  /** Writes a letter, unless one of the same key was written before. */
  public boolean add(Letter letter) {
    Timestamp now = Timestamp.from(clock.instant());
    return jdbc.sql(
                """
                insert into letter
                  (key, recipient, subject, text, html, headers, created, next_try)
                values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                on conflict (key) do nothing
                """)
            .param(letter.key())
            .param(letter.recipient())
            .param(letter.subject())
            .param(letter.text())
            .param(letter.html())
            .param(Json.write(letter.headers()))
            .param(now)
            .param(now)
            .update()
        == 1;
  }

  /**
   * Takes the letter that has waited longest, for the caller alone for as long as {@code hold}:
   * whoever dies with it leaves it to the next after that.
   */
  Optional<Waiting> take(Duration hold) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update letter set attempts = attempts + 1, next_try = ?
            where id in (
              select id from letter
              where sent is null and given_up is null and next_try <= ?
              order by id limit 1 for update skip locked)
            returning id, attempts, key, recipient, subject, text, html, headers
            """)
        .param(Timestamp.from(now.plus(hold)))
        .param(Timestamp.from(now))
        .query(Letters::waiting)
        .optional();
  }

  /**
   * Notes that a letter was taken by the server. Its text goes: it may hold a link that opens
   * something, and nobody needs it any more.
   */
  void sent(Waiting waiting) {
    jdbc.sql(
            """
            with done as (
              update letter set sent = ?, error = null, text = '', html = null where id = ?
              returning lower(recipient) as email)
            delete from refused_address where suspended is null and email in (select email from done)
            """)
        .param(Timestamp.from(clock.instant()))
        .param(waiting.id())
        .update();
  }

  /** Gives a letter up since its recipient is refused for good, and counts that. */
  void refused(Waiting waiting, String reason) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            with refused as (
              update letter set given_up = ?, error = ? where id = ?
              returning lower(recipient) as email)
            insert into refused_address as known (email, times, reason, latest)
            select email, 1, ?, ? from refused
            on conflict (email) do update set
              times = known.times + 1, reason = excluded.reason, latest = excluded.latest,
              suspended = coalesce(
                known.suspended, case when known.times + 1 >= ? then excluded.latest end)
            """)
        .param(now)
        .param(reason)
        .param(waiting.id())
        .param(reason)
        .param(now)
        .param(Refusals.MOST)
        .update();
  }

  /** Puts a letter off, ever longer, and in the end gives it up. */
  void failed(Waiting waiting, String reason, boolean forGood) {
    Instant now = clock.instant();
    boolean over = forGood || waiting.attempts() >= MOST_ATTEMPTS;
    jdbc.sql("update letter set next_try = ?, given_up = ?, error = ? where id = ?")
        .param(
            Timestamp.from(
                now.plus(FIRST_WAIT.multipliedBy(1L << Math.min(waiting.attempts(), 9)))))
        .param(over ? Timestamp.from(now) : null)
        .param(reason)
        .param(waiting.id())
        .update();
  }

  /** Forgets letters that were sent or given up before a time. */
  public void forget(Instant before) {
    jdbc.sql("delete from letter where sent < ? or given_up < ?")
        .param(Timestamp.from(before))
        .param(Timestamp.from(before))
        .update();
  }

  /** How many letters wait, and how many were given up, for the health page. */
  public Map<String, Integer> counts() {
    return jdbc
        .sql(
            """
            select case when given_up is not null then 'given up' else 'waiting' end as state,
              count(*)::int as number
            from letter where sent is null group by 1
            """)
        .query((row, _) -> Map.entry(row.getString("state"), row.getInt("number")))
        .list()
        .stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, TreeMap::new));
  }

  /** When the oldest letter was written that is still to be sent. */
  public Optional<Instant> oldestWaiting() {
    return jdbc.sql(
            "select created from letter where sent is null and given_up is null order by id limit 1")
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  private static Waiting waiting(ResultSet row, int number) throws SQLException {
    Map<String, String> headers = new TreeMap<>();
    Json.tree(row.getString("headers"))
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString()));
    return new Waiting(
        row.getLong("id"),
        row.getInt("attempts"),
        new Letter(
            row.getString("key"),
            row.getString("recipient"),
            row.getString("subject"),
            row.getString("text"),
            row.getString("html"),
            headers));
  }
}
