package dev.assay.hub.discussion;

import dev.assay.hub.people.Secret;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people wrote and sent after their session had ended. Nobody is known then, so that a secret
 * leads back to it, for a day.
 */
public final class Drafts {
  private static final Duration LIFE = Duration.ofDays(1);

  /** More than a comment can have, so that its author can shorten it. */
  private static final int LONGEST = 2 * Discussion.LONGEST;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * A text that waits.
   *
   * @param path where it was sent
   * @param parent the comment that it answers, null where it answers none
   */
  public record Draft(String path, @Nullable Long parent, String text) {}

  public Drafts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps a text and returns the secret that leads to it. */
  public String keep(Draft draft) {
    Instant now = clock.instant();
    String secret = Secret.random();
    jdbc.sql("delete from draft where created < ?").param(Timestamp.from(now.minus(LIFE))).update();
    jdbc.sql("insert into draft (hash, path, parent, text, created) values (?, ?, ?, ?, ?)")
        .param(Secret.hash(secret))
        .param(draft.path())
        .param(draft.parent())
        .param(draft.text().substring(0, Math.min(LONGEST, draft.text().length())))
        .param(Timestamp.from(now))
        .update();
    return secret;
  }

  public Optional<Draft> find(String secret) {
    return jdbc.sql("select path, parent, text from draft where hash = ? and created >= ?")
        .param(Secret.hash(secret))
        .param(Timestamp.from(clock.instant().minus(LIFE)))
        .query(
            (row, _) ->
                new Draft(
                    row.getString("path"),
                    row.getObject("parent", Long.class),
                    row.getString("text")))
        .optional();
  }
}
