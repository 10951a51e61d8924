package dev.assay.hub.discussion;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What moderators did: added to and read, and by the database's own rule never changed. */
public final class ModerationLog {
  private final JdbcClient jdbc;
  private final Clock clock;

  /** What a moderator can do. */
  public enum Action {
    HIDE("hid a comment"),
    SHOW("showed a comment again"),
    DISMISS("left a reported comment as it is"),
    GRANT("took somebody for an author"),
    REFUSE("did not take somebody for an author"),
    REVOKE("took somebody for an author no more");

    private final String words;

    Action(String words) {
      this.words = words;
    }

    /** Goes on after a name. */
    public String words() {
      return words;
    }
  }

  /**
   * One thing that was done.
   *
   * @param moderator the name, null where the account is gone
   * @param comment which it concerned, null where none
   * @param person whom it concerned, null where nobody or where the account is gone
   */
  public record Entry(
      Instant at,
      @Nullable String moderator,
      Action action,
      String paper,
      @Nullable Long comment,
      @Nullable String person,
      String reason) {}

  public ModerationLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void add(
      long moderator,
      Action action,
      String paper,
      @Nullable Long comment,
      @Nullable Long person,
      String reason) {
    jdbc.sql(
            """
            insert into moderation (at, moderator, action, paper, comment, person, reason)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .param(Timestamp.from(clock.instant()))
        .param(moderator)
        .param(action.name())
        .param(paper)
        .param(comment)
        .param(person)
        .param(reason)
        .update();
  }

  /** What was done, the latest first. */
  public List<Entry> latest(int limit, int offset) {
    return jdbc.sql(
            """
            select m.at, by.name as moderator, m.action, m.paper, m.comment, whom.name as person,
              m.reason
            from moderation m left join person by on by.id = m.moderator
              left join person whom on whom.id = m.person
            order by m.id desc limit ? offset ?
            """)
        .param(limit)
        .param(offset)
        .query(
            (row, _) ->
                new Entry(
                    row.getTimestamp("at").toInstant(),
                    row.getString("moderator"),
                    Action.valueOf(row.getString("action")),
                    row.getString("paper"),
                    row.getObject("comment", Long.class),
                    row.getString("person"),
                    row.getString("reason")))
        .list();
  }
}
