package dev.assay.hub.store;

import dev.assay.hub.HubException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server that somebody runs, which several hubs may share. */
public final class ServerPostgres implements Database {
  private static final int OLDEST = 15;
  private static final int PATIENCE_SECONDS = 10;

  private final PGSimpleDataSource source;

  private ServerPostgres(PGSimpleDataSource source) {
    this.source = source;
  }

  /**
   * The database at {@code url}.
   *
   * @throws HubException where it cannot be used, with the reason in one sentence
   */
  public static ServerPostgres open(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      if (!url.startsWith("jdbc:postgresql://")) {
        throw new IllegalArgumentException(url);
      }
      source.setUrl(url);
    } catch (IllegalArgumentException e) {
      throw new HubException(
          "A database is given as jdbc:postgresql://HOST:PORT/DATABASE?user=USER, not as '"
              + withoutSecrets(url)
              + "'.",
          e);
    }
    source.setConnectTimeout(PATIENCE_SECONDS);
    // The detail of an error may hold somebody's address, and errors go into logs.
    source.setLogServerErrorDetail(false);
    source.setApplicationName("assay");
    try (Connection connection = source.getConnection()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw new HubException(
            "The database %s is PostgreSQL %d; Assay needs %d or newer."
                .formatted(withoutSecrets(url), version, OLDEST));
      }
    } catch (SQLException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new HubException(
          "The database %s cannot be opened: %s"
              .formatted(withoutSecrets(url), reason.endsWith(".") ? reason : reason + "."),
          e);
    }
    return new ServerPostgres(source);
  }

  @Override
  public DataSource dataSource() {
    return source;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void close() {
    // It runs on without us.
  }

  /** A URL's parameters may hold a password. */
  private static String withoutSecrets(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
  }
}
