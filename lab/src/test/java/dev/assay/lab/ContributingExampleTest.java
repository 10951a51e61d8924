package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The complete paper that CONTRIBUTING shows is one: it compiles, and its claims run. */
class ContributingExampleTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- example:begin -->\\s*```java\\n(.*?)```\\s*<!-- example:end -->", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theExampleCompilesAndRunsInUnderSixtyLines() throws Exception {
    Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("..", "CONTRIBUTING.md")));
    assertThat(matcher.find()).isTrue();
    String source = matcher.group(1);
    assertThat(source.lines().count()).isLessThan(60);

    Path file = folder.resolve("MeanEstimators.java");
    Files.writeString(file, source);
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                System.err,
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                file.toString());
    assertThat(errors).isZero();

    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        Runner runner = new ThreadRunner(1)) {
      Reproduction paper =
          (Reproduction)
              loader.loadClass("org.example.MeanEstimators").getDeclaredConstructor().newInstance();
      List<ClaimRecord> records =
          ClaimRun.of(paper.paper(), paper.claims())
              .tier(Tier.SMOKE)
              .store(new FileTrialStore(folder.resolve("trials")))
              .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
      assertThat(records).hasSize(1);
      assertThat(records.getFirst().trials())
          .hasSizeGreaterThanOrEqualTo(6)
          .allSatisfy(trial -> assertThat(trial.failure()).isNull());
    }
  }
}
