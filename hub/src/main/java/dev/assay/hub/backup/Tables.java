package dev.assay.hub.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.postgresql.PGConnection;

/**
 * The tables of a hub's database, as one transaction sees them. Names go into statements only after
 * they were quoted; there is no other way to name a table.
 */
final class Tables {
  private final Connection connection;
  private final PGConnection postgres;

  /** A constraint between tables. */
  record ForeignKey(String table, String name, String definition) {}

  Tables(Connection connection) throws SQLException {
    this.connection = connection;
    this.postgres = connection.unwrap(PGConnection.class);
  }

  /** All but the one that counts the migrations. */
  List<String> names() throws SQLException {
    return texts(
        """
        select relname from pg_class
        where relnamespace = current_schema()::regnamespace and relkind = 'r'
          and relname <> 'flyway_schema_history'
        order by relname
        """);
  }

  /** The columns of a table whose values are kept: those that are computed are computed again. */
  List<String> columns(String table) throws SQLException {
    return texts(
        """
        select attname from pg_attribute
        where attrelid = (
            select oid from pg_class
            where relnamespace = current_schema()::regnamespace and relname = ?)
          and attnum > 0 and not attisdropped and attgenerated = ''
        order by attnum
        """,
        table);
  }

  /** The last number that each sequence has given, of those that have. */
  Map<String, Long> sequences() throws SQLException {
    Map<String, Long> sequences = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sequencename, last_value from pg_sequences where schemaname ="
                    + " current_schema() and last_value is not null order by 1")) {
      while (rows.next()) {
        sequences.put(rows.getString(1), rows.getLong(2));
      }
    }
    return sequences;
  }

  void setSequence(String name, long value) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select setval(quote_ident(?)::regclass, ?)")) {
      statement.setString(1, name);
      statement.setLong(2, value);
      statement.execute();
    }
  }

  /** Writes the rows as PostgreSQL's COPY text and returns how many there were. */
  long copyOut(String table, List<String> columns, OutputStream out)
      throws SQLException, IOException {
    return postgres
        .getCopyAPI()
        .copyOut("copy %s (%s) to stdout".formatted(quoted(table), quoted(columns)), out);
  }

  /** Adds the rows of such a text. */
  long copyIn(String table, List<String> columns, InputStream in) throws SQLException, IOException {
    return postgres
        .getCopyAPI()
        .copyIn("copy %s (%s) from stdin".formatted(quoted(table), quoted(columns)), in);
  }

  /** Takes the constraints between tables away, so that rows can come in any order. */
  List<ForeignKey> dropForeignKeys() throws SQLException {
    List<ForeignKey> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select relname, conname, pg_get_constraintdef(pg_constraint.oid)
                from pg_constraint join pg_class on pg_class.oid = conrelid
                where contype = 'f' and connamespace = current_schema()::regnamespace
                order by relname, conname
                """)) {
      while (rows.next()) {
        keys.add(new ForeignKey(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    for (ForeignKey key : keys) {
      execute(
          "alter table %s drop constraint %s".formatted(quoted(key.table()), quoted(key.name())));
    }
    return keys;
  }

  /** Puts a constraint back, which checks that all rows keep it. */
  void add(ForeignKey key) throws SQLException {
    execute(
        "alter table %s add constraint %s %s"
            .formatted(quoted(key.table()), quoted(key.name()), key.definition()));
  }

  /** Lets rows come in as they were, without what the table's triggers would make of them. */
  void setTriggers(String table, boolean on) throws SQLException {
    execute("alter table %s %s trigger user".formatted(quoted(table), on ? "enable" : "disable"));
  }

  /** Takes all rows out. */
  void empty(String table) throws SQLException {
    execute("truncate " + quoted(table));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String quoted(String name) throws SQLException {
    return postgres.escapeIdentifier(name);
  }

  private String quoted(List<String> names) throws SQLException {
    StringJoiner all = new StringJoiner(", ");
    for (String name : names) {
      all.add(quoted(name));
    }
    return all.toString();
  }

  private List<String> texts(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }
  }
}
