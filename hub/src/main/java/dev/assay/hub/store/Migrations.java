package dev.assay.hub.store;

import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The steps by which the database's tables have become what they are. */
public final class Migrations {
  private final DataSource source;

  public Migrations(DataSource source) {
    this.source = source;
  }

  private Flyway to(MigrationVersion version) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:dev/assay/hub/migrations")
        .target(version)
        .load();
  }

  /** Takes all steps that are still to be taken. */
  public void migrate() {
    to(MigrationVersion.LATEST).migrate();
  }

  /** Takes the steps up to a version, for a database that was kept then. */
  public void migrateTo(String version) {
    to(MigrationVersion.fromVersion(version)).migrate();
  }

  /** The version that the database is at, empty where no step was taken. */
  public Optional<String> version() {
    return Optional.ofNullable(to(MigrationVersion.LATEST).info().current())
        .map(current -> current.getVersion().getVersion());
  }

  /** Whether this Assay knows how to reach a version. */
  public boolean knows(String version) {
    return Arrays.stream(to(MigrationVersion.LATEST).info().all())
        .map(MigrationInfo::getVersion)
        .anyMatch(MigrationVersion.fromVersion(version)::equals);
  }
}
