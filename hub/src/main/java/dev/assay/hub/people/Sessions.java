package dev.assay.hub.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is signed in where: a row each, so that sessions outlive a restart, hold for every process of
 * the site, and can be ended from elsewhere.
 */
public final class Sessions {
  /** A session that is not used for so long ends. */
  public static final Duration LIFE = Duration.ofDays(30);

  private static final Duration SEEN = Duration.ofMinutes(10);
  private static final int AGENT = 200;

  private final JdbcClient jdbc;

  /**
   * A session as its person sees it.
   *
   * @param agent what the browser called itself
   */
  public record Session(long id, Instant created, Instant seen, String agent) {}

  public Sessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Begins a session and returns its secret, for the cookie. */
  public String begin(long person, String agent, Instant now) {
    String secret = Secret.random();
    jdbc.sql("delete from session where expires < ?").param(People.timestamp(now)).update();
    jdbc.sql(
            "insert into session (hash, person, created, seen, expires, agent) values (?, ?, ?, ?,"
                + " ?, ?)")
        .param(Secret.hash(secret))
        .param(person)
        .param(People.timestamp(now))
        .param(People.timestamp(now))
        .param(People.timestamp(now.plus(LIFE)))
        .param(agent.length() > AGENT ? agent.substring(0, AGENT) : agent)
        .update();
    return secret;
  }

  /** The person of a session, unless it has ended or they may not sign in any more. */
  public Optional<Person> person(String secret, Instant now) {
    byte[] hash = Secret.hash(secret);
    Optional<Person> person =
        jdbc.sql(
                """
                select p.id, p.name, p.email, p.confirmed, p.role, p.created, p.disabled
                from session s join person p on p.id = s.person
                where s.hash = ? and s.expires > ? and p.disabled is null
                """)
            .param(hash)
            .param(People.timestamp(now))
            .query(People::person)
            .optional();
    if (person.isPresent()) {
      // Written now and then only: reading a page must not cost a write.
      jdbc.sql("update session set seen = ?, expires = ? where hash = ? and seen < ?")
          .param(People.timestamp(now))
          .param(People.timestamp(now.plus(LIFE)))
          .param(hash)
          .param(People.timestamp(now.minus(SEEN)))
          .update();
    }
    return person;
  }

  public List<Session> of(long person) {
    return jdbc.sql(
            "select id, created, seen, agent from session where person = ? order by seen desc")
        .param(person)
        .query(Sessions::session)
        .list();
  }

  public void end(String secret) {
    jdbc.sql("delete from session where hash = ?").param(Secret.hash(secret)).update();
  }

  /** Ends all sessions of a person. */
  public void endAll(long person) {
    jdbc.sql("delete from session where person = ?").param(person).update();
  }

  private static Session session(ResultSet row, int number) throws SQLException {
    return new Session(
        row.getLong("id"),
        row.getTimestamp("created").toInstant(),
        row.getTimestamp("seen").toInstant(),
        row.getString("agent"));
  }
}
