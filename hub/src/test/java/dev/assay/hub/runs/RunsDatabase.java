package dev.assay.hub.runs;

import dev.assay.hub.Library;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.people.People;
import dev.assay.hub.people.SiteSettings;
import dev.assay.hub.search.SearchSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A database of the tests of runs: the site of the other tests would take from their queue. */
final class RunsDatabase {
  static final String PAPER = "2310.01769";

  static final Library LIBRARY = open();

  private RunsDatabase() {}

  private static Library open() {
    try {
      Library library =
          Library.open(
              Files.createTempDirectory("assay-runs-"),
              SearchSettings.words(),
              TestLibrary.newDatabase());
      Runtime.getRuntime().addShutdownHook(new Thread(library::close));
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RunRepository hub(String name) {
    return new RunRepository(LIBRARY.jdbc(), LIBRARY.transaction(), name);
  }

  static RunLimits limits() {
    return new RunLimits(new People(LIBRARY.jdbc()), new SiteSettings(LIBRARY.jdbc()));
  }

  static RunService service(RunRepository runs, RunLauncher launcher, int places, boolean shared) {
    return new RunService(runs, launcher, limits(), TestLibrary.clock(), places, shared);
  }

  /** A person of this role, made anew. */
  static long person(String name, String role) {
    return LIBRARY
        .jdbc()
        .sql("insert into person (name, role, created) values (?, ?, now()) returning id")
        .param(name)
        .param(role)
        .query(Long.class)
        .single();
  }

  static void clear() {
    LIBRARY.jdbc().sql("delete from run").update();
    LIBRARY.jdbc().sql("delete from hub").update();
    LIBRARY.jdbc().sql("delete from person").update();
    LIBRARY.jdbc().sql("delete from site_setting").update();
  }
}
