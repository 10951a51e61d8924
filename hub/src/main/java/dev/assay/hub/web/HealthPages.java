package dev.assay.hub.web;

import dev.assay.hub.operations.Health;
import dev.assay.hub.operations.Health.Report;
import dev.assay.hub.operations.Health.Status;
import dev.assay.hub.operations.Metrics;
import dev.assay.hub.people.Role;
import dev.assay.lab.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** How the hub is, for people and for programs; and what it counts. */
@Controller
final class HealthPages {
  private final Health health;
  private final Metrics metrics;

  HealthPages(Health health, Metrics metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  /**
   * Everybody learns whether it serves, by the status 200 or 503; administrators learn the rest. A
   * page for browsers, otherwise JSON.
   */
  @GetMapping("/health")
  Object health(
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
      HttpServletResponse response,
      Model model) {
    Report report = health.report();
    boolean details =
        Visitor.current().filter(visitor -> visitor.is(Role.ADMINISTRATOR)).isPresent();
    HttpStatus status =
        report.status() == Status.DOWN ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (accept.contains(MediaType.TEXT_HTML_VALUE)) {
      response.setStatus(status.value());
      model.addAttribute("report", report);
      model.addAttribute("details", details);
      return "health";
    }
    Map<String, Object> json = new LinkedHashMap<>();
    // Whether something wants looking after is nobody else's business.
    Status told = details || report.status() == Status.DOWN ? report.status() : Status.OK;
    json.put("status", told.label());
    if (details) {
      Map<String, Object> parts = new LinkedHashMap<>();
      report
          .parts()
          .forEach(
              part ->
                  parts.put(
                      part.name(),
                      Map.of("status", part.status().label(), "message", part.sentence())));
      json.put("parts", parts);
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Json.pretty(json));
  }

  @GetMapping("/metrics")
  ResponseEntity<String> metrics() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/plain; version=0.0.4; charset=utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(metrics.text());
  }
}
