package dev.assay.hub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.hub.HubException;
import dev.assay.hub.Library;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.Role;
import dev.assay.hub.store.ServerPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running site of the tests is backed up, and comes back as it was. */
class BackupTest {
  @TempDir Path folder;

  private Path backup() throws IOException {
    TestVisitor.of(Role.MEMBER);
    Path record = TestLibrary.home().resolve("records/2310.01769/backed-up.json");
    Files.createDirectories(record.getParent());
    Files.writeString(record, "{}");
    try {
      Path file = folder.resolve("assay.backup");
      Backup.write(TestLibrary.home(), null, file, TestLibrary.clock());
      return file;
    } finally {
      Files.delete(record);
    }
  }

  /** How many rows each table has, and a digest of them. */
  private static Map<String, String> digests(JdbcClient jdbc) {
    Map<String, String> digests = new TreeMap<>();
    for (String table :
        jdbc.sql(
                "select table_name from information_schema.tables where table_schema = 'public'"
                    // Hubs and jobs go on meanwhile.
                    + " and table_name not in ('flyway_schema_history', 'hub', 'job')")
            .query(String.class)
            .list()) {
      digests.put(
          table,
          jdbc.sql(
                  "select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by"
                      + " t::text)), '') from "
                      + table
                      + " t")
              .query(String.class)
              .single());
    }
    return digests;
  }

  @Test
  void aHomeComesBackAsItWas() throws IOException {
    Path file = backup();
    Map<String, String> before = digests(TestLibrary.get().jdbc());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Path home = folder.resolve("home");

    Restore.Restored restored = Restore.read(file, home, null, false, TestLibrary.clock());

    assertThat(restored.rows()).isPositive();
    assertThat(home.resolve("records/2310.01769/backed-up.json")).hasContent("{}");
    assertThat(home.resolve("restoring")).doesNotExist();
    try (Library library = Library.open(home)) {
      assertThat(digests(library.jdbc())).isEqualTo(before);
      // Numbers go on where they were.
      long newest = library.jdbc().sql("select max(id) from person").query(Long.class).single();
      assertThat(
              library
                  .jdbc()
                  .sql(
                      "insert into person (name, role, created) values ('new', 'READER', now())"
                          + " returning id")
                  .query(Long.class)
                  .single())
          .isGreaterThan(newest);
    }

    assertThatExceptionOfType(HubException.class)
        .isThrownBy(() -> Restore.read(file, home, null, false, TestLibrary.clock()))
        .withMessageContaining("is not empty (postgres, records");
    Restore.Restored forced = Restore.read(file, home, null, true, TestLibrary.clock());
    assertThat(forced.aside().resolve("records/2310.01769/backed-up.json")).exists();
    try (Library library = Library.open(home)) {
      assertThat(digests(library.jdbc())).isEqualTo(before);
    }
  }

  @Test
  void aServersDatabaseComesBackIntoAnEmptyOne() throws IOException {
    Path file = backup();
    String url = TestLibrary.newDatabase();
    Restore.read(file, folder.resolve("home"), url, false, TestLibrary.clock());
    assertThat(digests(JdbcClient.create(ServerPostgres.open(url).dataSource())))
        .isEqualTo(digests(TestLibrary.get().jdbc()));
    assertThatExceptionOfType(HubException.class)
        .isThrownBy(
            () -> Restore.read(file, folder.resolve("other"), url, true, TestLibrary.clock()))
        .withMessageContaining("The database is not empty");
  }

  @Test
  void whatIsDamagedTouchesNothing() throws IOException {
    byte[] bytes = Files.readAllBytes(backup());
    Path home = folder.resolve("home");
    byte[] changed = bytes.clone();
    changed[bytes.length / 3] ^= 1;
    for (byte[] damaged :
        List.of(changed, java.util.Arrays.copyOf(bytes, bytes.length / 2), new byte[0])) {
      Path file = Files.write(folder.resolve("damaged"), damaged);
      assertThatExceptionOfType(HubException.class)
          .isThrownBy(() -> Restore.read(file, home, null, false, TestLibrary.clock()))
          .withMessageMatching("(?s).*(damaged|no whole backup|cannot be restored).*");
    }
    assertThat(home.resolve("postgres")).doesNotExist();
  }
}
