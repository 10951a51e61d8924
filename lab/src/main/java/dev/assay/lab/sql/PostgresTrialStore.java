package dev.assay.lab.sql;

import dev.assay.lab.Json;
import dev.assay.lab.Outcome;
import dev.assay.lab.TrialKey;
import dev.assay.lab.TrialStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** A trial store in PostgreSQL, to be shared by many machines: a row an outcome. */
public final class PostgresTrialStore implements TrialStore {
  private final LabDatabase database;

  public PostgresTrialStore(LabDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Outcome> find(TrialKey key) {
    return database.run(
        "read an outcome",
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("select outcome from assay_lab.outcome where key = ?")) {
            query.setString(1, key.hex());
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(Json.read(row.getString(1), Outcome.class))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public Outcome put(TrialKey key, Outcome outcome) {
    boolean stored =
        database.run(
            "store an outcome",
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into assay_lab.outcome (key, outcome) values (?, ?)"
                          + " on conflict (key) do nothing")) {
                insert.setString(1, key.hex());
                insert.setString(2, Json.write(outcome));
                return insert.executeUpdate() == 1;
              }
            });
    return stored ? outcome : find(key).orElseThrow();
  }
}
