package dev.assay.hub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.HubException;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestServer;
import dev.assay.hub.store.Migrations;
import dev.assay.hub.store.ServerPostgres;
import dev.assay.lab.Json;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Databases that older versions have left are brought to this one, with all their rows. */
@ParameterizedClass
@EnumSource(TestServer.class)
class MigrationsTest {
  private final TestServer server;

  MigrationsTest(TestServer server) {
    this.server = server;
  }

  @ParameterizedTest
  @ValueSource(strings = "7")
  void anOlderDatabaseKeepsItsRows(String version, @TempDir Path home) throws URISyntaxException {
    Path file = Path.of(MigrationsTest.class.getResource("schema-" + version + ".backup").toURI());
    String url = server.newDatabase();
    Restore.read(file, home, url, false, TestLibrary.clock());
    DataSource source = ServerPostgres.open(url).dataSource();
    Migrations migrations = new Migrations(source);
    assertThat(migrations.version()).contains(version);
    JdbcClient jdbc = JdbcClient.create(source);
    Map<String, List<Map<String, Object>>> before = rows(jdbc);
    assertThat(before).hasSizeGreaterThan(15);
    assertThat(before.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());

    migrations.migrate();

    Map<String, List<Map<String, Object>>> after = rows(jdbc);
    // Tables and columns may come to be; what was there is still what it was.
    before.forEach(
        (table, rows) -> {
          assertThat(after).containsKey(table);
          for (int i = 0; i < rows.size(); i++) {
            assertThat(after.get(table).get(i)).as(table).containsAllEntriesOf(rows.get(i));
          }
        });
  }

  @Test
  void aNewerDatabaseIsRefused() {
    DataSource source = ServerPostgres.open(server.newDatabase()).dataSource();
    Migrations migrations = new Migrations(source);
    migrations.migrate();
    JdbcClient.create(source)
        .sql(
            "insert into flyway_schema_history select 9999, '9999', 'to come', 'SQL',"
                + " 'V9999__to_come.sql', 1, installed_by, now(), 1, true"
                + " from flyway_schema_history limit 1")
        .update();

    assertThatThrownBy(migrations::migrate)
        .isInstanceOf(HubException.class)
        .hasMessageContaining("used by a newer Assay, whose step 9999");
  }

  /** All rows of all tables but the migrations' own, as texts. */
  private static Map<String, List<Map<String, Object>>> rows(JdbcClient jdbc) {
    Map<String, List<Map<String, Object>>> all = new TreeMap<>();
    for (String table :
        jdbc.sql(
                "select table_name from information_schema.tables where table_schema = 'public'"
                    + " and table_name <> 'flyway_schema_history'")
            .query(String.class)
            .list()) {
      all.put(
          table,
          jdbc
              .sql("select to_jsonb(t)::text from " + table + " t order by t::text")
              .query(String.class)
              .list()
              .stream()
              .map(MigrationsTest::row)
              .toList());
    }
    return all;
  }

  private static Map<String, Object> row(String json) {
    Map<String, Object> row = new TreeMap<>();
    Json.tree(json).properties().forEach(column -> row.put(column.getKey(), column.getValue()));
    return row;
  }
}
