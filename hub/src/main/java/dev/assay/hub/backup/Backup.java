package dev.assay.hub.backup;

import dev.assay.hub.HubException;
import dev.assay.hub.backup.Manifest.Table;
import dev.assay.hub.store.Database;
import dev.assay.hub.store.EmbeddedPostgres;
import dev.assay.hub.store.Home;
import dev.assay.hub.store.Migrations;
import dev.assay.hub.store.ServerPostgres;
import dev.assay.lab.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes all that a hub keeps into one file, also while it runs: the database as it was at one
 * moment, then the records, then the trials. Files of a home are only ever added, so those that a
 * run in the database has finished are among them.
 */
public final class Backup {
  private final ZipOutputStream zip;
  private final Map<String, String> sums = new LinkedHashMap<>();

  /** What was written. */
  public record Written(Path file, long bytes, long rows, int files) {}

  private Backup(ZipOutputStream zip) {
    this.zip = zip;
  }

  /**
   * Writes a backup beside {@code file} and gives it that name when it is whole and on the disk; an
   * older one of this name is replaced.
   *
   * @param url the hub's database where that is not in its home
   * @throws HubException where there is nothing to back up, or the file cannot be written
   */
  public static Written write(Path home, @Nullable String url, Path file, Clock clock) {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new HubException(target + " is a folder; name a file, such as assay.backup.");
    }
    if (url == null && !Files.isDirectory(home.resolve("postgres"))) {
      throw new HubException(
          "There is nothing to back up in " + home.toAbsolutePath() + "; choose a home by --home.");
    }
    Optional<Home> locked = Home.tryLock(home);
    try (Database database = open(home, locked, url)) {
      return write(home, database, target, clock);
    } catch (IOException e) {
      throw new HubException("The backup " + target + " cannot be written: " + reason(e) + ".", e);
    } catch (SQLException e) {
      throw new HubException("The database cannot be read: " + e.getMessage() + ".", e);
    } finally {
      locked.ifPresent(Home::close);
    }
  }

  private static Database open(Path home, Optional<Home> locked, @Nullable String url) {
    if (url != null) {
      return ServerPostgres.open(url);
    }
    return locked.isPresent()
        ? EmbeddedPostgres.start(locked.get())
        : EmbeddedPostgres.join(home)
            .orElseThrow(
                () ->
                    new HubException(
                        "The Assay of %s is just starting or stopping; try again in a moment."
                            .formatted(home.toAbsolutePath())));
  }

  private static Written write(Path home, Database database, Path target, Clock clock)
      throws IOException, SQLException {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      Files.deleteIfExists(partial);
      Manifest manifest;
      try (OutputStream out = new BufferedOutputStream(create(partial));
          ZipOutputStream zip = new ZipOutputStream(out)) {
        manifest = new Backup(zip).all(home, database, clock);
      }
      try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      return new Written(target, Files.size(target), manifest.rows(), manifest.files().size());
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Others must not read it: hashes of passwords and addresses are in it. */
  private static OutputStream create(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return Files.newOutputStream(file);
  }

  private Manifest all(Path home, Database database, Clock clock) throws IOException, SQLException {
    String schema =
        new Migrations(database.dataSource())
            .version()
            .orElseThrow(() -> new HubException("The database holds no hub yet."));
    List<Table> tables = new ArrayList<>();
    Map<String, Long> sequences;
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Tables there = new Tables(connection);
      for (String table : there.names()) {
        List<String> columns = there.columns(table);
        Table named = new Table(table, columns, 0);
        long[] rows = new long[1];
        entry(named.entry(), out -> rows[0] = there.copyOut(table, columns, out));
        tables.add(new Table(table, columns, rows[0]));
      }
      sequences = there.sequences();
    }
    addFiles(home, "records");
    addFiles(home, "trials");
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            schema,
            tables,
            sequences,
            sums);
    zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
    zip.write(Json.pretty(manifest).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    return manifest;
  }

  private void addFiles(Path home, String folder) throws IOException, SQLException {
    Path root = home.resolve(folder);
    if (!Files.isDirectory(root)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> tree = Files.walk(root)) {
      files = tree.filter(Files::isRegularFile).filter(Backup::isWhole).sorted().toList();
    }
    for (Path file : files) {
      String name =
          Manifest.HOME
              + folder
              + "/"
              + root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      try {
        entry(name, out -> Files.copy(file, out));
      } catch (NoSuchFileException e) {
        throw new IOException(file + " went away meanwhile", e);
      }
    }
  }

  /** What is being written beside its place, or was found damaged, is not kept. */
  private static boolean isWhole(Path file) {
    return file.toString().endsWith(".json");
  }

  private interface Content {
    void write(OutputStream out) throws IOException, SQLException;
  }

  private void entry(String name, Content content) throws IOException, SQLException {
    zip.putNextEntry(new ZipEntry(name));
    MessageDigest digest = sha256();
    content.write(new DigestOutputStream(zip, digest));
    zip.closeEntry();
    sums.put(name, HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
