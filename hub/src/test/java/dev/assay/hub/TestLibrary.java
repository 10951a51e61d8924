package dev.assay.hub;

import dev.assay.hub.web.SampleReproduction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One site, and so one PostgreSQL, for all tests of this module. */
public final class TestLibrary {
  /** It is 26 November 2026, always. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  private static final Path HOME = newHome();
  private static final Hub HUB =
      Hub.start(
          HubSettings.local(
              HOME,
              0,
              SampleReproduction.worker(8, "0.005", ""),
              List.of(new SampleReproduction()),
              CLOCK));

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  HUB.close();
                  delete(HOME);
                }));
  }

  private TestLibrary() {}

  public static Hub hub() {
    return HUB;
  }

  public static Library get() {
    return HUB.library();
  }

  public static Path home() {
    return HOME;
  }

  private static Path newHome() {
    try {
      return Files.createTempDirectory("assay-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
