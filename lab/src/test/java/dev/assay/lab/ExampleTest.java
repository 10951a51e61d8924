package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a stranger's study compiles, runs and leaves a report. */
class ExampleTest {
  @TempDir Path folder;

  @Test
  void momentumIsComparedInThirtyLines() throws Exception {
    Path source = Path.of("..", "examples", "Momentum.java");
    long main =
        Files.readAllLines(source).stream()
            .dropWhile(line -> !line.contains("void main"))
            .takeWhile(line -> !line.equals("  }"))
            .count();
    assertThat(main).isLessThan(30);
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                System.err,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(errors).isZero();
    Path report = folder.resolve("report.html");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader
          .loadClass("Momentum")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {report.toString()});
    }
    assertThat(report).content().contains("<h1>Momentum</h1>", "heavy ball", "tuned");
  }
}
