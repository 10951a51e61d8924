package dev.assay.hub.follow;

import dev.assay.hub.discussion.Notifications;
import dev.assay.hub.follow.Follow.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who follows what, and what has happened to it. */
public final class Follows {
  /** As much as one person can follow. */
  public static final int MOST = 200;

  private static final String SELECT = "select id, person, kind, target, created from follow ";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Topics topics;
  private final Notifications notifications;
  private final Clock clock;

  /**
   * Something that has happened to what somebody follows.
   *
   * @param path where it can be read on the site
   */
  public record News(Follow follow, Instant at, String sentence, String path) {}

  public Follows(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Topics topics,
      Notifications notifications,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.topics = topics;
    this.notifications = notifications;
    this.clock = clock;
  }

  /**
   * Follows something; a second time changes nothing.
   *
   * @throws BadFollow where it cannot be followed, or the person follows too much
   */
  public void add(long person, Kind kind, String target) {
    String checked = topics.checked(kind, target);
    Topics.@Nullable State state = topics.state(kind, checked).orElse(null);
    transaction.executeWithoutResult(
        _ -> {
          // One person's requests take turns, so that their number holds.
          jdbc.sql("select id from person where id = ? for no key update")
              .param(person)
              .query()
              .listOfRows();
          if (count(person) >= MOST && !of(person, kind, checked)) {
            throw new BadFollow(
                "One can follow %d things at most; end some at /following first.".formatted(MOST));
          }
          jdbc.sql(
                  """
                  insert into follow (person, kind, target, created, known, known_at)
                  values (?, ?, ?, ?, ?, ?) on conflict do nothing
                  """)
              .param(person)
              .param(kind.name())
              .param(checked)
              .param(Timestamp.from(clock.instant()))
              .param(state == null ? null : state.text())
              .param(state == null ? null : Timestamp.from(state.measured()))
              .update();
        });
  }

  private int count(long person) {
    return jdbc.sql("select count(*) from follow where person = ?")
        .param(person)
        .query(Integer.class)
        .single();
  }

  private boolean of(long person, Kind kind, String target) {
    return of(person).stream().anyMatch(f -> f.kind() == kind && f.target().equals(target));
  }

  /** Follows something no more. */
  public void remove(long person, Kind kind, String target) {
    jdbc.sql("delete from follow where person = ? and kind = ? and target = ?")
        .param(person)
        .param(kind.name())
        .param(target)
        .update();
  }

  /** What a person follows, the newest first. */
  public List<Follow> of(long person) {
    return jdbc.sql(SELECT + "where person = ? order by created desc, id desc")
        .param(person)
        .query(Follows::follow)
        .list();
  }

  /** What has happened since a time to what a person follows, the newest first. */
  public List<News> news(long person, Instant since, int limit) {
    return jdbc.sql(
            """
            select f.id, f.person, f.kind, f.target, f.created, n.at, n.sentence, n.path
            from follow_news n join follow f on f.id = n.follow
            where f.person = ? and n.at > ? order by n.at desc, n.id desc limit ?
            """)
        .param(person)
        .param(Timestamp.from(since))
        .param(limit)
        .query(
            (row, number) ->
                new News(
                    follow(row, number),
                    row.getTimestamp("at").toInstant(),
                    row.getString("sentence"),
                    row.getString("path")))
        .list();
  }

  /**
   * Looks at all claims and boards that somebody follows, and writes down what has changed: once,
   * however many hubs look.
   *
   * @return how many pieces of news there were
   */
  public int look() {
    int news = 0;
    for (Kind kind : List.of(Kind.CLAIM, Kind.BOARD)) {
      for (String target :
          jdbc.sql("select distinct target from follow where kind = ? order by target")
              .param(kind.name())
              .query(String.class)
              .list()) {
        news += topics.state(kind, target).map(state -> note(kind, target, state)).orElse(0);
      }
    }
    return news;
  }

  private record Known(long follow, long person, @Nullable String state) {}

  /** A hub whose records are older than what another has seen tells nothing. */
  private int note(Kind kind, String target, Topics.State state) {
    Integer news =
        transaction.execute(
            _ -> {
              List<Known> stale =
                  jdbc.sql(
                          """
                          select id, person, known from follow
                          where kind = ? and target = ? and known is distinct from ?
                            and (known_at is null or known_at < ?)
                          order by id for update
                          """)
                      .param(kind.name())
                      .param(target)
                      .param(state.text())
                      .param(Timestamp.from(state.measured()))
                      .query(
                          (row, _) ->
                              new Known(
                                  row.getLong("id"), row.getLong("person"), row.getString("known")))
                      .list();
              int told = 0;
              for (Known known : stale) {
                String sentence = state.newsAfter(known.state());
                if (sentence != null) {
                  tell(known, sentence, state.path());
                  told++;
                }
                jdbc.sql("update follow set known = ?, known_at = ? where id = ?")
                    .param(state.text())
                    .param(Timestamp.from(state.measured()))
                    .param(known.follow())
                    .update();
              }
              return told;
            });
    return news == null ? 0 : news;
  }

  private void tell(Known known, String sentence, String path) {
    long news =
        jdbc.sql(
                """
                insert into follow_news (follow, at, sentence, path) values (?, ?, ?, ?)
                returning id
                """)
            .param(known.follow())
            .param(Timestamp.from(clock.instant()))
            .param(sentence)
            .param(path)
            .query(Long.class)
            .single();
    notifications.tell(
        known.person(),
        new Notifications.News(
            Notifications.Kind.FOLLOW, "follow " + news, null, null, sentence, path));
  }

  private static Follow follow(ResultSet row, int number) throws SQLException {
    return new Follow(
        row.getLong("id"),
        row.getLong("person"),
        Kind.valueOf(row.getString("kind")),
        row.getString("target"),
        row.getTimestamp("created").toInstant());
  }
}
