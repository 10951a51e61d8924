package dev.assay.hub.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Browsers in which a person has signed in before, each known by a secret in a cookie. Whoever
 * guesses passwords elsewhere locks the account for everybody but these; each of them may be wrong
 * so often itself.
 */
public final class KnownBrowsers {
  /** A browser keeps no cookie for longer. */
  public static final Duration LIFE = Duration.ofDays(400);

  private static final int MOST = 20;

  private final JdbcClient jdbc;

  public KnownBrowsers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Knows one more browser of a person, of which the oldest go; returns its secret. */
  public String add(long person, Instant now) {
    String secret = Secret.random();
    jdbc.sql("insert into known_browser (hash, person, created) values (?, ?, ?)")
        .param(Secret.hash(secret))
        .param(person)
        .param(People.timestamp(now))
        .update();
    jdbc.sql(
            """
            delete from known_browser where person = ? and (created < ? or hash not in (
              select hash from known_browser where person = ? order by created desc limit ?))
            """)
        .param(person)
        .param(People.timestamp(now.minus(LIFE)))
        .param(person)
        .param(MOST)
        .update();
    return secret;
  }

  /** Since when each browser of a person is known, the latest first. */
  public List<Instant> of(long person) {
    return jdbc.sql("select created from known_browser where person = ? order by created desc")
        .param(person)
        .query((row, _) -> row.getTimestamp("created").toInstant())
        .list();
  }

  /** Whether the secret is that of a browser of this person. */
  public boolean isOf(long person, String secret) {
    return jdbc.sql("select exists (select from known_browser where hash = ? and person = ?)")
        .param(Secret.hash(secret))
        .param(person)
        .query(Boolean.class)
        .single();
  }

  /** Counts a wrong password; after {@code most} the browser is known no more. */
  void failed(String secret, int most) {
    jdbc.sql("update known_browser set failures = failures + 1 where hash = ?")
        .param(Secret.hash(secret))
        .update();
    jdbc.sql("delete from known_browser where hash = ? and failures >= ?")
        .param(Secret.hash(secret))
        .param(most)
        .update();
  }

  void succeeded(String secret) {
    jdbc.sql("update known_browser set failures = 0 where hash = ? and failures > 0")
        .param(Secret.hash(secret))
        .update();
  }

  /** Knows none of a person any more. */
  void forget(long person) {
    jdbc.sql("delete from known_browser where person = ?").param(person).update();
  }
}
