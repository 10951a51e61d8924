package dev.assay.hub.shelf;

import dev.assay.hub.catalogue.ArxivId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The papers that people want to read, and those that they have read. */
public final class ReadingList {
  /** How many papers a list holds. */
  public static final int MOST = 2_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** Which papers of a list are meant. */
  public enum Show {
    ALL("true"),
    UNREAD("read is null"),
    READ("read is not null");

    private final String condition;

    Show(String condition) {
      this.condition = condition;
    }
  }

  /** How many papers are on a list, and how many of these are read. */
  public record Progress(int listed, int read) {
    public int of(Show show) {
      return switch (show) {
        case ALL -> listed;
        case UNREAD -> listed - read;
        case READ -> read;
      };
    }
  }

  /**
   * What is kept of a paper.
   *
   * @param listed since when it is on the list, null where it is not
   * @param read when it was marked as read, null where it was not
   */
  public record Kept(String paper, @Nullable Instant listed, @Nullable Instant read) {}

  public ReadingList(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Puts a paper of the catalogue on a person's list; one that is there stays.
   *
   * @throws ShelfMistake where the list is full
   */
  public void add(long person, ArxivId paper) {
    transaction.executeWithoutResult(
        _ -> {
          mark(person, paper, "listed");
          if (progress(person).listed() > MOST) {
            throw new ShelfMistake(
                "A reading list holds %,d papers; take some off first.".formatted(MOST));
          }
        });
  }

  /** Takes a paper off the list. */
  public void remove(long person, ArxivId paper) {
    unmark(person, paper, "listed", "read");
  }

  /** Marks a paper of the catalogue as read, whether or not it is on the list. */
  public void markRead(long person, ArxivId paper) {
    mark(person, paper, "read");
  }

  /** Takes that back. */
  public void markUnread(long person, ArxivId paper) {
    unmark(person, paper, "read", "listed");
  }

  private void mark(long person, ArxivId paper, String column) {
    jdbc.sql(
            """
            insert into reading (person, paper, %1$s) values (?, ?, ?)
            on conflict (person, paper) do update set %1$s = coalesce(reading.%1$s, excluded.%1$s)
            """
                .formatted(column))
        .param(person)
        .param(paper.value())
        .param(Timestamp.from(clock.instant()))
        .update();
  }

  /** A row that says nothing more goes. */
  private void unmark(long person, ArxivId paper, String column, String other) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql(
                  "delete from reading where person = ? and paper = ? and %s is null"
                      .formatted(other))
              .param(person)
              .param(paper.value())
              .update();
          jdbc.sql("update reading set %s = null where person = ? and paper = ?".formatted(column))
              .param(person)
              .param(paper.value())
              .update();
        });
  }

  /** How some papers stand with a person; those of which nothing is kept are left out. */
  public Map<ArxivId, ReadingMark> marks(long person, Collection<ArxivId> papers) {
    Map<ArxivId, ReadingMark> marks = new HashMap<>();
    jdbc.sql(
            """
            select paper, listed is not null as listed, read is not null as read from reading
            where person = ? and paper = any (?)
            """)
        .param(person)
        .param(papers.stream().map(ArxivId::value).toArray(String[]::new))
        .query(
            row -> {
              marks.put(
                  new ArxivId(row.getString("paper")),
                  new ReadingMark(row.getBoolean("listed"), row.getBoolean("read")));
            });
    return marks;
  }

  /** The papers of a person's list, the last put there first. */
  public List<ArxivId> papers(long person, Show show, int limit, long offset) {
    return jdbc.sql(
            "select paper from reading where person = ? and listed is not null and "
                + show.condition
                + " order by listed desc, paper limit ? offset ?")
        .param(person)
        .param(limit)
        .param(offset)
        .query((row, _) -> new ArxivId(row.getString("paper")))
        .list();
  }

  public Progress progress(long person) {
    return jdbc.sql(
            """
            select count(*)::int as listed, count(read)::int as read from reading
            where person = ? and listed is not null
            """)
        .param(person)
        .query((row, _) -> new Progress(row.getInt("listed"), row.getInt("read")))
        .single();
  }

  /** All that is kept of a person's reading. */
  public List<Kept> all(long person) {
    return jdbc.sql("select paper, listed, read from reading where person = ? order by paper")
        .param(person)
        .query(
            (row, _) ->
                new Kept(
                    row.getString("paper"),
                    instant(row.getTimestamp("listed")),
                    instant(row.getTimestamp("read"))))
        .list();
  }

  static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
