package dev.assay.hub.catalogue;

import dev.assay.hub.catalogue.PublicationDate.Precision;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The papers in the database. */
public final class PaperRepository {
  private static final String COLUMNS =
      "select id, title, abstract, authors, author_count, published, precision, date_text"
          + " from paper";

  private final JdbcClient jdbc;

  public PaperRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a paper; false where its identifier is already there, which is then left as it is. */
  public boolean add(Paper paper) {
    PublicationDate date = paper.date();
    return jdbc.sql(
                """
                insert into paper
                  (id, title, abstract, authors, author_count, published, precision, date_text)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do nothing
                """)
            .param(paper.id().value())
            .param(paper.title())
            .param(paper.abstractText())
            .param(paper.authors().toArray(String[]::new))
            .param(paper.authorCount())
            .param(date == null ? null : date.first())
            .param(date == null ? null : date.precision().name())
            .param(date == null ? null : date.text())
            .update()
        == 1;
  }

  /** All papers, newest first, those without a date last. */
  public List<Paper> newest(int limit, int offset) {
    return jdbc.sql(COLUMNS + " order by published desc nulls last, seq limit ? offset ?")
        .param(limit)
        .param(offset)
        .query(PaperRepository::paper)
        .list();
  }

  public Optional<Paper> find(ArxivId id) {
    return jdbc.sql(COLUMNS + " where id = ?")
        .param(id.value())
        .query(PaperRepository::paper)
        .optional();
  }

  /** The papers with these identifiers, in the order of the identifiers. */
  public List<Paper> findAll(Collection<ArxivId> ids) {
    Map<ArxivId, Paper> found = new HashMap<>();
    jdbc.sql(COLUMNS + " where id = any (?)")
        .param(ids.stream().map(ArxivId::value).toArray(String[]::new))
        .query(PaperRepository::paper)
        .list()
        .forEach(paper -> found.put(paper.id(), paper));
    List<Paper> ordered = new ArrayList<>();
    for (ArxivId id : ids) {
      Paper paper = found.get(id);
      if (paper != null) {
        ordered.add(paper);
      }
    }
    return ordered;
  }

  public int count() {
    return jdbc.sql("select count(*) from paper").query(Integer.class).single();
  }

  /** Changes whenever papers are added or removed: an index that carries another one is stale. */
  String revision() {
    return jdbc.sql("select count(*) || ':' || coalesce(max(seq), 0) from paper")
        .query(String.class)
        .single();
  }

  private static Paper paper(ResultSet row, int number) throws SQLException {
    Array authors = row.getArray("authors");
    return new Paper(
        new ArxivId(row.getString("id")),
        row.getString("title"),
        row.getString("abstract"),
        Arrays.asList((String[]) authors.getArray()),
        row.getObject("author_count", Integer.class),
        date(row));
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
}
