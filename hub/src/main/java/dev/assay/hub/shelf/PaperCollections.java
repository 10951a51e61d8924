package dev.assay.hub.shelf;

import dev.assay.hub.catalogue.ArxivId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The collections that people make. What is changed is changed by its owner alone; who names
 * another one's is told that there is none.
 */
public final class PaperCollections {
  public static final int MOST = 100;
  public static final int MOST_PAPERS = 500;
  public static final int MOST_TITLE = 120;
  public static final int MOST_DESCRIPTION = 5_000;
  public static final int MOST_NOTE = 500;

  /** How long what was deleted can be had back. */
  public static final Duration REGRET = Duration.ofDays(30);

  private static final String SELECT =
      """
      select c.id, c.owner, p.name, c.title, c.description, c.public, c.created, c.updated,
        c.deleted, c.hidden,
        (select count(*)::int from collection_paper e
         where e.collection = c.id and e.removed is null) as size
      from collection c join person p on p.id = c.owner\
      """;
  private static final String SHOWN = " where c.public and c.deleted is null and c.hidden is null";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /**
   * A paper of a collection.
   *
   * @param note the owner's, may be empty
   */
  public record Entry(ArxivId paper, String note) {}

  public PaperCollections(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Makes an empty collection and returns its number.
   *
   * @throws ShelfMistake where title or description cannot be, or the person has too many
   */
  public long create(long owner, String title, String description, boolean isPublic) {
    requireWords(title, description);
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              jdbc.sql("delete from collection where deleted < ?")
                  .param(Timestamp.from(clock.instant().minus(REGRET)))
                  .update();
              if (of(owner).size() >= MOST) {
                throw new ShelfMistake(
                    "You have %d collections already; delete one first.".formatted(MOST));
              }
              return jdbc.sql(
                      """
                      insert into collection
                        (owner, title, description, public, created, updated)
                      values (?, ?, ?, ?, ?, ?) returning id
                      """)
                  .param(owner)
                  .param(title.strip())
                  .param(description.strip())
                  .param(isPublic)
                  .param(now())
                  .param(now())
                  .query(Long.class)
                  .single();
            }));
  }

  /** Changes what a collection says of itself; throws as {@link #create} does. */
  public void edit(long owner, long id, String title, String description, boolean isPublic) {
    requireWords(title, description);
    change(
        owner,
        id,
        _ ->
            jdbc.sql("update collection set title = ?, description = ?, public = ? where id = ?")
                .param(title.strip())
                .param(description.strip())
                .param(isPublic)
                .param(id)
                .update());
  }

  private static void requireWords(String title, String description) {
    if (title.isBlank() || title.strip().length() > MOST_TITLE) {
      throw new ShelfMistake(
          "A collection needs a title of at most %d characters.".formatted(MOST_TITLE));
    }
    if (description.strip().length() > MOST_DESCRIPTION) {
      throw new ShelfMistake(
          "A description has at most %,d characters.".formatted(MOST_DESCRIPTION));
    }
  }

  /**
   * Puts a paper of the catalogue at the end; one that is there stays, and one that was removed
   * comes back where it was.
   *
   * @throws ShelfMistake where the collection is full
   */
  public void add(long owner, long id, ArxivId paper) {
    change(
        owner,
        id,
        collection -> {
          if (collection.size() >= MOST_PAPERS
              && entries(id).stream().noneMatch(entry -> entry.paper().equals(paper))) {
            throw new ShelfMistake("A collection holds %d papers.".formatted(MOST_PAPERS));
          }
          jdbc.sql(
                  """
                  insert into collection_paper (collection, paper, place, note, added)
                  select ?, ?, 1 + coalesce(max(place), 0), '', ?
                  from collection_paper where collection = ?
                  on conflict (collection, paper) do update set removed = null
                  """)
              .param(id)
              .param(paper.value())
              .param(now())
              .param(id)
              .update();
        });
  }

  /** Takes a paper out; {@link #add} puts it back with its note. */
  public void remove(long owner, long id, ArxivId paper) {
    change(
        owner,
        id,
        _ ->
            jdbc.sql(
                    "update collection_paper set removed = ? where collection = ? and paper = ? and"
                        + " removed is null")
                .param(now())
                .param(id)
                .param(paper.value())
                .update());
  }

  /** Sets the owner's note on a paper; throws {@link ShelfMistake} where it is too long. */
  public void note(long owner, long id, ArxivId paper, String note) {
    if (note.strip().length() > MOST_NOTE) {
      throw new ShelfMistake("A note has at most %d characters.".formatted(MOST_NOTE));
    }
    change(
        owner,
        id,
        _ ->
            jdbc.sql("update collection_paper set note = ? where collection = ? and paper = ?")
                .param(note.strip())
                .param(id)
                .param(paper.value())
                .update());
  }

  /** Moves a paper down, or up where {@code places} is less than 0. */
  public void moveBy(long owner, long id, ArxivId paper, int places) {
    move(owner, id, paper, at -> at + places);
  }

  /** Moves a paper to a place, from 1. */
  public void moveTo(long owner, long id, ArxivId paper, int place) {
    move(owner, id, paper, _ -> place - 1);
  }

  private void move(long owner, long id, ArxivId paper, IntUnaryOperator to) {
    change(
        owner,
        id,
        _ -> {
          List<String> order =
              entries(id).stream()
                  .map(entry -> entry.paper().value())
                  .collect(Collectors.toCollection(ArrayList::new));
          int at = order.indexOf(paper.value());
          if (at < 0) {
            throw new ShelfMistake("This paper is not in the collection.");
          }
          order.remove(at);
          order.add(Math.clamp(to.applyAsInt(at), 0, order.size()), paper.value());
          jdbc.sql(
                  """
                  update collection_paper set place = o.place
                  from unnest(?::text[]) with ordinality as o (paper, place)
                  where collection = ? and collection_paper.paper = o.paper
                  """)
              .param(order.toArray(String[]::new))
              .param(id)
              .update();
        });
  }

  /** Deletes a collection, which {@link #restore} brings back within {@link #REGRET}. */
  public void delete(long owner, long id) {
    change(
        owner,
        id,
        _ ->
            jdbc.sql("update collection set deleted = ? where id = ?")
                .param(now())
                .param(id)
                .update());
  }

  /** Brings a deleted collection back. */
  public void restore(long owner, long id) {
    if (jdbc.sql("update collection set deleted = null where id = ? and owner = ? and deleted > ?")
            .param(id)
            .param(owner)
            .param(Timestamp.from(clock.instant().minus(REGRET)))
            .update()
        == 0) {
      throw new ShelfMistake("You have deleted no such collection within 30 days.");
    }
  }

  /** Hides a collection from all but its owner, or shows it again; for administrators. */
  public void setHidden(long id, boolean hidden) {
    jdbc.sql("update collection set hidden = ? where id = ?")
        .param(hidden ? now() : null)
        .param(id)
        .update();
  }

  /** Changes an owner's collection, one change at a time. */
  private void change(long owner, long id, Consumer<PaperCollection> work) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql("update collection set updated = ? where id = ? and owner = ?")
              .param(now())
              .param(id)
              .param(owner)
              .update();
          work.accept(
              find(id)
                  .filter(found -> found.owner() == owner && found.deleted() == null)
                  .orElseThrow(() -> new ShelfMistake("You have no such collection.")));
        });
  }

  /** A collection, also one that few may see. */
  public Optional<PaperCollection> find(long id) {
    return jdbc.sql(SELECT + " where c.id = ?")
        .param(id)
        .query(PaperCollections::collection)
        .optional();
  }

  /** The collection of an address's key: its number, with or without the words behind it. */
  public Optional<PaperCollection> find(String key) {
    String digits = key.replaceFirst("(?s)-.*", "");
    return digits.matches("[0-9]{1,15}") ? find(Long.parseLong(digits)) : Optional.empty();
  }

  /** A person's collections, the last changed first. */
  public List<PaperCollection> of(long owner) {
    return jdbc.sql(
            SELECT + " where c.owner = ? and c.deleted is null order by c.updated desc, c.id")
        .param(owner)
        .query(PaperCollections::collection)
        .list();
  }

  /** The collections that everybody sees, the last changed first. */
  public List<PaperCollection> shown(int limit, long offset) {
    return jdbc.sql(SELECT + SHOWN + " order by c.updated desc, c.id limit ? offset ?")
        .param(limit)
        .param(offset)
        .query(PaperCollections::collection)
        .list();
  }

  /** How many collections everybody sees. */
  public int countShown() {
    return jdbc.sql("select count(*) from collection c" + SHOWN).query(Integer.class).single();
  }

  /** The collections that everybody sees and that hold a paper. */
  public List<PaperCollection> shownWith(ArxivId paper, int most) {
    return jdbc.sql(
            SELECT
                + SHOWN
                + """
                 and exists (select from collection_paper e
                  where e.collection = c.id and e.paper = ? and e.removed is null)
                order by c.updated desc, c.id limit ?
                """)
        .param(paper.value())
        .param(most)
        .query(PaperCollections::collection)
        .list();
  }

  /** The numbers of a person's collections that hold a paper. */
  public Set<Long> holding(long owner, ArxivId paper) {
    return new TreeSet<>(
        jdbc.sql(
                """
                select c.id from collection c join collection_paper e on e.collection = c.id
                where c.owner = ? and e.paper = ? and e.removed is null and c.deleted is null
                """)
            .param(owner)
            .param(paper.value())
            .query(Long.class)
            .list());
  }

  /** The papers of a collection, in the owner's order. */
  public List<Entry> entries(long id) {
    return jdbc.sql(
            """
            select paper, note from collection_paper
            where collection = ? and removed is null order by place, added, paper
            """)
        .param(id)
        .query((row, _) -> new Entry(new ArxivId(row.getString("paper")), row.getString("note")))
        .list();
  }

  /** All that is kept of a person's collections, with their papers. */
  public List<Map<String, Object>> all(long owner) {
    return jdbc
        .sql(SELECT + " where c.owner = ? order by c.id")
        .param(owner)
        .query(PaperCollections::collection)
        .list()
        .stream()
        .map(
            collection ->
                Map.<String, Object>of(
                    "collection", collection, "papers", entries(collection.id())))
        .toList();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static PaperCollection collection(ResultSet row, int number) throws SQLException {
    return new PaperCollection(
        row.getLong("id"),
        row.getLong("owner"),
        row.getString("name"),
        row.getString("title"),
        row.getString("description"),
        row.getBoolean("public"),
        row.getInt("size"),
        row.getTimestamp("created").toInstant(),
        row.getTimestamp("updated").toInstant(),
        ReadingList.instant(row.getTimestamp("deleted")),
        ReadingList.instant(row.getTimestamp("hidden")));
  }
}
