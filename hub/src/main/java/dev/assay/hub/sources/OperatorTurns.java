package dev.assay.hub.sources;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * One at a time asks an operator's servers, whichever process and machine it is in, as their terms
 * ask for. The turn is a lock of a connection's, so it ends with a process that is killed.
 */
final class OperatorTurns {
  private final DataSource source;

  OperatorTurns(DataSource source) {
    this.source = source;
  }

  /** Takes the turn, empty where somebody else has it. */
  Optional<Turn> tryTake(String operator) {
    try {
      Connection connection = source.getConnection();
      boolean taken = false;
      try {
        taken = lock(connection, operator);
        return taken
            ? Optional.of(new Turn(connection, operator, lastRequest(connection, operator)))
            : Optional.empty();
      } finally {
        if (!taken) {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static boolean lock(Connection connection, String operator) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "select pg_try_advisory_lock(hashtextextended('assay turn ' || ?, 0))")) {
      lock.setString(1, operator);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static @Nullable Instant lastRequest(Connection connection, String operator)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select last_request from operator_turn where operator = ?")) {
      query.setString(1, operator);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getObject(1, OffsetDateTime.class).toInstant() : null;
      }
    }
  }

  /** A turn, until it is closed. */
  static final class Turn implements AutoCloseable {
    private final Connection connection;
    private final String operator;
    private @Nullable Instant lastRequest;

    Turn(Connection connection, String operator, @Nullable Instant lastRequest) {
      this.connection = connection;
      this.operator = operator;
      this.lastRequest = lastRequest;
    }

    /** When the servers were last asked, by anybody. */
    @Nullable Instant lastRequest() {
      return lastRequest;
    }

    void asked(@Nullable Instant at) {
      lastRequest = at;
    }

    @Override
    public void close() {
      try (connection) {
        if (lastRequest != null) {
          try (PreparedStatement keep =
              connection.prepareStatement(
                  "insert into operator_turn (operator, last_request) values (?, ?) on conflict"
                      + " (operator) do update set last_request = excluded.last_request")) {
            keep.setString(1, operator);
            keep.setObject(2, OffsetDateTime.ofInstant(lastRequest, ZoneOffset.UTC));
            keep.executeUpdate();
          }
        }
        try (PreparedStatement unlock =
            connection.prepareStatement(
                "select pg_advisory_unlock(hashtextextended('assay turn ' || ?, 0))")) {
          unlock.setString(1, operator);
          unlock.executeQuery().close();
        }
      } catch (SQLException e) {
        throw failure(e);
      }
    }
  }

  private static RuntimeException failure(SQLException e) {
    return new UncategorizedSQLException("take turns", null, e);
  }
}
