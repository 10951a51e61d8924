package dev.assay.hub.sources;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** What every source on the network must do, with a server on this machine. */
abstract class NetworkContract extends PaperSourceContract {
  static final Manners MANNERS =
      new Manners(
          Duration.ofSeconds(3),
          3,
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          Duration.ofSeconds(20));

  final ReplayServer server = new ReplayServer();
  final FakeTime time = new FakeTime("2026-11-20T06:00:00Z");
  final Fetcher fetcher = new Fetcher("The test", Set.of(server.at("/")), MANNERS, time, time);

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  /** The source at an address of the server's. */
  abstract PaperSource source(URI address);

  @Override
  protected PaperSource source(byte[] document) {
    server.otherwise(uri -> ReplayServer.Answer.of(200, document));
    return source(server.at("/"));
  }
}
