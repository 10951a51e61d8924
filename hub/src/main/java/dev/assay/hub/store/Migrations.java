package dev.assay.hub.store;

import dev.assay.hub.HubException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;

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

  /**
   * Takes all steps that are still to be taken.
   *
   * @throws HubException where another Assay has taken steps that this one does not know, or not
   *     all of those before
   */
  public void migrate() {
    Flyway flyway = to(MigrationVersion.LATEST);
    MigrationInfo current = flyway.info().current();
    if (current != null && !current.getState().isResolved()) {
      throw new HubException(
          "The database was used by a newer Assay, whose step "
              + current.getVersion()
              + " is unknown to this one; use the newer one, or another --home.");
    }
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw new HubException(
          "The database was used by another version of Assay and cannot be brought to this one; use"
              + " that version, or another --home.",
          e);
    }
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
