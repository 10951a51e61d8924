package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.Site;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.ApiTokens;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Role;
import dev.assay.lab.Json;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Health and metrics: what everybody learns, and what administrators and their programs do. */
class HealthPagesTest {
  @Test
  void everybodyLearnsWhetherItServesAndNoMore() throws Exception {
    HttpResponse<String> answer = Site.get("/health", "Accept", "application/json");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.tree(answer.body())).isEqualTo(Json.tree("{\"status\": \"ok\"}"));
    assertThat(Site.get("/health", "Accept", "text/html").body())
        .contains("This site serves its pages.")
        .doesNotContain("PostgreSQL");
  }

  @Test
  void administratorsLearnHowEachPartIs() {
    TestVisitor administrator = TestVisitor.of(Role.ADMINISTRATOR);
    var report = Json.tree(administrator.get("/health").body());
    assertThat(report.path("parts").propertyNames())
        .containsExactly("database", "disk", "search", "mail", "sources", "runs");
    assertThat(report.path("parts").path("database").path("message").asString())
        .startsWith("PostgreSQL ");
  }

  @Test
  void aProgramWithAnAdministratorsTokenReadsTheMetrics() throws Exception {
    TestVisitor.of(Role.ADMINISTRATOR);
    Site.get("/results");
    String metrics =
        Site.get("/metrics", "Authorization", "Bearer " + token("administrator")).body();
    assertThat(metrics)
        .contains("assay_papers ", "assay_runs{state=\"waiting\"}", "jvm_memory_used_bytes")
        .containsPattern(
            "assay_http_requests_seconds_count\\{method=\"GET\",route=\"/results\",status=\"2xx\"} [1-9]")
        .contains("assay_disk_free_bytes");
    TestVisitor.of(Role.CURATOR);
    assertThat(Site.get("/metrics", "Authorization", "Bearer " + token("curator")).statusCode())
        .isEqualTo(403);
  }

  private static String token(String name) {
    long person = TestLibrary.bean(People.class).byName(name).orElseThrow().id();
    return TestLibrary.bean(ApiTokens.class)
        .make(person, "monitor", Set.of(), TestLibrary.clock().instant());
  }
}
