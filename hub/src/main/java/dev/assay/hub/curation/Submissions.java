package dev.assay.hub.curation;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.people.Person;
import dev.assay.hub.sources.Sources;
import dev.assay.lab.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The papers that people put on the day's page: asked for at arXiv, looked at, then posted under
 * their name.
 */
public final class Submissions {
  /** How many papers a person may post within {@link #DAY}. */
  public static final int A_DAY = 5;

  /** How long a paper can be taken off the page again by who put it there. */
  public static final Duration REGRET = Duration.ofHours(24);

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration DRAFT = Duration.ofDays(1);
  private static final String SELECT =
      """
      select s.paper, p.title, s.person, s.day, s.posted, s.withdrawn
      from submission s join paper p on p.id = s.paper\
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PaperRepository papers;
  private final Sources sources;
  private final List<Attention> attention;
  private final Runnable changed;
  private final Clock clock;

  /**
   * @param changed is run whenever a paper has come in
   */
  public Submissions(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      PaperRepository papers,
      Sources sources,
      List<Attention> attention,
      Runnable changed,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.papers = papers;
    this.sources = sources;
    this.attention = List.copyOf(attention);
    this.changed = changed;
    this.clock = clock;
  }

  /**
   * Gets a paper ready to be looked at: from the catalogue where arXiv has told all of it, or else
   * from arXiv.
   *
   * @throws CurationMistake where the person may not post or arXiv has no such paper
   * @throws dev.assay.hub.sources.SourceUnavailable where arXiv does not answer
   */
  public void prepare(Person person, ArxivId id) throws InterruptedException {
    requireMayPost(person);
    Optional<Paper> known = papers.find(id).filter(Submissions::isWhole);
    Paper paper =
        known.isPresent()
            ? known.get()
            : sources
                .fetch(id)
                .orElseThrow(() -> new CurationMistake("arXiv has no paper " + id + "."));
    if (paper.withdrawn()) {
      throw new CurationMistake(
          "This paper was withdrawn by its authors or by arXiv, and is not for a day's page.");
    }
    if (known.isPresent()) {
      return;
    }
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql("delete from submission_draft where fetched < ?")
              .param(Timestamp.from(now.minus(DRAFT)))
              .update();
          jdbc.sql(
                  """
                  insert into submission_draft (person, paper, content, fetched)
                  values (?, ?, ?::jsonb, ?)
                  on conflict (person, paper)
                    do update set content = excluded.content, fetched = excluded.fetched
                  """)
              .param(person.id())
              .param(id.value())
              .param(Json.write(paper))
              .param(Timestamp.from(now))
              .update();
        });
  }

  /** Only what arXiv has told is known with its authors, categories and versions. */
  private static boolean isWhole(Paper paper) {
    return !paper.versions().isEmpty() && !paper.authors().isEmpty();
  }

  /** A paper that was made ready, as it will be on the page. */
  public Optional<Paper> prepared(Person person, ArxivId id) {
    return jdbc.sql("select content from submission_draft where person = ? and paper = ?")
        .param(person.id())
        .param(id.value())
        .query(String.class)
        .optional()
        .map(content -> Json.read(content, Paper.class))
        .or(() -> papers.find(id).filter(Submissions::isWhole));
  }

  /**
   * Puts a paper that was made ready on today's page.
   *
   * @throws CurationMistake where the person may not, it was not made ready, or it is on a page
   */
  public void post(Person person, ArxivId id) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.now(clock);
    transaction.executeWithoutResult(
        _ -> {
          // One at a time for each person: two that are posted at once must not both be the last.
          jdbc.sql("select id from person where id = ? for update")
              .param(person.id())
              .query(Long.class)
              .optional();
          requireMayPost(person);
          Paper paper =
              prepared(person, id)
                  .orElseThrow(
                      () -> new CurationMistake("Look at the paper first; then it can be posted."));
          papers.upsert(List.of(paper));
          if (!papers.putOnThePage(id, today, person.name())) {
            throw new CurationMistake("Somebody has put this paper on a day's page already.");
          }
          jdbc.sql("insert into submission (paper, person, day, posted) values (?, ?, ?, ?)")
              .param(id.value())
              .param(person.id())
              .param(today)
              .param(Timestamp.from(now))
              .update();
          jdbc.sql("delete from submission_draft where person = ? and paper = ?")
              .param(person.id())
              .param(id.value())
              .update();
        });
    changed.run();
  }

  private void requireMayPost(Person person) {
    if (person.email() != null && !person.isConfirmed()) {
      throw new CurationMistake(
          "Confirm your e-mail address first; the letter can be sent again from your account's"
              + " page.");
    }
    if (left(person) == 0) {
      throw new CurationMistake(
          "You have put %d papers on the page within a day; try again tomorrow.".formatted(A_DAY));
    }
  }

  /** How many papers a person may still post now. */
  public int left(Person person) {
    int posted =
        jdbc.sql("select count(*) from submission where person = ? and posted > ?")
            .param(person.id())
            .param(Timestamp.from(clock.instant().minus(DAY)))
            .query(Integer.class)
            .single();
    return Math.max(0, A_DAY - posted);
  }

  /**
   * Takes a paper off the page again. It stays in the catalogue, under the day on which it
   * appeared.
   *
   * @throws CurationMistake where it is not theirs, or it is too late
   */
  public void withdraw(Person person, ArxivId id) {
    transaction.executeWithoutResult(
        _ -> {
          Submission submission =
              jdbc.sql(SELECT + " where s.paper = ? and s.withdrawn is null for update of s")
                  .param(id.value())
                  .query(Submissions::submission)
                  .optional()
                  .filter(standing -> standing.person() == person.id())
                  .orElseThrow(
                      () -> new CurationMistake("You have not put this paper on a day's page."));
          whyNot(submission)
              .ifPresent(
                  sentence -> {
                    throw new CurationMistake(sentence);
                  });
          takeOff(id);
        });
    changed.run();
  }

  /** Takes a standing submission off its page, within a transaction. */
  void takeOff(ArxivId id) {
    jdbc.sql("update submission set withdrawn = ? where paper = ? and withdrawn is null")
        .param(Timestamp.from(clock.instant()))
        .param(id.value())
        .update();
    papers.takeOffThePage(id);
  }

  /** Undoes {@link #takeOff}, unless the paper is on another page by now. */
  void putBack(ArxivId id, LocalDate day) {
    record Back(long id, String name) {}
    jdbc.sql(
            """
            select s.id, p.name from submission s join person p on p.id = s.person
            where s.paper = ? and s.day = ? and s.withdrawn is not null
            order by s.withdrawn desc limit 1
            """)
        .param(id.value())
        .param(day)
        .query((row, _) -> new Back(row.getLong("id"), row.getString("name")))
        .optional()
        .filter(back -> papers.putOnThePage(id, day, back.name()))
        .ifPresent(
            back ->
                jdbc.sql("update submission set withdrawn = null where id = ?")
                    .param(back.id())
                    .update());
  }

  /** Whether its submitter may still take it off the page. */
  public boolean canBeWithdrawn(Submission submission) {
    return submission.withdrawn() == null && whyNot(submission).isEmpty();
  }

  private Optional<String> whyNot(Submission submission) {
    if (submission.posted().plus(REGRET).isBefore(clock.instant())) {
      return Optional.of("A paper can be taken off the page for 24 hours; that time is over.");
    }
    return attention.stream().anyMatch(each -> each.has(submission.paper(), submission.person()))
        ? Optional.of("Others have voted or commented on it, so it stays on the page.")
        : Optional.empty();
  }

  /** Who put a paper on a day's page here; empty where nobody did. */
  public Optional<Submission> standing(ArxivId id) {
    return jdbc.sql(SELECT + " where s.paper = ? and s.withdrawn is null")
        .param(id.value())
        .query(Submissions::submission)
        .optional();
  }

  /** What a person has put on days' pages, the newest first. */
  public List<Submission> of(long person, int most) {
    return jdbc.sql(SELECT + " where s.person = ? order by s.posted desc limit ?")
        .param(person)
        .param(most)
        .query(Submissions::submission)
        .list();
  }

  /**
   * Takes a person's name off the papers that they have put on days' pages, where it stands beside
   * those of sources' submitters; within the transaction that ends their account.
   */
  public void forget(long person) {
    List<ArxivId> theirs =
        jdbc.sql("select paper from submission where person = ? and withdrawn is null")
            .param(person)
            .query((row, _) -> new ArxivId(row.getString("paper")))
            .list();
    if (!theirs.isEmpty()) {
      papers.forgetSubmitter(theirs);
    }
  }

  private static Submission submission(ResultSet row, int number) throws SQLException {
    Timestamp withdrawn = row.getTimestamp("withdrawn");
    return new Submission(
        new ArxivId(row.getString("paper")),
        row.getString("title"),
        row.getLong("person"),
        row.getObject("day", LocalDate.class),
        row.getTimestamp("posted").toInstant(),
        withdrawn == null ? null : withdrawn.toInstant());
  }
}
