package dev.assay.papers.moreisbetter;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.Eigenframework;
import dev.assay.methods.Eigenstructure;
import dev.assay.methods.FittingRatio;
import java.util.random.RandomGenerator;

/** What the eigenframework says by itself, without any sample. */
final class Theory {
  static final String GREATEST_STEP = "greatest step of the log of the tuned test error";
  static final String RATIO = "optimal fitting ratio";
  static final String CLOSED_FORM = "optimal fitting ratio in closed form";

  private Theory() {}

  /**
   * Random tasks: the greatest step of the log of the test error at the best ridge, as n or k goes
   * from 8 to 512 by doubling, and k then to infinity, the other being 64 (or infinite, for every
   * third task, where it is k). Settings: {@code over} (samples, features), {@code cases}.
   */
  static Outcome randomTasks(Configuration configuration, Seed seed) {
    RandomGenerator random = seed.random("tasks");
    boolean samples = configuration.text("over").equals("samples");
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < configuration.integer("cases"); i++) {
      Eigenframework task = randomTask(random);
      double features = i % 3 == 0 ? Eigenframework.INFINITE : 64;
      double before = Double.NaN;
      for (int value = 8; value <= (samples ? 512 : 1024); value *= 2) {
        Eigenframework.Risk risk =
            samples
                ? task.optimum(value, features)
                : task.optimum(64, value == 1024 ? Eigenframework.INFINITE : value);
        double now = Math.log(risk.test());
        greatest = value == 8 ? greatest : Math.max(greatest, now - before);
        before = now;
      }
    }
    return Outcome.of(GREATEST_STEP, greatest);
  }

  /**
   * From 20 to 999 modes, eigenvalues over some decades in no smooth order, the target anywhere in
   * them, noise from none to a hundred times the target.
   */
  private static Eigenframework randomTask(RandomGenerator random) {
    int modes = 20 + random.nextInt(980);
    double[] eigenvalues = new double[modes];
    double[] squares = new double[modes];
    double decades = 6 * random.nextDouble();
    double spread = 3 * random.nextDouble();
    for (int i = 0; i < modes; i++) {
      eigenvalues[i] = Math.pow(10, -decades * random.nextDouble());
      squares[i] = Math.exp(spread * random.nextGaussian()) / modes;
    }
    // With no more modes than samples and no noise nothing is left to compare.
    double noise =
        modes > 512 && random.nextBoolean() ? 0 : Math.pow(10, -2 + 4 * random.nextDouble());
    return new Eigenframework(Eigenstructure.of(eigenvalues, squares), noise);
  }

  /**
   * The optimal fitting ratio of kernel ridge regression on a power-law task. Settings: {@code
   * alpha}, {@code beta}, {@code n}, {@code noise} relative to the test error without noise and
   * ridge, or by itself where {@code absolute}; {@code modes}, none for infinitely many.
   */
  static Outcome fittingRatio(Configuration configuration, Seed seed) {
    double alpha = configuration.real("alpha");
    double beta = configuration.real("beta");
    double noise = configuration.real("noise");
    int n = configuration.integer("n");
    Eigenstructure task =
        configuration.has("modes")
            ? Eigenstructure.powerLaw(alpha, beta, configuration.integer("modes"))
            : Eigenstructure.powerLaw(alpha, beta);
    double unit =
        configuration.has("absolute")
            ? 1
            : new Eigenframework(task, 0).at(n, Eigenframework.INFINITE, 0).test();
    return Outcome.of(
            RATIO,
            new Eigenframework(task, noise * unit)
                .optimum(n, Eigenframework.INFINITE)
                .fittingRatio())
        .with(CLOSED_FORM, new FittingRatio(alpha, beta, noise).optimum());
  }
}
