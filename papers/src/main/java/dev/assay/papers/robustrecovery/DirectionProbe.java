package dev.assay.papers.robustrecovery;

import dev.assay.data.LinearOperator2D;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.SignRip;
import dev.assay.tensor.TensorScope;

/**
 * Sign-RIP at random errors of {@code rank} and {@code norm} under one draw of measurements and
 * noise; settings as in {@link Problems}, and the number of {@code errors}.
 */
final class DirectionProbe {
  private DirectionProbe() {}

  static Outcome run(Configuration configuration, Seed seed) {
    int d = configuration.integer("d");
    try (TensorScope _ = TensorScope.open()) {
      SignRip.Probe probe =
          SignRip.probe(
              LinearOperator2D.gaussian(
                  d, d, configuration.integer("measurements"), seed.random("operator")),
              Problems.noise(configuration),
              configuration.integer("rank"),
              configuration.real("norm"),
              configuration.integer("errors"),
              seed.random("probe"));
      return Outcome.of("alignment", probe.alignment()).with("deviation", probe.deviation());
    }
  }
}
