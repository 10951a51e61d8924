package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Json;
import dev.assay.lab.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "tpe, TPE",
    "gp, Gaussian process",
    "cma-es, CMA-ES",
    "random, random",
    "sobol, Sobol",
    "halton, Halton"
  })
  void tunesByTheSamplerThatTheFileNames(String name, String sampler) throws IOException {
    Path study =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            study: echoes
            command: echo loss {x}
            metrics:
              loss: 'loss (\\S+)'
            arms:
              tuned:
                tune:
                  x: {from: 0, to: 1}
              fixed:
                x: 2
            tuning: {minimize: loss, trials: 12, seeds: 1, sampler: %s}
            seeds: {min: 3, max: 3}
            claims:
              - says: What was tuned echoes less
                arm: tuned
                baseline: fixed
                difference: {at most: 0}
            """
                .formatted(name));

    Terminal said =
        Terminal.run("compare", study.toString(), "--json", "--home", folder.toString());

    assertThat(said.exit()).as(said.err()).isZero();
    ClaimRecord record = Json.read(said.out(), ClaimRecord[].class)[0];
    assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.REPRODUCED);
    assertThat(record.tuning().getFirst().sampler()).containsIgnoringCase(sampler);
    assertThat(record.tuning().getFirst().trials()).hasSize(12);
    assertThat(folder.resolve("study.html")).content().contains("What was tuned echoes less");
  }
}
