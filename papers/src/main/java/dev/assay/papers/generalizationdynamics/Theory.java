package dev.assay.papers.generalizationdynamics;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.LinearGeneralizationDynamics;
import dev.assay.methods.MarchenkoPastur;

/** What the formulas of the linear student say by themselves, without any sample. */
final class Theory {
  static final String STOP = "stopping time";
  static final String DECADE = "ln 10 over the least eigenvalue";
  static final String STOP_OVER_RIDGE = "log of the least test error over time over that of ridges";

  private Theory() {}

  /** Settings: {@code load}, {@code snr}; the student starts at 0. */
  static Outcome run(Configuration configuration, Seed seed) {
    double load = configuration.real("load");
    LinearGeneralizationDynamics theory =
        new LinearGeneralizationDynamics(load, configuration.real("snr"), 0);
    return Outcome.of(STOP, theory.stopTime())
        .with(DECADE, Math.log(10) / new MarchenkoPastur(load).low())
        .with(STOP_OVER_RIDGE, Math.log(theory.leastTest() / theory.leastRidge()));
  }
}
