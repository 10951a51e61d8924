package dev.assay.hub.catalogue;

import dev.assay.hub.catalogue.PublicationDate.Precision;
import dev.assay.lab.Json;
import java.net.URI;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The papers in the database. */
public final class PaperRepository {
  private static final String COLUMNS =
      """
      id, title, abstract, authors, author_count, published, precision, date_text, categories,
      versions, updated, withdrawn, comment, journal_reference, doi, code_url, project_url, upvotes,
      submitter, featured_on\
      """;
  private static final String SELECT = "select " + COLUMNS + " from paper";
  private static final String NEWEST = " order by listed desc, -seq desc";
  private static final String FIRST =
      " order by array_position(?::text[], id) nulls last, listed desc, -seq desc";
  private static final int BATCH = 500;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final TransactionTemplate transaction;

  public PaperRepository(DataSource source, TransactionTemplate transaction) {
    this.batches = new JdbcTemplate(source);
    this.jdbc = JdbcClient.create(batches);
    this.transaction = transaction;
  }

  /**
   * What became of papers, each under the identifier it has here.
   *
   * @param updated those of which something new was told
   * @param unchanged those that were known just so
   */
  public record Upserted(List<Paper> added, List<Paper> updated, List<Paper> unchanged) {}

  /** Adds a paper or what it tells anew; false where nothing in it was new. */
  public boolean add(Paper paper) {
    return upsert(List.of(paper)).unchanged().isEmpty();
  }

  /**
   * Adds papers, and to those already here what is told anew, all in one transaction: a later
   * version replaces what an earlier said, an earlier one only fills gaps, and what is known is
   * never lost.
   */
  public Upserted upsert(List<Paper> papers) {
    return transaction.execute(
        status -> {
          Upserted all = new Upserted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
          for (int from = 0; from < papers.size(); from += BATCH) {
            upsert(papers.subList(from, Math.min(from + BATCH, papers.size())), all);
          }
          return all;
        });
  }

  private void upsert(List<Paper> batch, Upserted all) {
    takeTurn();
    Map<ArxivId, Paper> told = new LinkedHashMap<>();
    batch.forEach(paper -> told.merge(paper.id(), paper, PaperMerge::of));
    Map<ArxivId, Paper> known = byId(told.keySet());
    List<Paper> added = new ArrayList<>();
    List<Paper> updated = new ArrayList<>();
    for (Paper paper : told.values()) {
      Paper before = known.get(paper.id());
      Paper after = before == null ? paper : PaperMerge.of(before, paper);
      if (before == null) {
        added.add(after);
      } else if (after.equals(before)) {
        all.unchanged().add(after);
      } else {
        updated.add(after);
      }
    }
    batches.batchUpdate(
        """
        insert into paper
          (title, abstract, authors, author_count, published, precision, date_text, categories,
           versions, updated, withdrawn, comment, journal_reference, doi, code_url, project_url,
           upvotes, submitter, featured_on, id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        added.stream().map(PaperRepository::values).toList());
    batches.batchUpdate(
        """
        update paper set
          title = ?, abstract = ?, authors = ?, author_count = ?, published = ?, precision = ?,
          date_text = ?, categories = ?, versions = ?::jsonb, updated = ?, withdrawn = ?,
          comment = ?, journal_reference = ?, doi = ?, code_url = ?, project_url = ?, upvotes = ?,
          submitter = ?, featured_on = ?
        where id = ?
        """,
        updated.stream().map(PaperRepository::values).toList());
    all.added().addAll(added);
    all.updated().addAll(updated);
  }

  /**
   * The lock that the trigger takes, before a paper's row is locked: writers that took them the
   * other way round would wait for each other for good. See the migration.
   */
  private void takeTurn() {
    jdbc.sql("select pg_advisory_xact_lock(4702111234474983745)").query((row, n) -> 1).single();
  }

  /** Puts a paper on a day's page, unless it is on one already; within a transaction. */
  public boolean putOnThePage(ArxivId id, LocalDate day, String submitter) {
    takeTurn();
    return jdbc.sql(
                "update paper set featured_on = ?, submitter = ? where id = ? and featured_on is"
                    + " null")
            .param(day)
            .param(submitter)
            .param(id.value())
            .update()
        == 1;
  }

  /**
   * Takes a paper off its day's page, within a transaction: lists then show it under the day on
   * which it appeared.
   */
  public void takeOffThePage(ArxivId id) {
    takeTurn();
    jdbc.sql("update paper set submitter = null, featured_on = null where id = ?")
        .param(id.value())
        .update();
  }

  /** Leaves papers on their days' pages and takes their submitter's name off, likewise. */
  public void forgetSubmitter(Collection<ArxivId> ids) {
    takeTurn();
    jdbc.sql("update paper set submitter = null where id = any (?)").param(texts(ids)).update();
  }

  private static @Nullable Object[] values(Paper paper) {
    PublicationDate date = paper.date();
    return new @Nullable Object[] {
      paper.title(),
      paper.abstractText(),
      paper.authors().toArray(String[]::new),
      paper.authorCount(),
      date == null ? null : date.first(),
      date == null ? null : date.precision().name(),
      date == null ? null : date.text(),
      paper.categories().toArray(String[]::new),
      versions(paper.versions()),
      paper.updated() == null ? null : OffsetDateTime.ofInstant(paper.updated(), ZoneOffset.UTC),
      paper.withdrawn(),
      paper.comment(),
      paper.journalReference(),
      paper.doi(),
      text(paper.codeUrl()),
      text(paper.projectUrl()),
      paper.upvotes(),
      paper.submitter(),
      paper.featuredOn(),
      paper.id().value()
    };
  }

  /** All papers, newest first, those without a date last. */
  public List<Paper> newest(int limit, int offset) {
    return list(PaperFilter.all(), limit, offset);
  }

  /** The papers that pass a filter, newest first; within a day in the order they came in. */
  public List<Paper> list(PaperFilter filter, int limit, long offset) {
    Condition condition = Condition.of(filter);
    return jdbc.sql(SELECT + condition.where() + NEWEST + " limit ? offset ?")
        .params(condition.and(limit, offset))
        .query(PaperRepository::paper)
        .list();
  }

  /** The same, but for some papers that come first in their own order. */
  public List<Paper> list(PaperFilter filter, List<ArxivId> first, int limit, long offset) {
    Condition condition = Condition.of(filter);
    return jdbc.sql(SELECT + condition.where() + FIRST + " limit ? offset ?")
        .params(condition.and(texts(first), limit, offset))
        .query(PaperRepository::paper)
        .list();
  }

  /**
   * The papers that follow another in {@link #list}: pages taken so neither repeat nor skip a
   * paper, whatever comes in meanwhile.
   */
  public List<Paper> listAfter(PaperFilter filter, ArxivId last, int limit) {
    Condition condition = Condition.of(filter);
    return jdbc.sql(
            SELECT
                + condition.where()
                + """
                 and (listed, -seq) <
                 (select listed, -seq from paper where id = ?)\
                """
                + NEWEST
                + " limit ?")
        .params(condition.and(last.value(), limit))
        .query(PaperRepository::paper)
        .list();
  }

  /** The papers that follow another in {@link #list(PaperFilter, List, int, long)}. */
  public List<Paper> listAfter(PaperFilter filter, List<ArxivId> first, ArxivId last, int limit) {
    Condition condition = Condition.of(filter);
    int at = first.indexOf(last);
    List<ArxivId> passed = at < 0 ? first : first.subList(0, at + 1);
    List<Object> values = condition.and(new Object[] {texts(passed)});
    if (at < 0) {
      values.add(last.value());
    }
    values.addAll(Arrays.asList(texts(first), limit));
    return jdbc.sql(
            SELECT
                + condition.where()
                + " and id <> all (?::text[])"
                + (at < 0
                    ? " and (listed, -seq) < (select listed, -seq from paper where id = ?)"
                    : "")
                + FIRST
                + " limit ?")
        .params(values)
        .query(PaperRepository::paper)
        .list();
  }

  /**
   * The papers that pass a filter, those first that readers and runs have made most of for their
   * age: by {@code (1 + votes + 3 runs) / (days + 2)^1.5}, of the votes at their source and those
   * here, finished runs here and days before {@code today}.
   */
  public List<Paper> trending(PaperFilter filter, LocalDate today, int limit, long offset) {
    Condition condition = Condition.of(filter);
    return jdbc.sql(
            SELECT
                + """
                 left join
                  (select paper as ran, count(*) as runs from run where state = 'FINISHED'
                   group by paper) as finished on ran = id
                 left join
                  (select paper as voted, count(*) as votes from vote group by paper) as voted_for
                  on voted = id\
                """
                + condition.where()
                + """
                 order by
                  (1 + coalesce(upvotes, 0) + coalesce(votes, 0) + 3 * coalesce(runs, 0))
                    / power((greatest(?::date - listed, 0) + 2)::float8, 1.5::float8) desc,
                  listed desc, -seq desc
                limit ? offset ?
                """)
        .params(condition.and(today, limit, offset))
        .query(PaperRepository::paper)
        .list();
  }

  /** The identifiers of some of all papers, in an order that does not change. */
  public List<ArxivId> ids(int limit, long offset) {
    return jdbc.sql("select id from paper order by seq limit ? offset ?")
        .param(limit)
        .param(offset)
        .query((row, number) -> new ArxivId(row.getString(1)))
        .list();
  }

  /** The identifiers of the papers that are newest. */
  public List<ArxivId> newestIds(int limit) {
    return jdbc.sql("select id from paper" + NEWEST + " limit ?")
        .param(limit)
        .query((row, number) -> new ArxivId(row.getString(1)))
        .list();
  }

  /** How many papers pass a filter. */
  public long count(PaperFilter filter) {
    Condition condition = Condition.of(filter);
    return jdbc.sql("select count(*) from paper" + condition.where())
        .params(condition.values())
        .query(Long.class)
        .single();
  }

  public int count() {
    return Math.toIntExact(count(PaperFilter.all()));
  }

  /** The days that have papers that pass a filter, with their numbers. */
  public NavigableMap<LocalDate, Integer> countByDay(PaperFilter filter) {
    Condition condition = Condition.of(filter);
    NavigableMap<LocalDate, Integer> days = new TreeMap<>();
    jdbc.sql(
            "select listed, count(*) from paper"
                + condition.where()
                + " and listed > date '0001-01-01' group by listed")
        .params(condition.values())
        .query(
            row -> {
              days.put(row.getObject(1, LocalDate.class), row.getInt(2));
            });
    return days;
  }

  /** The categories of the papers that pass a filter, the most frequent first. */
  public Map<String, Integer> countByCategory(PaperFilter filter) {
    Condition condition = Condition.of(filter);
    Map<String, Integer> categories = new LinkedHashMap<>();
    jdbc.sql(
            "select category, count(*) from paper cross join unnest(categories) as category"
                + condition.where()
                + " group by category order by count(*) desc, category")
        .params(condition.values())
        .query(
            row -> {
              categories.put(row.getString(1), row.getInt(2));
            });
    return categories;
  }

  /** The last day before {@code day} that passes a filter with a paper, its days left aside. */
  public Optional<LocalDate> dayBefore(LocalDate day, PaperFilter filter) {
    return edge("max", filter.days(null, day, true));
  }

  /** The first day after {@code day} that passes a filter with a paper, its days left aside. */
  public Optional<LocalDate> dayAfter(LocalDate day, PaperFilter filter) {
    return edge("min", filter.days(day.plusDays(1), null, true));
  }

  private Optional<LocalDate> edge(String function, PaperFilter filter) {
    Condition condition = Condition.of(filter);
    return jdbc.sql("select " + function + "(listed) from paper" + condition.where())
        .params(condition.values())
        .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  public Optional<Paper> find(ArxivId id) {
    return jdbc.sql(SELECT + " where id = ?")
        .param(id.value())
        .query(PaperRepository::paper)
        .optional();
  }

  /** The papers with these identifiers, in the order of the identifiers. */
  public List<Paper> findAll(Collection<ArxivId> ids) {
    Map<ArxivId, Paper> found = byId(ids);
    List<Paper> ordered = new ArrayList<>();
    for (ArxivId id : ids) {
      Paper paper = found.get(id);
      if (paper != null) {
        ordered.add(paper);
      }
    }
    return ordered;
  }

  private Map<ArxivId, Paper> byId(Collection<ArxivId> ids) {
    Map<ArxivId, Paper> found = new HashMap<>();
    jdbc.sql(SELECT + " where id = any (?)")
        .param(texts(ids))
        .query(PaperRepository::paper)
        .list()
        .forEach(paper -> found.put(paper.id(), paper));
    return found;
  }

  /** Those of some papers that a person has marked as read. */
  public Set<ArxivId> readBy(long person, Collection<ArxivId> ids) {
    return new HashSet<>(
        jdbc.sql(
                "select paper from reading where person = ? and read is not null and paper = any"
                    + " (?)")
            .param(person)
            .param(texts(ids))
            .query((row, _) -> new ArxivId(row.getString("paper")))
            .list());
  }

  /** A paper that came after all with lower numbers. */
  public record Numbered(long number, ArxivId id) {}

  /** The papers with numbers above {@code number} of which arXiv has not told the versions yet. */
  public List<Numbered> withoutVersions(long number, int limit) {
    return jdbc.sql(
            """
            select seq, id from paper where seq > ? and versions = '[]' and id not like 'local-%'
            order by seq limit ?
            """)
        .param(number)
        .param(limit)
        .query((row, n) -> new Numbered(row.getLong("seq"), new ArxivId(row.getString("id"))))
        .list();
  }

  /**
   * A paper as it was left by a change.
   *
   * @param number greater than that of every change committed before
   */
  public record Change(long number, Paper paper) {}

  /**
   * The papers that have changed since a change, oldest first, each once and as it is now. Who asks
   * again with the last number of the answer misses nothing, whoever writes meanwhile.
   *
   * @param number 0 for all papers
   */
  public List<Change> changedSince(long number, int limit) {
    return jdbc.sql(
            "select change, " + COLUMNS + " from paper where change > ? order by change limit ?")
        .param(number)
        .param(limit)
        .query((row, n) -> new Change(row.getLong("change"), paper(row, n)))
        .list();
  }

  /** The number of the latest change of a paper that is there, 0 where there is none. */
  public long lastChange() {
    return jdbc.sql("select coalesce(max(change), 0) from paper").query(Long.class).single();
  }

  /** A filter as SQL. */
  private record Condition(String where, List<Object> values) {
    static Condition of(PaperFilter filter) {
      StringBuilder where = new StringBuilder(" where true");
      List<Object> values = new ArrayList<>();
      if (filter.from() != null) {
        where.append(" and listed >= ?");
        values.add(filter.from());
      }
      if (filter.until() != null) {
        where.append(" and listed < ?");
        values.add(filter.until());
      }
      if (filter.exactDay()) {
        where.append(" and (featured_on is not null or precision = 'DAY')");
      }
      if (filter.category() != null) {
        where.append(" and categories @> array[?]::text[]");
        values.add(filter.category());
      }
      if (filter.code()) {
        where.append(" and code_url is not null");
      }
      if (filter.submitter() != null) {
        where.append(" and submitter = ?");
        values.add(filter.submitter());
      }
      if (filter.ids() != null) {
        where.append(" and id = any (?)");
        values.add(texts(filter.ids()));
      }
      if (filter.unreadBy() != null) {
        where.append(
            " and not exists (select from reading r where r.person = ? and r.paper = paper.id and"
                + " r.read is not null)");
        values.add(filter.unreadBy());
      }
      return new Condition(where.toString(), values);
    }

    List<Object> and(Object... more) {
      List<Object> all = new ArrayList<>(values);
      all.addAll(Arrays.asList(more));
      return all;
    }
  }

  private static Paper paper(ResultSet row, int number) throws SQLException {
    OffsetDateTime updated = row.getObject("updated", OffsetDateTime.class);
    return Paper.of(
            new ArxivId(row.getString("id")), row.getString("title"), row.getString("abstract"))
        .authors(strings(row, "authors"))
        .authorCount(row.getObject("author_count", Integer.class))
        .date(date(row))
        .categories(strings(row, "categories"))
        .versions(versions(row.getString("versions")))
        .updated(updated == null ? null : updated.toInstant())
        .withdrawn(row.getBoolean("withdrawn"))
        .comment(row.getString("comment"))
        .journalReference(row.getString("journal_reference"))
        .doi(row.getString("doi"))
        .codeUrl(uri(row.getString("code_url")))
        .projectUrl(uri(row.getString("project_url")))
        .upvotes(row.getObject("upvotes", Integer.class))
        .submitter(row.getString("submitter"))
        .featuredOn(row.getObject("featured_on", LocalDate.class))
        .build();
  }

  private static List<String> strings(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return Arrays.asList((String[]) array.getArray());
  }

  private static @Nullable PublicationDate date(ResultSet row) throws SQLException {
    Date published = row.getDate("published");
    if (published == null) {
      return null;
    }
    LocalDate day = published.toLocalDate();
    return new PublicationDate(
        day, Precision.valueOf(row.getString("precision")), row.getString("date_text"));
  }

  private static String[] texts(Collection<ArxivId> ids) {
    return ids.stream().map(ArxivId::value).toArray(String[]::new);
  }

  private static String versions(List<PaperVersion> versions) {
    return Json.write(versions);
  }

  private static List<PaperVersion> versions(String json) {
    return json.equals("[]") ? List.of() : List.of(Json.read(json, PaperVersion[].class));
  }

  private static @Nullable String text(@Nullable URI address) {
    return address == null ? null : address.toString();
  }

  private static @Nullable URI uri(@Nullable String text) {
    return text == null ? null : URI.create(text);
  }
}
