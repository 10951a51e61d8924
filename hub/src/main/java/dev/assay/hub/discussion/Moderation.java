package dev.assay.hub.discussion;

import dev.assay.hub.discussion.ModerationLog.Action;
import dev.assay.hub.discussion.Notifications.Kind;
import dev.assay.hub.discussion.Notifications.News;
import dev.assay.hub.people.Person;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports of comments, and what moderators make of them. */
public final class Moderation {
  private static final int LONGEST_REASON = 500;

  private final JdbcClient jdbc;
  private final Comments comments;
  private final Notifications notifications;
  private final ModerationLog log;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** A comment that somebody reported, and nobody has decided on. */
  public record Report(long comment, String reporter, String reason, Instant created) {}

  /** A report that somebody made, as they see it. */
  public record OwnReport(long comment, String reason, Instant created) {}

  public Moderation(
      JdbcClient jdbc,
      Comments comments,
      Notifications notifications,
      ModerationLog log,
      TransactionTemplate transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.comments = comments;
    this.notifications = notifications;
    this.log = log;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Reports a comment; reported again by the same person, the new reason counts, and a decision of
   * before is asked for anew.
   *
   * @throws DiscussionMistake where there is no reason or too long a one, or the comment is gone
   */
  public void report(Person person, long comment, String typed) {
    String reason = reason(typed);
    transaction.executeWithoutResult(
        _ -> {
          Comment found = there(comment);
          if (found.isBy(person.id())) {
            throw new DiscussionMistake("This comment is yours: you can change or delete it.");
          }
          jdbc.sql(
                  """
                  insert into comment_report (comment, person, reason, created)
                  values (?, ?, ?, ?)
                  on conflict (comment, person) do update
                    set reason = excluded.reason, created = excluded.created, settled = null
                  """)
              .param(comment)
              .param(person.id())
              .param(reason)
              .param(Timestamp.from(clock.instant()))
              .update();
        });
  }

  /** The reports that wait, the oldest first. */
  public List<Report> open(int limit) {
    return jdbc.sql(
            """
            select r.comment, p.name, r.reason, r.created
            from comment_report r join person p on p.id = r.person
            where r.settled is null order by r.created, r.comment limit ?
            """)
        .param(limit)
        .query(
            (row, _) ->
                new Report(
                    row.getLong("comment"),
                    row.getString("name"),
                    row.getString("reason"),
                    row.getTimestamp("created").toInstant()))
        .list();
  }

  /** How many comments wait for a decision. */
  public int countOpen() {
    return jdbc.sql("select count(distinct comment) from comment_report where settled is null")
        .query(Integer.class)
        .single();
  }

  /** What a person has reported. */
  public List<OwnReport> of(long person) {
    return jdbc.sql("select comment, reason, created from comment_report where person = ?")
        .param(person)
        .query(
            (row, _) ->
                new OwnReport(
                    row.getLong("comment"),
                    row.getString("reason"),
                    row.getTimestamp("created").toInstant()))
        .list();
  }

  /**
   * Keeps a comment from readers, and tells its author why.
   *
   * @throws DiscussionMistake where there is no reason, or the comment is gone
   */
  public void hide(Person moderator, long id, String typed) {
    String reason = reason(typed);
    transaction.executeWithoutResult(
        _ -> {
          Comment comment = there(id);
          if (!comment.isHidden()) {
            comments.setHidden(id, clock.instant());
            act(moderator, Action.HIDE, comment, reason);
            tell(comment, "A moderator has hidden your comment: " + reason);
          }
          settle(id);
        });
  }

  /** Shows readers a comment again; throws as {@link #hide} does. */
  public void show(Person moderator, long id, String typed) {
    String reason = reason(typed);
    transaction.executeWithoutResult(
        _ -> {
          Comment comment = there(id);
          if (comment.isHidden()) {
            comments.setHidden(id, null);
            act(moderator, Action.SHOW, comment, reason);
            tell(comment, "Your comment that was hidden can be read again: " + reason);
          }
          settle(id);
        });
  }

  /** Leaves a comment that was reported as it is; throws as {@link #hide} does. */
  public void dismiss(Person moderator, long id, String typed) {
    String reason = reason(typed);
    transaction.executeWithoutResult(
        _ -> {
          Comment comment = there(id);
          if (settle(id)) {
            act(moderator, Action.DISMISS, comment, reason);
          }
        });
  }

  private boolean settle(long comment) {
    return jdbc.sql("update comment_report set settled = ? where comment = ? and settled is null")
            .param(Timestamp.from(clock.instant()))
            .param(comment)
            .update()
        > 0;
  }

  private void act(Person moderator, Action action, Comment comment, String reason) {
    log.add(moderator.id(), action, comment.paper(), comment.id(), comment.author(), reason);
  }

  private void tell(Comment comment, String sentence) {
    Long author = comment.author();
    if (author != null) {
      notifications.tell(
          author,
          new News(
              Kind.DECISION,
              "moderation %d %s".formatted(comment.id(), clock.instant()),
              null,
              comment.id(),
              sentence,
              comment.path()));
    }
  }

  private Comment there(long id) {
    return comments
        .lock(id)
        .filter(comment -> !comment.isDeleted())
        .orElseThrow(() -> new DiscussionMistake("This comment is gone."));
  }

  static String reason(String typed) {
    String reason = typed.replaceAll("[\\p{Cntrl}]+", " ").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new DiscussionMistake(
          "Give a reason of at most %d characters.".formatted(LONGEST_REASON));
    }
    return reason;
  }
}
