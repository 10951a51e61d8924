package dev.assay.hub.curation;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.curation.CurationEvent.Action;
import dev.assay.hub.listing.DayOrder;
import dev.assay.hub.people.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The days' pages as curators order them.
 *
 * <p>A change names the version that its curator saw. Where the page has another one by then,
 * nothing is done and {@link StaleDayPage} is thrown. Every change is kept, and can be taken back.
 */
public final class DayPages implements DayOrder {
  private static final int MOST = 50;
  private static final String EVENTS =
      """
      select e.version, p.name, e.at, e.action, e.paper, e.undone, e.before, e.after
      from curation_event e left join person p on p.id = e.person\
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PaperRepository papers;
  private final Submissions submissions;
  private final Runnable changed;
  private final Clock clock;

  /**
   * @param changed is run whenever a paper has left a page or come back
   */
  public DayPages(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      PaperRepository papers,
      Submissions submissions,
      Runnable changed,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.papers = papers;
    this.submissions = submissions;
    this.changed = changed;
    this.clock = clock;
  }

  /** A day's page, which nobody may have touched yet. */
  public DayPage of(LocalDate day) {
    return find(day, "").orElseGet(() -> new DayPage(day, List.of(), 0));
  }

  private Optional<DayPage> find(LocalDate day, String lock) {
    return jdbc.sql("select papers, version from day_page where day = ?" + lock)
        .param(day)
        .query((row, _) -> new DayPage(day, ids(row, "papers"), row.getInt("version")))
        .optional();
  }

  @Override
  public List<ArxivId> featured(LocalDate day) {
    return of(day).featured();
  }

  /** Who has ordered a day's page, the first first; nobody where no order of theirs is left. */
  public List<String> curators(LocalDate day) {
    return jdbc.sql(
            """
            select p.name from curation_event e join person p on p.id = e.person
            where e.day = ?
              and exists (select from day_page d where d.day = e.day and d.papers <> '{}')
            group by p.id order by min(e.version)
            """)
        .param(day)
        .query(String.class)
        .list();
  }

  /** What was done to a day's page, the newest first. */
  public List<CurationEvent> events(LocalDate day, int most) {
    return jdbc.sql(EVENTS + " where e.day = ? order by e.version desc limit ?")
        .param(day)
        .param(most)
        .query(DayPages::event)
        .list();
  }

  /** What a person has done as a curator. */
  public List<CurationEvent> eventsOf(long person) {
    return jdbc.sql(EVENTS + " where e.person = ? order by e.at")
        .param(person)
        .query(DayPages::event)
        .list();
  }

  /** Puts a paper of the day behind those that come first already. */
  public void feature(Person curator, LocalDate day, int version, ArxivId paper) {
    if (papers.count(PaperFilter.all().day(day).among(List.of(paper))) == 0) {
      throw new CurationMistake("This paper is not on the page of " + day + ".");
    }
    change(
        curator,
        day,
        version,
        Action.FEATURED,
        paper,
        before -> {
          if (before.size() >= MOST) {
            throw new CurationMistake("A page features %d papers at most.".formatted(MOST));
          }
          List<ArxivId> after = new ArrayList<>(before);
          if (!after.contains(paper)) {
            after.add(paper);
          }
          return after;
        });
  }

  /** Lets a paper stand where it would without curators. */
  public void unfeature(Person curator, LocalDate day, int version, ArxivId paper) {
    change(curator, day, version, Action.UNFEATURED, paper, before -> without(before, paper));
  }

  /** Moves a paper that is featured down the page, or up where {@code places} is less than 0. */
  public void moveBy(Person curator, LocalDate day, int version, ArxivId paper, int places) {
    move(curator, day, version, paper, at -> at + places);
  }

  /**
   * Moves a paper that is featured.
   *
   * @param place from 1; one behind the last is the last
   */
  public void moveTo(Person curator, LocalDate day, int version, ArxivId paper, int place) {
    move(curator, day, version, paper, _ -> place - 1);
  }

  private void move(
      Person curator, LocalDate day, int version, ArxivId paper, IntUnaryOperator to) {
    change(
        curator,
        day,
        version,
        Action.MOVED,
        paper,
        before -> {
          int at = before.indexOf(paper);
          if (at < 0) {
            throw new CurationMistake("Feature the paper first; then it can be moved.");
          }
          List<ArxivId> after = without(before, paper);
          after.add(Math.clamp(to.applyAsInt(at), 0, after.size()), paper);
          return after;
        });
  }

  /** Takes a paper off the page that somebody has submitted to it here. */
  public void takeOff(Person curator, LocalDate day, int version, ArxivId paper) {
    change(
        curator,
        day,
        version,
        Action.TAKEN_OFF,
        paper,
        before -> {
          if (submissions.standing(paper).filter(each -> each.day().equals(day)).isEmpty()) {
            throw new CurationMistake("Nobody has submitted this paper to the page here.");
          }
          submissions.takeOff(paper);
          return without(before, paper);
        });
    changed.run();
  }

  /** Takes the last change back that still stands. */
  public void undo(Person curator, LocalDate day, int version) {
    transaction.executeWithoutResult(
        _ -> {
          DayPage page = require(day, version);
          CurationEvent last =
              jdbc.sql(
                      EVENTS
                          + """
                           where e.day = ? and e.undone is null and not exists (
                            select from curation_event u where u.day = e.day and u.undone = e.version)
                          order by e.version desc limit 1
                          """)
                  .param(day)
                  .query(DayPages::event)
                  .optional()
                  .orElseThrow(() -> new CurationMistake("There is nothing to take back."));
          if (last.action() == Action.TAKEN_OFF) {
            submissions.putBack(Objects.requireNonNull(last.paper()), day);
          }
          store(curator, page, Action.UNDONE, null, last.version(), last.before());
        });
    changed.run();
  }

  private void change(
      Person curator,
      LocalDate day,
      int version,
      Action action,
      ArxivId paper,
      UnaryOperator<List<ArxivId>> work) {
    transaction.executeWithoutResult(
        _ -> {
          DayPage page = require(day, version);
          List<ArxivId> after = work.apply(page.featured());
          if (action == Action.TAKEN_OFF || !after.equals(page.featured())) {
            store(curator, page, action, paper, null, after);
          }
        });
  }

  /** The page, for this transaction alone. */
  private DayPage require(LocalDate day, int version) {
    jdbc.sql(
            "insert into day_page (day, papers, version) values (?, '{}', 0) on conflict do nothing")
        .param(day)
        .update();
    return find(day, " for update")
        .filter(page -> page.version() == version)
        .orElseThrow(StaleDayPage::new);
  }

  private void store(
      Person curator,
      DayPage page,
      Action action,
      @Nullable ArxivId paper,
      @Nullable Integer undone,
      List<ArxivId> after) {
    jdbc.sql("update day_page set papers = ?, version = version + 1 where day = ?")
        .param(texts(after))
        .param(page.day())
        .update();
    jdbc.sql(
            """
            insert into curation_event
              (day, version, person, at, action, paper, undone, before, after)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(page.day())
        .param(page.version() + 1)
        .param(curator.id())
        .param(Timestamp.from(clock.instant()))
        .param(action.name())
        .param(paper == null ? null : paper.value())
        .param(undone)
        .param(texts(page.featured()))
        .param(texts(after))
        .update();
  }

  private static List<ArxivId> without(List<ArxivId> all, ArxivId one) {
    List<ArxivId> rest = new ArrayList<>(all);
    rest.remove(one);
    return rest;
  }

  private static String[] texts(List<ArxivId> ids) {
    return ids.stream().map(ArxivId::value).toArray(String[]::new);
  }

  private static List<ArxivId> ids(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray()).map(ArxivId::new).toList();
  }

  private static CurationEvent event(ResultSet row, int number) throws SQLException {
    String paper = row.getString("paper");
    return new CurationEvent(
        row.getInt("version"),
        row.getString("name"),
        row.getTimestamp("at").toInstant(),
        Action.valueOf(row.getString("action")),
        paper == null ? null : new ArxivId(paper),
        row.getObject("undone", Integer.class),
        ids(row, "before"),
        ids(row, "after"));
  }
}
