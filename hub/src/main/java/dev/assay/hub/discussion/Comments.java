package dev.assay.hub.discussion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The comments in the database. */
public final class Comments {
  private static final String SELECT =
      """
      select c.id, c.paper, c.parent, coalesce(c.thread, c.id) as thread, c.author, p.name, c.text,
        c.created, c.edited, c.hidden,
        exists (select 1 from author_claim a
          where a.paper = c.paper and a.person = c.author and a.state = 'GRANTED') as of_author
      from comment c left join person p on p.id = c.author
      """;

  private final JdbcClient jdbc;

  public Comments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The discussion of a paper in numbers.
   *
   * @param comments that readers see
   * @param withAuthor whether an author of the paper takes part
   */
  public record Summary(int comments, boolean withAuthor) {
    public static final Summary NONE = new Summary(0, false);
  }

  /** An earlier text of a comment. */
  public record Version(int number, String text, Instant written) {}

  public Optional<Comment> find(long id) {
    return jdbc.sql(SELECT + "where c.id = ?").param(id).query(Comments::comment).optional();
  }

  /** Some threads of a paper with all their comments, each thread's in the order they came. */
  public List<Comment> threads(String paper, boolean newestFirst, int limit, int offset) {
    return jdbc.sql(
            SELECT
                + """
                where coalesce(c.thread, c.id) in (
                  select id from comment where paper = ? and thread is null
                  order by %1$s limit ? offset ?)
                order by coalesce(c.thread, c.id) %2$s, c.id
                """
                    .formatted(newestFirst ? "id desc" : "id", newestFirst ? "desc" : ""))
        .param(paper)
        .param(limit)
        .param(offset)
        .query(Comments::comment)
        .list();
  }

  public int countThreads(String paper) {
    return jdbc.sql("select count(*) from comment where paper = ? and thread is null")
        .param(paper)
        .query(Integer.class)
        .single();
  }

  /** How many threads of a paper began before this one. */
  public int threadsBefore(String paper, long thread) {
    return jdbc.sql("select count(*) from comment where paper = ? and thread is null and id < ?")
        .param(paper)
        .param(thread)
        .query(Integer.class)
        .single();
  }

  /** The discussions of papers that have any. */
  public Map<String, Summary> summaries(Collection<String> papers) {
    Map<String, Summary> summaries = new HashMap<>();
    jdbc.sql(
            """
            select c.paper, count(*) as comments, bool_or(a.id is not null) as with_author
            from comment c left join author_claim a
              on a.paper = c.paper and a.person = c.author and a.state = 'GRANTED'
            where c.paper = any (?) and c.text is not null and c.hidden is null
            group by c.paper
            """)
        .param(papers.toArray(String[]::new))
        .query(
            row -> {
              summaries.put(
                  row.getString("paper"),
                  new Summary(row.getInt("comments"), row.getBoolean("with_author")));
            });
    return summaries;
  }

  /** Whether anybody but {@code person} has said something of a paper. */
  public boolean hasOthers(String paper, long person) {
    return jdbc.sql("select exists (select from comment where paper = ? and author <> ?)")
        .param(paper)
        .param(person)
        .query(Boolean.class)
        .single();
  }

  /** All that a person has said, the newest first. */
  public List<Comment> of(long person) {
    return jdbc.sql(SELECT + "where c.author = ? order by c.id desc")
        .param(person)
        .query(Comments::comment)
        .list();
  }

  /** What a comment said before, the newest first. */
  public List<Version> versions(long comment) {
    return jdbc.sql(
            "select number, text, written from comment_version where comment = ? order by number"
                + " desc")
        .param(comment)
        .query(
            (row, _) ->
                new Version(
                    row.getInt("number"),
                    row.getString("text"),
                    row.getTimestamp("written").toInstant()))
        .list();
  }

  /** Which of these comments somebody has reported. */
  public Set<Long> reportedBy(long person, Collection<Long> comments) {
    return new HashSet<>(
        jdbc.sql("select comment from comment_report where person = ? and comment = any (?)")
            .param(person)
            .param(comments.toArray(Long[]::new))
            .query(Long.class)
            .list());
  }

  /**
   * Locks a comment's thread until the transaction ends: who answers and who deletes take turns.
   * Returns the comment as it then is.
   */
  Optional<Comment> lock(long id) {
    jdbc.sql(
            """
            select id from comment
            where id = (select coalesce(thread, id) from comment where id = ?) for update
            """)
        .param(id)
        .query(Long.class)
        .optional();
    return find(id);
  }

  /**
   * Takes a person's turn until the transaction ends: a form sent twice must find what the first
   * one wrote, and who deletes their account must leave nothing that they are just writing. Take it
   * before any thread's lock.
   */
  void turnOf(long person) {
    jdbc.sql("select id from person where id = ? for no key update")
        .param(person)
        .query(Long.class)
        .single();
  }

  int size(long thread) {
    return jdbc.sql("select count(*) from comment where thread = ?")
        .param(thread)
        .query(Integer.class)
        .single();
  }

  /** The same text said by the same person at the same place since {@code since}. */
  Optional<Comment> same(
      long author, String paper, @Nullable Long parent, String text, Instant since) {
    return jdbc.sql(
            SELECT
                + """
                where c.author = ? and c.paper = ? and c.parent is not distinct from ?::bigint
                  and c.text = ? and c.created >= ?
                order by c.id limit 1
                """)
        .param(author)
        .param(paper)
        .param(parent)
        .param(text)
        .param(Timestamp.from(since))
        .query(Comments::comment)
        .optional();
  }

  long add(long author, String paper, @Nullable Comment parent, String text, Instant now) {
    return jdbc.sql(
            """
            insert into comment (paper, parent, thread, author, text, created)
            values (?, ?, ?, ?, ?, ?) returning id
            """)
        .param(paper)
        .param(parent == null ? null : parent.id())
        .param(parent == null ? null : parent.thread())
        .param(author)
        .param(text)
        .param(Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  /** Changes a text and keeps the old one; returns how many are kept. */
  int change(Comment comment, String text, Instant now) {
    int number =
        jdbc.sql(
                """
                insert into comment_version (comment, number, text, written)
                select id, 1 + (select count(*) from comment_version v where v.comment = c.id), text,
                  coalesce(edited, created)
                from comment c where id = ?
                returning number
                """)
            .param(comment.id())
            .query(Integer.class)
            .single();
    jdbc.sql("update comment set text = ?, edited = ? where id = ?")
        .param(text)
        .param(Timestamp.from(now))
        .param(comment.id())
        .update();
    return number;
  }

  void setHidden(long id, @Nullable Instant since) {
    jdbc.sql("update comment set hidden = ? where id = ?")
        .param(since == null ? null : Timestamp.from(since))
        .param(id)
        .update();
  }

  /**
   * Takes a comment out. Where it has answers its place stays, without what was said and by whom;
   * such places that no answer needs any more go too.
   */
  void remove(Comment comment) {
    if (hasAnswers(comment.id())) {
      for (String table : List.of("comment_version", "comment_report", "notification")) {
        jdbc.sql("delete from " + table + " where comment = ?").param(comment.id()).update();
      }
      jdbc.sql(
              """
              update comment set text = null, author = null, edited = null, hidden = null
              where id = ?
              """)
          .param(comment.id())
          .update();
      return;
    }
    Comment empty = comment;
    while (empty != null) {
      jdbc.sql("delete from comment where id = ?").param(empty.id()).update();
      Long parent = empty.parent();
      empty =
          parent == null
              ? null
              : find(parent)
                  .filter(above -> above.isDeleted() && !hasAnswers(above.id()))
                  .orElse(null);
    }
  }

  private boolean hasAnswers(long id) {
    return jdbc.sql("select exists (select 1 from comment where parent = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  private static Comment comment(ResultSet row, int number) throws SQLException {
    return new Comment(
        row.getLong("id"),
        row.getString("paper"),
        row.getObject("parent", Long.class),
        row.getLong("thread"),
        row.getObject("author", Long.class),
        row.getString("name"),
        row.getBoolean("of_author"),
        row.getString("text"),
        row.getTimestamp("created").toInstant(),
        instant(row.getTimestamp("edited")),
        instant(row.getTimestamp("hidden")));
  }

  static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
