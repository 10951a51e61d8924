package dev.assay.hub.votes;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The votes in the database: one a person and paper. */
public final class Votes {
  private final JdbcClient jdbc;

  /** A person's vote. */
  public record Vote(String paper, Instant at) {}

  public Votes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Votes for a paper that is here; a second vote of the same person changes nothing. */
  public void cast(long person, ArxivId paper, Instant now) {
    jdbc.sql("insert into vote (person, paper, at) values (?, ?, ?) on conflict do nothing")
        .param(person)
        .param(paper.value())
        .param(Timestamp.from(now))
        .update();
  }

  /** Takes a vote back, where there is one. */
  public void withdraw(long person, ArxivId paper) {
    jdbc.sql("delete from vote where person = ? and paper = ?")
        .param(person)
        .param(paper.value())
        .update();
  }

  /**
   * The votes for papers.
   *
   * @param reader whose votes are marked, null for nobody
   */
  public Map<ArxivId, Tally> tallies(Collection<Paper> papers, @Nullable Long reader) {
    String[] ids = papers.stream().map(paper -> paper.id().value()).toArray(String[]::new);
    Map<String, Integer> here = new HashMap<>();
    jdbc.sql("select paper, count(*) from vote where paper = any (?) group by paper")
        .param(ids)
        .query(
            row -> {
              here.put(row.getString(1), row.getInt(2));
            });
    Set<String> mine =
        reader == null
            ? Set.of()
            : new HashSet<>(
                jdbc.sql("select paper from vote where person = ? and paper = any (?)")
                    .param(reader)
                    .param(ids)
                    .query(String.class)
                    .list());
    Map<ArxivId, Tally> tallies = new HashMap<>();
    for (Paper paper : papers) {
      String id = paper.id().value();
      tallies.put(paper.id(), Tally.of(paper.upvotes(), here.get(id), mine.contains(id)));
    }
    return tallies;
  }

  /** Whether anybody but {@code person} has voted for a paper. */
  public boolean hasOthers(ArxivId paper, long person) {
    return jdbc.sql("select exists (select from vote where paper = ? and person <> ?)")
        .param(paper.value())
        .param(person)
        .query(Boolean.class)
        .single();
  }

  /** A person's votes, the newest first. */
  public List<Vote> of(long person) {
    return jdbc.sql("select paper, at from vote where person = ? order by at desc, paper")
        .param(person)
        .query((row, _) -> new Vote(row.getString("paper"), row.getTimestamp("at").toInstant()))
        .list();
  }
}
