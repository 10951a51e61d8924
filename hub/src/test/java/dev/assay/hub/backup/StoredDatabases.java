package dev.assay.hub.backup;

import dev.assay.hub.TestLibrary;
import dev.assay.hub.store.Migrations;
import dev.assay.hub.store.ServerPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the backups that {@link MigrationsTest} upgrades: a database at an older version with some
 * rows in each table. Run once for a release; what it has written is kept and never made again.
 */
final class StoredDatabases {
  private StoredDatabases() {}

  /** Writes the database of version 7 to the file named by the first argument. */
  public static void main(String[] arguments) throws Exception {
    String url = TestLibrary.newDatabase();
    JdbcClient jdbc = JdbcClient.create(ServerPostgres.open(url).dataSource());
    new Migrations(ServerPostgres.open(url).dataSource()).migrateTo("7");
    for (String row : ROWS) {
      jdbc.sql(row).update();
    }
    Path home = Files.createTempDirectory("assay-stored-");
    Path file = Path.of(arguments[0]);
    Backup.write(home, url, file, Clock.systemUTC());
    System.exit(0);
  }

  private static final String[] ROWS = {
    """
    insert into paper (id, title, abstract, authors, author_count, published, precision, categories, versions, updated,
      withdrawn, comment, journal_reference, doi, code_url, project_url, upvotes, submitter, featured_on)
    values ('2310.01769', 'How Over-Parameterization Slows Down Gradient Descent', 'We show $\\alpha$ that …',
      '{"Ada Lovelace","Emmy Noether"}', 2, '2023-10-02', 'DAY', '{cs.LG,stat.ML}',
      '[{"number": 1, "submitted": "2023-10-02T17:59:00Z"}]', '2023-10-03T00:00:00Z', false, '12 pages', 'ICLR 2024',
      '10.1000/1', 'https://example.org/code', 'https://example.org', 42, 'akhaliq', '2023-10-04')
    """,
    "insert into paper (id, title, abstract, date_text) values ('math/0211159', 'The entropy formula', E'Tab\\there\\nand a line', 'November 2002')",
    """
    insert into run (paper, claim, tier, state, message, worker, worker_started, hub) values
      ('2310.01769', 'C1', 'quick', 'FINISHED', null, 41, now(), 'host-40'),
      ('2310.01769', null, 'full', 'INTERRUPTED', 'Assay was stopped during the run.', 42, now(), 'host-40')
    """,
    "insert into run_event (run, seq, line) values (1, 1, '{\"type\": \"started\"}'), (1, 2, '{\"type\": \"finished\"}')",
    "insert into embedder (model, change) values ('all-minilm', 3)",
    "insert into embedding (model, paper, text, vector, change) values ('all-minilm', '2310.01769', md5('text')::uuid, '\\x0000803f', nextval('embedding_change'))",
    """
    insert into person (name, email, confirmed, password, role, created, disabled, failures, locked_until) values
      ('ada', 'ada@example.org', now(), '{argon2}hash', 'ADMINISTRATOR', now(), null, 0, null),
      ('bob', 'bob@example.org', null, null, 'MEMBER', now(), now(), 3, now())
    """,
    "insert into person_identity (issuer, subject, person) values ('https://issuer.example', 'sub-1', 1)",
    "insert into one_time_link (hash, kind, person, email, role, created, expires) values ('\\x01', 'INVITATION', null, 'eve@example.org', 'MEMBER', now(), now())",
    "insert into session (hash, person, created, seen, expires, agent) values ('\\x02', 1, now(), now(), now(), 'Firefox')",
    "insert into api_token (person, name, hash, scopes, created) values (1, 'cron', '\\x03', '{RUN}', now())",
    "insert into site_setting (name, value) values ('sign-up', 'OPEN')",
    "insert into letter (key, recipient, subject, text, created, next_try) values ('confirm 2', 'bob@example.org', 'Confirm', E'Line\\nLine', now(), now())",
    "insert into source (name, every_minutes, position, status, problems) values ('arxiv:cs.LG', 360, '2026-11-01', 'OK', '[\"one\"]')",
    "insert into operator_turn (operator, last_request) values ('arxiv', now())",
    "insert into job (task_name, task_instance, task_data, execution_time, picked, version) values ('source', 'hugging-face', '\\x04', now(), false, 1)",
    "insert into hub (name, seen) values ('host-40', now())",
  };
}
