package dev.assay.hub.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The addresses that mail servers refused, and those of bounces and complaints, which come by other
 * ways than SMTP and are marked by an administrator.
 */
public final class Refusals {
  /** So many refusals in a row suspend an address. */
  static final int MOST = 3;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * An address.
   *
   * @param times how often in a row a server refused it
   * @param suspended since when it gets only what it asks for, null where it gets all
   */
  public record Refused(
      String email, int times, String reason, Instant latest, @Nullable Instant suspended) {}

  public Refusals(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The addresses that were refused or marked, the latest first. */
  public List<Refused> all(int limit) {
    return jdbc.sql(
            "select email, times, reason, latest, suspended from refused_address"
                + " order by latest desc, email limit ?")
        .param(limit)
        .query(Refusals::refused)
        .list();
  }

  public Optional<Refused> find(String email) {
    return jdbc.sql(
            "select email, times, reason, latest, suspended from refused_address where email = ?")
        .param(small(email))
        .query(Refusals::refused)
        .optional();
  }

  /** Suspends an address of which a bounce or a complaint came. */
  public void suspend(String email, String reason) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            insert into refused_address (email, times, reason, latest, suspended)
            values (?, 1, ?, ?, ?)
            on conflict (email) do update set reason = excluded.reason, latest = excluded.latest,
              suspended = coalesce(refused_address.suspended, excluded.suspended)
            """)
        .param(small(email))
        .param(reason)
        .param(now)
        .param(now)
        .update();
  }

  /** Forgets that an address was refused; false where it was not. */
  public boolean restore(String email) {
    return jdbc.sql("delete from refused_address where email = ?").param(small(email)).update() > 0;
  }

  private static String small(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static Refused refused(ResultSet row, int number) throws SQLException {
    Timestamp suspended = row.getTimestamp("suspended");
    return new Refused(
        row.getString("email"),
        row.getInt("times"),
        row.getString("reason"),
        row.getTimestamp("latest").toInstant(),
        suspended == null ? null : suspended.toInstant());
  }
}
