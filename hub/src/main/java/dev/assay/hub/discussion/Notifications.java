package dev.assay.hub.discussion;

import dev.assay.hub.mail.Letter;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import java.sql.Array;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people are told: on the site, and by a letter where they asked for that. */
public final class Notifications {
  private final JdbcClient jdbc;
  private final People people;
  private final Letters letters;
  private final Clock clock;

  /** What a notification is about: people choose of which kinds they get letters. */
  public enum Kind {
    REPLY("somebody answers my comment"),
    MENTION("somebody mentions me"),
    PAPER("somebody comments on a paper of mine"),
    FOLLOW("there is news of what I follow"),
    DECISION("something was decided about a comment or a request of mine");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Goes on after "when". */
    public String words() {
      return words;
    }

    /** As a form names it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What somebody is told.
   *
   * @param key what it is about: nobody is told the same thing twice
   * @param actor whose doing it is: it goes with their account; null for nobody's
   * @param comment where it stands: it goes with it; null for in none
   * @param sentence plain text
   * @param path where it leads on this site
   */
  public record News(
      Kind kind,
      String key,
      @Nullable Long actor,
      @Nullable Long comment,
      String sentence,
      String path) {}

  /** What somebody was told. */
  public record Notification(
      long id, Kind kind, String sentence, String path, Instant created, @Nullable Instant read) {
    public boolean isRead() {
      return read != null;
    }
  }

  public Notifications(JdbcClient jdbc, People people, Letters letters, Clock clock) {
    this.jdbc = jdbc;
    this.people = people;
    this.letters = letters;
    this.clock = clock;
  }

  /** Tells somebody, once; within the transaction of what it tells of, they are told if it is. */
  public void tell(long person, News news) {
    Instant now = clock.instant();
    Optional<Long> told =
        jdbc.sql(
                """
                insert into notification
                  (person, kind, key, actor, comment, sentence, path, created)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (person, key) do nothing
                returning id
                """)
            .param(person)
            .param(news.kind().name())
            .param(news.key())
            .param(news.actor())
            .param(news.comment())
            .param(news.sentence())
            .param(news.path())
            .param(Timestamp.from(now))
            .query(Long.class)
            .optional();
    if (told.isPresent() && letters.canSend() && letters(person).contains(news.kind())) {
      people
          .find(person)
          .filter(recipient -> recipient.isConfirmed() && !recipient.isDisabled())
          .ifPresent(recipient -> write(recipient, told.get(), news));
    }
  }

  private void write(Person recipient, long id, News news) {
    String address = recipient.email();
    if (address != null) {
      letters.add(
          Letter.plain(
              "notification " + id,
              address,
              // A subject has one line, and titles may be long.
              shortened(news.sentence().replaceAll("\\s+", " "), 150),
              """
              %s
              %s

              You asked for letters like this one; choose others, or none, at
              %s
              """
                  .formatted(
                      news.sentence(),
                      letters.address(news.path()),
                      letters.address("/account#letters"))));
    }
  }

  static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** The kinds of which somebody gets letters; none unless they chose so. */
  public Set<Kind> letters(long person) {
    return jdbc.sql("select kinds from notification_letters where person = ?")
        .param(person)
        .query((row, _) -> kinds(row.getArray(1)))
        .optional()
        .orElseGet(() -> EnumSet.noneOf(Kind.class));
  }

  private static Set<Kind> kinds(Array names) throws java.sql.SQLException {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Arrays.stream((String[]) names.getArray()).map(Kind::valueOf).forEach(kinds::add);
    return kinds;
  }

  /** Sets of which kinds somebody gets letters; labels that there are none of say nothing. */
  public void setLetters(long person, Set<String> labels) {
    jdbc.sql(
            """
            insert into notification_letters (person, kinds) values (?, ?)
            on conflict (person) do update set kinds = excluded.kinds
            """)
        .param(person)
        .param(
            Stream.of(Kind.values())
                .filter(kind -> labels.contains(kind.label()))
                .map(Kind::name)
                .toArray(String[]::new))
        .update();
  }

  /** What somebody was told, the newest first. */
  public List<Notification> of(long person, int limit, int offset) {
    return jdbc.sql(
            """
            select id, kind, sentence, path, created, read from notification
            where person = ? order by id desc limit ? offset ?
            """)
        .param(person)
        .param(limit)
        .param(offset)
        .query(
            (row, _) -> {
              Timestamp read = row.getTimestamp("read");
              return new Notification(
                  row.getLong("id"),
                  Kind.valueOf(row.getString("kind")),
                  row.getString("sentence"),
                  row.getString("path"),
                  row.getTimestamp("created").toInstant(),
                  read == null ? null : read.toInstant());
            })
        .list();
  }

  public int unread(long person) {
    return jdbc.sql("select count(*) from notification where person = ? and read is null")
        .param(person)
        .query(Integer.class)
        .single();
  }

  /** Notes that somebody has read one, and says where it leads; empty where it is not theirs. */
  public Optional<String> open(long person, long id) {
    return jdbc.sql(
            """
            update notification set read = coalesce(read, ?) where person = ? and id = ?
            returning path
            """)
        .param(Timestamp.from(clock.instant()))
        .param(person)
        .param(id)
        .query(String.class)
        .optional();
  }

  /** Notes that somebody has read all up to one. */
  public void readUpTo(long person, long id) {
    jdbc.sql("update notification set read = ? where person = ? and id <= ? and read is null")
        .param(Timestamp.from(clock.instant()))
        .param(person)
        .param(id)
        .update();
  }
}
