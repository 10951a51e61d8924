package dev.assay.hub.sources;

import dev.assay.hub.sources.PaperSource.Problem;
import dev.assay.hub.sources.ScheduledSource.Status;
import dev.assay.lab.Json;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sources that feed this hub, in the database. */
final class SourceRepository {
  private final JdbcClient jdbc;

  SourceRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<ScheduledSource> all() {
    return jdbc.sql("select * from source order by name").query(SourceRepository::source).list();
  }

  Optional<ScheduledSource> find(SourceName name) {
    return jdbc.sql("select * from source where name = ?")
        .param(name.toString())
        .query(SourceRepository::source)
        .optional();
  }

  /** Adds a source, or changes how often and where from it is read; what was read stays known. */
  void put(SourceName name, @Nullable URI address, @Nullable LocalDate since, Duration every) {
    jdbc.sql(
            """
            insert into source (name, address, since, every_minutes) values (?, ?, ?, ?)
            on conflict (name) do update set
              address = excluded.address, every_minutes = excluded.every_minutes,
              since = coalesce(excluded.since, source.since),
              position = case when excluded.since is null then source.position else '' end
            """)
        .param(name.toString())
        .param(address == null ? null : address.toString())
        .param(since)
        .param(every.toMinutes())
        .update();
  }

  boolean remove(SourceName name) {
    return jdbc.sql("delete from source where name = ?").param(name.toString()).update() == 1;
  }

  void begin(SourceName name, Instant now) {
    jdbc.sql(
            """
            update source set status = 'READING', message = null, began = ?, ended = null, added = 0,
              updated = 0, unchanged = 0, skipped = 0, problems = '[]' where name = ?
            """)
        .param(time(now))
        .param(name.toString())
        .update();
  }

  void progress(SourceName name, String position, Imported total) {
    jdbc.sql(
            """
            update source set position = ?, added = ?, updated = ?, unchanged = ?, skipped = ?,
              problems = ?::jsonb where name = ?
            """)
        .param(position)
        .param(total.added())
        .param(total.updated())
        .param(total.unchanged())
        .param(total.skipped())
        .param(Json.write(total.problems()))
        .param(name.toString())
        .update();
  }

  void succeed(SourceName name, Instant now) {
    jdbc.sql(
            """
            update source set status = 'READ', message = null, ended = ?, succeeded = ?, failures = 0
            where name = ?
            """)
        .param(time(now))
        .param(time(now))
        .param(name.toString())
        .update();
  }

  void fail(SourceName name, Status status, String message, Instant now) {
    jdbc.sql(
            """
            update source set status = ?, message = ?, ended = ?, failures = failures + 1
            where name = ?
            """)
        .param(status.name())
        .param(message)
        .param(time(now))
        .param(name.toString())
        .update();
  }

  void next(SourceName name, Instant next) {
    jdbc.sql("update source set next = ? where name = ?")
        .param(time(next))
        .param(name.toString())
        .update();
  }

  private static OffsetDateTime time(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static ScheduledSource source(ResultSet row, int number) throws SQLException {
    String address = row.getString("address");
    return new ScheduledSource(
        SourceName.parse(row.getString("name")),
        address == null ? null : URI.create(address),
        row.getObject("since", LocalDate.class),
        Duration.ofMinutes(row.getInt("every_minutes")),
        row.getString("position"),
        Status.valueOf(row.getString("status")),
        row.getString("message"),
        instant(row, "began"),
        instant(row, "ended"),
        instant(row, "succeeded"),
        instant(row, "next"),
        row.getInt("failures"),
        new Imported(
            row.getInt("added"),
            row.getInt("updated"),
            row.getInt("unchanged"),
            row.getInt("skipped"),
            List.of(Json.read(row.getString("problems"), Problem[].class))));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
