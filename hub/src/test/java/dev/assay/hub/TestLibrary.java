package dev.assay.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One library, and so one PostgreSQL, for all tests of this module. */
public final class TestLibrary {
  private static final Path HOME = newHome();
  private static final Library LIBRARY = Library.open(HOME);

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  LIBRARY.close();
                  delete(HOME);
                }));
  }

  private TestLibrary() {}

  public static Library get() {
    return LIBRARY;
  }

  public static Path home() {
    return HOME;
  }

  public static Path newHome() {
    try {
      return Files.createTempDirectory("assay-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
