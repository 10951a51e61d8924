package dev.assay.hub.operations;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.assay.hub.HubSettings;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.runs.RunState;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.search.SearchProgress;
import dev.assay.hub.sources.Sources;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * What the hub counts, in Prometheus' format. Gauges are asked for when somebody reads them, so
 * that they cost nothing otherwise.
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public Metrics(
      HikariDataSource database,
      HubSettings settings,
      Letters letters,
      PaperSearch search,
      Sources sources,
      RunRepository runs) {
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    pool("assay.database.connections.active", database, HikariPoolMXBean::getActiveConnections);
    pool("assay.database.connections.idle", database, HikariPoolMXBean::getIdleConnections);
    pool(
        "assay.database.connections.awaited",
        database,
        HikariPoolMXBean::getThreadsAwaitingConnection);
    gauge(
        "assay.disk.free.bytes",
        "On the disk of the home",
        settings,
        of -> of.home().toFile().getUsableSpace());
    gauge("assay.papers", "Papers there are", search, of -> of.progress().papers());
    gauge(
        "assay.papers.indexed",
        "Papers in the search index",
        search,
        of -> of.progress().indexed());
    gauge(
        "assay.papers.embedded",
        "Papers with an embedding",
        search,
        of -> of.progress().embedded());
    gauge(
        "assay.search.stuck",
        "1 where the index does not go on",
        search,
        of -> stuck(of.progress()));
    gauge(
        "assay.letters.waiting",
        "Letters to be sent",
        letters,
        of -> of.counts().getOrDefault("waiting", 0));
    gauge(
        "assay.letters.given.up",
        "Letters that were not sent",
        letters,
        of -> of.counts().getOrDefault("given up", 0));
    gauge(
        "assay.sources.failing",
        "Sources that could not be read",
        sources,
        of -> of.all().stream().filter(source -> source.failures() > 0).count());
    for (RunState state : RunState.values()) {
      Gauge.builder("assay.runs", runs, of -> of.counts().getOrDefault(state, 0))
          .description("Runs by state")
          .tag("state", state.label())
          .register(registry);
    }
  }

  private static double stuck(SearchProgress progress) {
    return progress.problem() == null ? 0 : 1;
  }

  private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(description).register(registry);
  }

  private void pool(
      String name, HikariDataSource database, ToDoubleFunction<HikariPoolMXBean> value) {
    gauge(name, "Of the pool", database, of -> value.applyAsDouble(of.getHikariPoolMXBean()));
  }

  /**
   * Counts an answered request.
   *
   * @param route the pattern of the address, so that there are not more than there are routes
   */
  public void answered(String method, String route, int status, Duration time) {
    Timer.builder("assay.http.requests")
        .description("Answered requests")
        .tag("method", method)
        .tag("route", route)
        .tag("status", status / 100 + "xx")
        .register(registry)
        .record(time);
  }

  /** Everything, as Prometheus reads it. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
