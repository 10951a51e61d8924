package dev.assay.hub.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One-time links: each carries a secret, works until it is used or too old, and then no more. */
public final class Links {
  private final JdbcClient jdbc;

  /** What a link is for, and for how long it works. */
  public enum Kind {
    /** Makes the first administrator. */
    WELCOME(Duration.ofDays(3650)),
    /** Makes an account, with a role. */
    INVITATION(Duration.ofDays(14)),
    /** Shows that an address is a person's. */
    CONFIRMATION(Duration.ofDays(3)),
    /** Gives a person another address. */
    ADDRESS(Duration.ofDays(3)),
    /** Sets a new password. */
    RESET(Duration.ofHours(2));

    private final Duration life;

    Kind(Duration life) {
      this.life = life;
    }
  }

  /** What a link says. */
  public record Link(
      Kind kind, @Nullable Long person, @Nullable String email, Role role, Instant expires) {}

  public Links(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes a link and returns its secret, which is kept nowhere. */
  String make(Kind kind, @Nullable Long person, @Nullable String email, Role role, Instant now) {
    String secret = Secret.random();
    jdbc.sql(
            "insert into one_time_link (hash, kind, person, email, role, created, expires) values"
                + " (?, ?, ?, ?, ?, ?, ?)")
        .param(Secret.hash(secret))
        .param(kind.name())
        .param(person)
        .param(email)
        .param(role.name())
        .param(People.timestamp(now))
        .param(People.timestamp(now.plus(kind.life)))
        .update();
    return secret;
  }

  /** What the link says, where it still works; it stays as it is. */
  public Optional<Link> find(Kind kind, String secret, Instant now) {
    return jdbc.sql(
            "select kind, person, email, role, expires from one_time_link where hash = ? and kind ="
                + " ? and used is null and expires > ?")
        .param(Secret.hash(secret))
        .param(kind.name())
        .param(People.timestamp(now))
        .query(Links::link)
        .optional();
  }

  /** Uses the link up: of two at once, one gets it. */
  Optional<Link> use(Kind kind, String secret, Instant now) {
    return jdbc.sql(
            """
            update one_time_link set used = ?
            where hash = ? and kind = ? and used is null and expires > ?
            returning kind, person, email, role, expires
            """)
        .param(People.timestamp(now))
        .param(Secret.hash(secret))
        .param(kind.name())
        .param(People.timestamp(now))
        .query(Links::link)
        .optional();
  }

  /** Ends all links of a kind that are about a person, or about nobody. */
  void revoke(Kind kind, @Nullable Long person) {
    jdbc.sql("delete from one_time_link where kind = ? and person is not distinct from ?")
        .param(kind.name())
        .param(person)
        .update();
  }

  private static Link link(ResultSet row, int number) throws SQLException {
    return new Link(
        Kind.valueOf(row.getString("kind")),
        row.getObject("person", Long.class),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        row.getTimestamp("expires").toInstant());
  }
}
