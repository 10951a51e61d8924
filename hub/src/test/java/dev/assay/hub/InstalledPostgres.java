package dev.assay.hub;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A server of the PostgreSQL that this machine has installed where Debian puts it, as somebody's
 * own would be: not of the version that Assay brings, and sorting by a language and not by bytes.
 */
final class InstalledPostgres {
  private static final Path PLACE = Path.of("/usr/lib/postgresql");
  private static final int OLDEST = 15;
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path programs;
  private final Path folder;
  private final int port;

  private InstalledPostgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Started by the first who asks, stopped with this process. */
  private static final class Running {
    static final InstalledPostgres SERVER = start();
  }

  /** Where no PostgreSQL is installed the test is skipped, and on CI it fails. */
  static void require() {
    if (newest().isEmpty()) {
      String reason = "No PostgreSQL %d or newer is in %s.".formatted(OLDEST, PLACE);
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      abort(reason);
    }
  }

  /** The URL of a new, empty database. */
  static String newDatabase() {
    require();
    String name = "installed_" + DATABASES.incrementAndGet();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(Running.SERVER.url("postgres"));
    JdbcClient.create(source).sql("create database " + name).update();
    return Running.SERVER.url(name);
  }

  /** The programs of the newest version. */
  private static Optional<Path> newest() {
    if (!Files.isDirectory(PLACE)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PLACE)) {
      return versions
          .filter(path -> path.getFileName().toString().matches("[0-9]{2}"))
          .filter(path -> version(path) >= OLDEST)
          .filter(path -> Files.isExecutable(path.resolve("bin/initdb")))
          .max(Comparator.comparingInt(InstalledPostgres::version))
          .map(path -> path.resolve("bin"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int version(Path path) {
    return Integer.parseInt(path.getFileName().toString());
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=assay".formatted(port, database);
  }

  private static InstalledPostgres start() {
    try {
      Path folder = Files.createTempDirectory("assay-installed-postgres-");
      InstalledPostgres server = new InstalledPostgres(newest().orElseThrow(), folder, freePort());
      server.run(
          "initdb",
          "-U",
          "assay",
          "-A",
          "trust",
          "-E",
          "UTF8",
          "--locale=C",
          "--locale-provider=icu",
          "--icu-locale=en-US",
          "--no-sync");
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      server.run(
          "pg_ctl",
          "start",
          "-w",
          "-l",
          folder.resolve("log").toString(),
          "-o",
          "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
              .formatted(server.port));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop() {
    try {
      run("pg_ctl", "stop", "-m", "immediate");
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // It refuses to run as root; in a user name space of its own root is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(programs.resolve(program).toString(), "-D", folder + "/data"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(program + " fails: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
