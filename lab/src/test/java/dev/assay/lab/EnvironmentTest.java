package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void namesTheLibrariesByTheVersionsThatAreLoaded() {
    String jar =
        Path.of(TDistribution.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .getFileName()
            .toString();

    String version = Environment.current().libraries().get("commons-statistics-distribution");

    assertThat("commons-statistics-distribution-" + version + ".jar").isEqualTo(jar);
  }

  @Test
  void takesTheJarOfThePlatformForTheOneThatSaysMore() {
    assertThat(
            Libraries.versions(
                List.of("pytorch", "openblas"),
                List.of(
                    "/repository/pytorch-2.10.0-1.5.13.jar",
                    "/repository/pytorch-2.10.0-1.5.13-linux-x86_64-gpu.jar",
                    "/repository/pytorch-platform-9.jar",
                    "/pytorch-2/classes",
                    "/repository/openblas-0.3.31-1.5.13.jar")))
        .containsExactly(
            entry("openblas", "0.3.31-1.5.13"), entry("pytorch", "2.10.0-1.5.13-linux-x86_64-gpu"));
  }

  @Test
  void saysWhatTheLauncherKnowsOfTheSource() {
    assertThat(Environment.current().revision())
        .isEqualTo(System.getProperty("assay.revision", "unknown"))
        .matches("[0-9a-f]{40}(-dirty)?|unknown");
  }

  @Test
  void isReadFromRecordsOfBeforeSourceAndLibrariesWereKept() {
    Environment old =
        Json.read(
            """
            {"assay": "development", "jdk": "25.0.3", "vm": "OpenJDK", "os": "Linux 6.18",
             "processor": "EPYC", "cores": 2, "device": "cpu", "energyCounters": []}
            """,
            Environment.class);

    assertThat(old.revision()).isEqualTo("unknown");
    assertThat(old.libraries()).isEmpty();
    assertThat(old.cores()).isEqualTo(2);
  }
}
