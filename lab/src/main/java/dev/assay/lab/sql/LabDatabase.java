package dev.assay.lab.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The lab's tables in a PostgreSQL database (15 or newer), in a schema {@code assay_lab} of their
 * own, made where they are absent. Safe for use by several threads and processes.
 */
public final class LabDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final int ATTEMPTS = 3;

  /** Any number, the same in every process: who holds it may make the tables. */
  private static final long LOCK = 0x6173736179L;

  private final DataSource source;
  private final String name;
  private final AutoCloseable pool;

  private LabDatabase(DataSource source, String name, AutoCloseable pool) {
    this.source = source;
    this.name = name;
    this.pool = pool;
  }

  /**
   * Open the database at {@code url}, such as {@code jdbc:postgresql://host:5432/assay?user=lab};
   * the password may stand in the URL or in {@code ~/.pgpass}.
   *
   * @throws IllegalArgumentException where {@code url} is none of PostgreSQL's
   * @throws UncheckedIOException where the database cannot be reached or the tables not be made
   */
  public static LabDatabase open(String url) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "a database is given as jdbc:postgresql://HOST:PORT/DATABASE, not as '%s'"
              .formatted(withoutSecrets(url)));
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setPoolName("assay-lab");
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw failure("the database %s cannot be opened".formatted(withoutSecrets(url)), cause);
    }
    LabDatabase database = new LabDatabase(pool, withoutSecrets(url), pool);
    try {
      database.prepare();
      return database;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Use {@code source}, which stays its owner's to close. */
  public static LabDatabase of(DataSource source) {
    LabDatabase database = new LabDatabase(source, "of the trials", () -> {});
    database.prepare();
    return database;
  }

  @Override
  public void close() {
    try {
      pool.close();
    } catch (Exception e) {
      throw new IllegalStateException("a pool of connections does not close", e);
    }
  }

  /** Where it is, without a password. */
  @Override
  public String toString() {
    return name;
  }

  DataSource source() {
    return source;
  }

  /**
   * Do {@code work}, which can be repeated, and commit it. Where a connection breaks, as when the
   * server is started anew, it is repeated on another.
   *
   * @param what what is done, as in "the database ... cannot {@code what}"
   */
  <T> T run(String what, SqlWork<T> work) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = source.getConnection()) {
        return work.run(connection);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !isBroken(e)) {
          throw failure("the database %s cannot %s".formatted(name, what), e);
        }
      }
    }
  }

  /** What is done with a connection that commits by itself. */
  interface SqlWork<T> {
    T run(Connection connection) throws SQLException;
  }

  private void prepare() {
    String schema;
    try (InputStream in = LabDatabase.class.getResourceAsStream("schema.sql")) {
      schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the lab's schema cannot be read", e);
    }
    run(
        "hold the lab's tables",
        connection -> {
          connection.setAutoCommit(false);
          try (Statement statement = connection.createStatement()) {
            // Two processes that make the same table at once would both fail.
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            statement.execute(schema);
            connection.commit();
          } finally {
            // Also undoes what was begun where it failed.
            connection.rollback();
            connection.setAutoCommit(true);
          }
          return true;
        });
  }

  /** Connection exceptions (class 08) and a server that goes down or comes up (57P). */
  private static boolean isBroken(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P"));
  }

  private static UncheckedIOException failure(String message, Throwable cause) {
    return new UncheckedIOException(message, new IOException(firstLine(cause), cause));
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** A URL's parameters may hold a password. */
  private static String withoutSecrets(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
  }
}
