package dev.assay.hub.backup;

import dev.assay.hub.HubException;
import dev.assay.hub.backup.Manifest.Table;
import dev.assay.hub.backup.Tables.ForeignKey;
import dev.assay.hub.store.EmbeddedPostgres;
import dev.assay.hub.store.Home;
import dev.assay.hub.store.Migrations;
import dev.assay.hub.store.ServerPostgres;
import dev.assay.lab.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Brings a backup back. Everything is checked and made in a folder of its own first, and takes the
 * place of what is there only when it is whole.
 */
public final class Restore {
  /** What of a home a backup replaces; the index is made anew from the database. */
  private static final List<String> REPLACED = List.of("postgres", "records", "trials", "index");

  private final ZipFile zip;
  private final Manifest manifest;

  /**
   * What was brought back.
   *
   * @param made when the backup was
   * @param aside where what was there before lies now, null where there was nothing
   */
  public record Restored(String made, long rows, int files, @Nullable Path aside) {}

  private Restore(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Restores a backup into a home that no Assay uses meanwhile.
   *
   * @param url an empty database for it, null for one in the home
   * @param force whether what the home holds may be put aside
   * @throws HubException where the file is damaged, or the home or the database is not empty
   */
  public static Restored read(
      Path file, Path folder, @Nullable String url, boolean force, Clock clock) {
    try (ZipFile zip = new ZipFile(file.toFile());
        Home home = Home.lock(folder)) {
      Restore restore = new Restore(zip, manifest(zip, file));
      restore.check(file);
      List<String> there =
          REPLACED.stream().filter(name -> Files.exists(home.folder().resolve(name))).toList();
      if (!there.isEmpty() && !force) {
        throw new HubException(
            "The home folder %s is not empty (%s); with --force what is there is put aside, or choose another with --home."
                .formatted(home.folder(), String.join(", ", there)));
      }
      return restore.into(home, there, url, clock);
    } catch (ZipException e) {
      throw new HubException(file + " is no whole backup of Assay's.", e);
    } catch (IOException e) {
      throw new HubException(
          "The backup %s cannot be restored: %s.".formatted(file, Backup.reason(e)), e);
    } catch (SQLException e) {
      throw new HubException(
          "The backup %s does not fit the database: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static Manifest manifest(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.ENTRY);
    if (entry == null) {
      throw new HubException(file + " is no whole backup of Assay's.");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      Manifest manifest =
          Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Manifest.class);
      if (manifest.format() != Manifest.FORMAT) {
        throw new HubException(
            "%s has the format %d, which a newer Assay made; this one reads %d."
                .formatted(file, manifest.format(), Manifest.FORMAT));
      }
      return manifest;
    } catch (JacksonException e) {
      throw new HubException(file + " is no whole backup of Assay's.", e);
    }
  }

  /** Every entry must be there and be what it was, before anything is touched. */
  private void check(Path file) throws IOException {
    for (Map.Entry<String, String> expected : manifest.sums().entrySet()) {
      MessageDigest digest = Backup.sha256();
      try (InputStream in = new DigestInputStream(open(expected.getKey()), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(expected.getValue())) {
        throw new HubException("%s is damaged: %s.".formatted(file, expected.getKey()));
      }
    }
  }

  private InputStream open(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException(name + " is missing");
    }
    return zip.getInputStream(entry);
  }

  private Restored into(Home home, List<String> there, @Nullable String url, Clock clock)
      throws IOException, SQLException {
    Path folder = home.folder();
    Path staging = folder.resolve("restoring");
    deleteTree(staging);
    try {
      extract(staging);
      if (url == null) {
        try (Home made = Home.lock(staging);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(made)) {
          load(postgres.dataSource());
        }
      } else {
        load(ServerPostgres.open(url).dataSource());
      }
      if (EmbeddedPostgres.join(folder).isPresent()) {
        // A killed Assay left it running.
        EmbeddedPostgres.start(home).close();
      }
      Path aside = there.isEmpty() ? null : aside(folder, clock);
      for (String name : there) {
        Files.move(folder.resolve(name), Optional.ofNullable(aside).orElseThrow().resolve(name));
      }
      for (String name : REPLACED) {
        if (Files.exists(staging.resolve(name))) {
          Files.move(staging.resolve(name), folder.resolve(name));
        }
      }
      return new Restored(manifest.made(), manifest.rows(), manifest.files().size(), aside);
    } finally {
      deleteTree(staging);
    }
  }

  private static Path aside(Path folder, Clock clock) throws IOException {
    String time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    return Files.createDirectories(folder.resolve("before-restore-" + time));
  }

  private void extract(Path staging) throws IOException {
    Files.createDirectories(staging);
    for (String name : manifest.files()) {
      Path file = staging.resolve(name.substring(Manifest.HOME.length())).normalize();
      if (!file.startsWith(staging)) {
        throw new ZipException(name + " lies outside the home");
      }
      Files.createDirectories(file.getParent());
      try (InputStream in = open(name)) {
        Files.copy(in, file);
      }
    }
  }

  private void load(DataSource source) throws IOException, SQLException {
    Migrations migrations = new Migrations(source);
    if (!migrations.knows(manifest.schema())) {
      throw new HubException(
          "A newer Assay made this backup (its tables are at %s); restore it with that one."
              .formatted(manifest.schema()));
    }
    try (Connection connection = source.getConnection()) {
      if (!new Tables(connection).names().isEmpty()) {
        throw new HubException("The database is not empty; make a new one and name it by --db.");
      }
    }
    migrations.migrateTo(manifest.schema());
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      Tables tables = new Tables(connection);
      requireFits(tables);
      List<ForeignKey> keys = tables.dropForeignKeys();
      for (Table table : manifest.tables()) {
        tables.setTriggers(table.name(), false);
        // The migrations put some rows in, too.
        tables.empty(table.name());
        try (InputStream in = open(table.entry())) {
          long rows = tables.copyIn(table.name(), table.columns(), in);
          if (rows != table.rows()) {
            throw new ZipException(table.name() + " lacks rows");
          }
        }
        tables.setTriggers(table.name(), true);
      }
      for (ForeignKey key : keys) {
        tables.add(key);
      }
      for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
        tables.setSequence(sequence.getKey(), sequence.getValue());
      }
      connection.commit();
    }
  }

  private void requireFits(Tables tables) throws SQLException, ZipException {
    Set<String> there = Set.copyOf(tables.names());
    for (Table table : manifest.tables()) {
      if (!there.contains(table.name())
          || !Set.copyOf(tables.columns(table.name())).containsAll(table.columns())) {
        throw new ZipException("the table " + table.name() + " is not one of Assay's");
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
