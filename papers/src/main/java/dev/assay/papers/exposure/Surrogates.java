package dev.assay.papers.exposure;

import dev.assay.lab.Configuration;
import dev.assay.methods.CrossValidatedChoice;
import dev.assay.methods.GradientBoostedTrees;
import dev.assay.methods.MixtureOfExperts;
import dev.assay.methods.PerceptronSurrogate;
import dev.assay.methods.PolynomialSurrogate;
import dev.assay.methods.RandomForest;
import dev.assay.methods.Surrogate;
import dev.assay.methods.TabNet;
import dev.assay.methods.TensorProductSpline;
import dev.assay.methods.TensorProductSpline.Basis;
import java.util.ArrayList;
import java.util.List;

/** The paper's four surrogates and simpler ones, by name. */
final class Surrogates {
  private static final double SPLINE_ENERGY = 1e-4;

  private Surrogates() {}

  static Surrogate.Method named(String name, Configuration configuration) {
    return switch (name) {
      case "mean" -> new PolynomialSurrogate(0);
      case "linear" -> new PolynomialSurrogate(1);
      case "quadratic" -> new PolynomialSurrogate(2);
      case "boosting" -> new CrossValidatedChoice(boostings(configuration), 5);
      case "forest" -> new RandomForest(100, 4);
      case "mixture" -> mixture();
      case "perceptron" ->
          new PerceptronSurrogate(
              List.of(256, 256, 256), 1e-3, 128, configuration.integer("iterations"));
      case "tabnet" ->
          new TabNet(32, 3, 1.3, 1e-3, 0.8, 1e-3, 128, configuration.integer("epochs"), 1000);
      default ->
          throw new IllegalArgumentException(
              "surrogate must be mean, linear, quadratic, boosting, forest, mixture, perceptron or"
                  + " tabnet, not %s.".formatted(name));
    };
  }

  /** The grid, or its first {@code settings} only, where that is given. */
  private static List<GradientBoostedTrees> boostings(Configuration configuration) {
    List<GradientBoostedTrees> grid = new ArrayList<>();
    for (int depth : new int[] {2, 3, 5, 7}) {
      for (double rate : new double[] {0.05, 0.2}) {
        for (double lambda : new double[] {1, 10}) {
          grid.add(new GradientBoostedTrees(rate, depth, lambda, 0, 500, 20));
        }
      }
    }
    return configuration.has("settings")
        ? grid.subList(0, configuration.integer("settings"))
        : grid;
  }

  private static Surrogate.Method mixture() {
    return new MixtureOfExperts(
        2,
        List.of(
            new PolynomialSurrogate(2),
            new TensorProductSpline(Basis.B_SPLINE, 2, SPLINE_ENERGY),
            new TensorProductSpline(Basis.HERMITE, 1, SPLINE_ENERGY)));
  }
}
