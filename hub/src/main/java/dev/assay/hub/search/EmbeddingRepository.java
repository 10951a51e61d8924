package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperRepository;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The papers' embeddings in the database, of every model that was ever used: this is where they are
 * durable, so that an index can be made anew without a text being embedded again.
 */
final class EmbeddingRepository {
  private final JdbcTemplate batches;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PaperRepository papers;

  EmbeddingRepository(DataSource source, TransactionTemplate transaction, PaperRepository papers) {
    this.batches = new JdbcTemplate(source);
    this.jdbc = JdbcClient.create(batches);
    this.transaction = transaction;
    this.papers = papers;
  }

  /** Which database this is. */
  String catalogue() {
    return jdbc.sql("select id from catalogue").query(UUID.class).single().toString();
  }

  /** The text of a paper that is embedded. */
  static String text(Paper paper) {
    return paper.title() + "\n" + paper.abstractText();
  }

  /** How an attempt to embed went. */
  enum Step {
    /** Some papers were embedded. */
    DONE,
    /** All papers are embedded. */
    NOTHING_LEFT,
    /** Another process is at it. */
    TAKEN
  }

  /**
   * Embeds the next papers that have changed, all or none of them: what is committed is never
   * embedded again while its text stays the same.
   *
   * @param embed makes the embeddings of texts, in their order
   */
  Step embedNext(String model, int limit, Function<List<String>, List<Embedding>> embed) {
    jdbc.sql("insert into embedder (model) values (?) on conflict do nothing")
        .param(model)
        .update();
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Optional<Long> reached =
                  jdbc.sql("select change from embedder where model = ? for update skip locked")
                      .param(model)
                      .query(Long.class)
                      .optional();
              if (reached.isEmpty()) {
                return Step.TAKEN;
              }
              List<PaperRepository.Change> changes = papers.changedSince(reached.get(), limit);
              if (changes.isEmpty()) {
                return Step.NOTHING_LEFT;
              }
              embed(model, changes.stream().map(PaperRepository.Change::paper).toList(), embed);
              jdbc.sql("update embedder set change = ? where model = ?")
                  .param(changes.getLast().number())
                  .param(model)
                  .update();
              return Step.DONE;
            }));
  }

  private void embed(
      String model, List<Paper> changed, Function<List<String>, List<Embedding>> embed) {
    Map<ArxivId, UUID> known = texts(model, changed.stream().map(Paper::id).toList());
    List<Paper> papers =
        changed.stream()
            .filter(paper -> !digest(text(paper)).equals(known.get(paper.id())))
            .toList();
    List<Embedding> embeddings = embed.apply(papers.stream().map(paper -> text(paper)).toList());
    batches.batchUpdate(
        """
        insert into embedding (model, paper, text, vector, change)
        values (?, ?, ?, ?, nextval('embedding_change'))
        on conflict (model, paper) do update
          set text = excluded.text, vector = excluded.vector, change = excluded.change
        """,
        IntStream.range(0, papers.size())
            .mapToObj(
                i ->
                    new Object[] {
                      model,
                      papers.get(i).id().value(),
                      digest(text(papers.get(i))),
                      embeddings.get(i).bytes()
                    })
            .toList());
  }

  private Map<ArxivId, UUID> texts(String model, Collection<ArxivId> ids) {
    Map<ArxivId, UUID> texts = new HashMap<>();
    jdbc.sql("select paper, text from embedding where model = ? and paper = any (?)")
        .param(model)
        .param(array(ids))
        .query(
            row -> {
              texts.put(new ArxivId(row.getString(1)), row.getObject(2, UUID.class));
            });
    return texts;
  }

  private static UUID digest(String text) {
    // MD5: it need only tell a paper's texts apart, not withstand an attack.
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  Map<ArxivId, Embedding> findAll(String model, Collection<ArxivId> ids) {
    Map<ArxivId, Embedding> found = new HashMap<>();
    jdbc.sql("select paper, vector from embedding where model = ? and paper = any (?)")
        .param(model)
        .param(array(ids))
        .query(
            row -> {
              found.put(new ArxivId(row.getString(1)), Embedding.ofBytes(row.getBytes(2)));
            });
    return found;
  }

  private static String[] array(Collection<ArxivId> ids) {
    return ids.stream().map(ArxivId::value).toArray(String[]::new);
  }

  /** The papers embedded since a change, and the number of each change, oldest first. */
  Map<ArxivId, Long> changedSince(String model, long number, int limit) {
    Map<ArxivId, Long> changes = new LinkedHashMap<>();
    jdbc.sql(
            """
            select paper, change from embedding where model = ? and change > ?
            order by change limit ?
            """)
        .param(model)
        .param(number)
        .param(limit)
        .query(
            row -> {
              changes.put(new ArxivId(row.getString(1)), row.getLong(2));
            });
    return changes;
  }

  /** The number of a model's latest change, 0 where there is none. */
  long lastChange(String model) {
    return jdbc.sql("select coalesce(max(change), 0) from embedding where model = ?")
        .param(model)
        .query(Long.class)
        .single();
  }

  /** How many papers are embedded. */
  long count(String model) {
    return jdbc.sql("select count(*) from embedding where model = ?")
        .param(model)
        .query(Long.class)
        .single();
  }
}
