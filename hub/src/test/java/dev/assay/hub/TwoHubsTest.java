package dev.assay.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Links;
import dev.assay.hub.search.SearchSettings;
import dev.assay.lab.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hubs on one database, each with a home of its own, are one site. */
class TwoHubsTest {
  @ParameterizedTest
  @EnumSource(TestServer.class)
  void whatIsDoneAtOneIsSeenAtTheOther(TestServer server, @TempDir Path one, @TempDir Path two)
      throws Exception {
    String database = server.newDatabase();
    try (Hub first = start(one, database);
        Hub second = start(two, database)) {
      Accounts accounts = first.bean(Accounts.class);
      accounts.join(
          Links.Kind.WELCOME, accounts.welcome().orElseThrow(), "ada", null, TestVisitor.PASSWORD);
      first
          .library()
          .papers()
          .add(SamplePapers.paper("1903.00001", "2019-03-04", "Quokkas sleep").build());
      ada(first).post("/papers/1903.00001/vote", "vote=true");

      TestVisitor there = ada(second);
      assertThat(there.get("/search?q=quokkas").body()).contains("/papers/1903.00001");
      assertThat(there.get("/papers/2019-03-04").body()).contains("Quokkas sleep");
      assertThat(there.get("/papers/1903.00001").body()).contains("yours among them");
      assertThat(Json.tree(there.get("/api/papers/1903.00001").body()).path("upvotes").asInt())
          .isEqualTo(1);
      assertThat(second.welcome()).isEmpty();
    }
  }

  private static TestVisitor ada(Hub hub) {
    TestVisitor ada = new TestVisitor(hub.address());
    ada.post("/sign-in", Map.of("name", "ada", "password", TestVisitor.PASSWORD));
    return ada;
  }

  private static Hub start(Path home, String database) {
    return Hub.start(
        new HubSettings(
            home,
            0,
            HubSettings.LOOPBACK,
            _ -> null,
            List.of(),
            List.of(),
            SearchSettings.words(),
            TestLibrary.clock(),
            null,
            null,
            database,
            false,
            List.of()));
  }
}
