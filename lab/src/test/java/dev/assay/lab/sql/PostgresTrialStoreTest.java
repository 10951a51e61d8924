package dev.assay.lab.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.ContractStudies;
import dev.assay.lab.Outcome;
import dev.assay.lab.TrialKey;
import dev.assay.lab.TrialStore;
import dev.assay.lab.TrialStoreContract;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresTrialStoreTest extends TrialStoreContract {
  private static final TrialKey KEY = ContractStudies.trial("measure", 0).key();

  private final List<LabDatabase> opened = new ArrayList<>();
  private String url = "";

  @BeforeEach
  void createDatabase() throws Exception {
    url = TestPostgres.database();
  }

  @AfterEach
  void closeAll() {
    opened.forEach(LabDatabase::close);
  }

  private LabDatabase open() {
    LabDatabase database = LabDatabase.open(url);
    opened.add(database);
    return database;
  }

  @Override
  protected TrialStore store() {
    return new PostgresTrialStore(open());
  }

  @Test
  void manyProcessesMayOpenAnEmptyDatabaseAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<LabDatabase> opening = () -> LabDatabase.open(url);
      for (Future<LabDatabase> each :
          threads.invokeAll(List.of(opening, opening, opening, opening))) {
        opened.add(each.get());
      }
    }
    assertThat(opened).hasSize(4);
  }

  @Test
  void aStoreOutlivesItsConnections() throws Exception {
    TrialStore store = store();
    store.put(KEY, Outcome.of("x", 1));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      // What a restart of the server does to every connection.
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    }
    assertThat(store.find(KEY)).contains(Outcome.of("x", 1));
    assertThat(store.put(KEY, Outcome.of("x", 2))).isEqualTo(Outcome.of("x", 1));
  }

  @Test
  void whatIsWrongIsSaidInOneSentenceWithoutThePassword() {
    assertThatThrownBy(() -> LabDatabase.open("mysql://host/assay?password=secret"))
        .hasMessage(
            "a database is given as jdbc:postgresql://HOST:PORT/DATABASE, not as 'mysql://host/assay'");
    assertThatThrownBy(
            () -> LabDatabase.open("jdbc:postgresql://localhost:1/assay?user=a&password=secret"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the database jdbc:postgresql://localhost:1/assay cannot be opened")
        .rootCause()
        .hasMessageContaining("Connection refused")
        .hasMessageNotContaining("secret");
  }
}
