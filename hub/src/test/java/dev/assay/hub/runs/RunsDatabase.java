package dev.assay.hub.runs;

import dev.assay.hub.Library;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestServer;
import dev.assay.hub.people.People;
import dev.assay.hub.people.SiteSettings;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of the tests of runs: the site of the other tests would take from their queue. */
final class RunsDatabase {
  static final String PAPER = "2310.01769";

  private static final Map<TestServer, RunsDatabase> OPENED = new EnumMap<>(TestServer.class);

  private final Library library;

  private RunsDatabase(Library library) {
    this.library = library;
  }

  static RunsDatabase on(TestServer server) {
    return OPENED.computeIfAbsent(server, each -> new RunsDatabase(each.newLibrary()));
  }

  JdbcClient jdbc() {
    return library.jdbc();
  }

  RunRepository hub(String name) {
    return new RunRepository(library.jdbc(), library.transaction(), name);
  }

  RunLimits limits() {
    return new RunLimits(new People(library.jdbc()), new SiteSettings(library.jdbc()));
  }

  RunService service(RunRepository runs, RunLauncher launcher, int places, boolean shared) {
    return new RunService(runs, launcher, limits(), TestLibrary.clock(), places, shared);
  }

  /** A person of this role, made anew. */
  long person(String name, String role) {
    return library
        .jdbc()
        .sql("insert into person (name, role, created) values (?, ?, now()) returning id")
        .param(name)
        .param(role)
        .query(Long.class)
        .single();
  }

  void clear() {
    library.jdbc().sql("delete from run").update();
    library.jdbc().sql("delete from hub").update();
    library.jdbc().sql("delete from person").update();
    library.jdbc().sql("delete from site_setting").update();
  }
}
