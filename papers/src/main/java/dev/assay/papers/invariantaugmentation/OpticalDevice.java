package dev.assay.papers.invariantaugmentation;

import dev.assay.data.Datasets;
import dev.assay.data.RegressionTable;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.LeastSquaresRegression;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One method on Janzing's twelve experiments, in which a laptop's picture of 3 x 3 pixels (the
 * treatments) and a light-emitting diode (the confounder, known here) light a sensor (the outcome).
 *
 * <p>The effect that counts as true is fitted with the confounder known: by a polynomial of {@code
 * degree} 1, or of the degree 1 or 2 that predicts better in five folds ({@code degree} 0). The
 * augmentation adds Gaussian noise of a tenth of the pixels' variance.
 */
final class OpticalDevice {
  private static final int PIXELS = 9;
  private static final int FOLDS = 5;

  private OpticalDevice() {}

  private record Experiment(Tensor pixels, Tensor confounder, Tensor outcome) {}

  static Outcome run(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.open()) {
      double sum = 0;
      List<Experiment> experiments = experiments().subList(0, configuration.integer("experiments"));
      for (Experiment experiment : experiments) {
        try (TensorScope _ = TensorScope.open()) {
          sum += error(experiment, configuration, seed);
        }
      }
      return Outcome.of(Simulation.ERROR, sum / experiments.size());
    }
  }

  private static List<Experiment> experiments() {
    RegressionTable table = Datasets.opticalDevice().load();
    double[] numbers =
        IntStream.range(0, table.size()).mapToDouble(i -> table.features().value(i, 0)).toArray();
    List<Experiment> experiments = new ArrayList<>();
    for (double number : Arrays.stream(numbers).distinct().toArray()) {
      RegressionTable one =
          table.select(
              IntStream.range(0, numbers.length).filter(i -> numbers[i] == number).toArray());
      Tensor features = one.features().tensor();
      experiments.add(
          new Experiment(
              centred(features.slice(1, 1, 1 + PIXELS)),
              centred(features.slice(1, 1 + PIXELS, 2 + PIXELS)),
              centred(one.targetTensor())));
    }
    return experiments;
  }

  private static double error(Experiment experiment, Configuration configuration, Seed seed) {
    int degree = configuration.integer("degree");
    int chosen = degree == 0 ? best(experiment) : degree;
    Tensor features = polynomial(experiment.pixels(), chosen);
    Tensor known = Tensor.cat(List.of(features, experiment.confounder()), 1);
    Tensor effect =
        LeastSquaresRegression.ordinary(known, experiment.outcome()).slice(0, 0, features.size(1));
    double scale = Math.sqrt(0.1) * experiment.pixels().std().item();
    Tensor drawn = Tensor.randn(seed.random("augmentation"), experiment.pixels().size(0), PIXELS);
    var again = seed.random("augmentation again");
    UnaryOperator<Tensor> augment =
        _ ->
            polynomial(
                experiment
                    .pixels()
                    .add(Tensor.randn(again, experiment.pixels().size(0), PIXELS), scale),
                chosen);
    Tensor hypothesis =
        new Regressors(
                features,
                polynomial(experiment.pixels().add(drawn, scale), chosen),
                polynomial(drawn, chosen),
                experiment.outcome(),
                augment,
                1e-3)
            .fit(configuration, seed)
            .hypothesis();
    return Simulation.error(hypothesis, effect);
  }

  /** The degree, 1 or 2, with the smaller squared error of prediction over five folds. */
  private static int best(Experiment experiment) {
    return crossValidated(experiment, 2) < crossValidated(experiment, 1) ? 2 : 1;
  }

  private static double crossValidated(Experiment experiment, int degree) {
    Tensor x =
        Tensor.cat(List.of(polynomial(experiment.pixels(), degree), experiment.confounder()), 1);
    int n = x.size(0);
    double sum = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      int from = fold * n / FOLDS;
      int to = (fold + 1) * n / FOLDS;
      Tensor train = Tensor.cat(List.of(x.slice(0, 0, from), x.slice(0, to, n)), 0);
      Tensor outcomes =
          Tensor.cat(
              List.of(experiment.outcome().slice(0, 0, from), experiment.outcome().slice(0, to, n)),
              0);
      Tensor h = LeastSquaresRegression.ordinary(train, outcomes);
      sum +=
          x.slice(0, from, to)
              .matmul(h)
              .sub(experiment.outcome().slice(0, from, to))
              .squaredNorm()
              .item();
    }
    return sum;
  }

  /** The columns and, for a degree of 2, their products, all centred (n x features). */
  private static Tensor polynomial(Tensor x, int degree) {
    List<Tensor> columns = new ArrayList<>(List.of(x));
    for (int j = 0; j < x.size(1) && degree == 2; j++) {
      columns.add(x.slice(1, j, x.size(1)).mul(x.slice(1, j, j + 1)));
    }
    return centred(Tensor.cat(columns, 1));
  }

  private static Tensor centred(Tensor x) {
    return x.sub(x.mean(0, true));
  }
}
