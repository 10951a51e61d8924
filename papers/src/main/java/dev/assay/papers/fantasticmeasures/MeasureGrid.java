package dev.assay.papers.fantasticmeasures;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.PopulationWorkload;
import dev.assay.lab.Seed;
import dev.assay.methods.GeneralizationMeasure;
import dev.assay.methods.MeasureRanking;
import dev.assay.methods.NetworkSummary;
import dev.assay.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Perceptrons over a full grid of width, depth, rate and batch: does a measure rank their
 * generalization gaps?
 *
 * <p>Settings: {@code data}, {@code examples}, {@code levels} of each hyperparameter, 2 or 3;
 * {@code target} of the cross entropy, {@code epochs} at most; {@code noisy images} and {@code
 * noisy networks} that the tolerance of noise is measured with; {@code climbed images} that
 * gradient ascent is. A trial is a whole grid.
 */
final class MeasureGrid implements PopulationWorkload {
  static final List<String> HYPERPARAMETERS = List.of("width", "depth", "rate", "batch");
  private static final int[] WIDTHS = {32, 128, 64};
  private static final int[] DEPTHS = {1, 3, 2};
  private static final double[] RATES = {0.01, 0.1, 0.03};
  private static final int[] BATCHES = {32, 128, 64};

  @Override
  public String shape(Configuration configuration) {
    return configuration.toString();
  }

  @Override
  public List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) {
    Configuration settings = configurations.getFirst();
    List<Grid> grids = seeds.stream().map(_ -> new Grid()).toList();
    try (TensorScope _ = TensorScope.open()) {
      ImageSets images = ImageSets.load(settings.text("data"), seeds, settings.integer("examples"));
      int levels = settings.integer("levels");
      for (int cell = 0; cell < levels * levels * levels * levels; cell++) {
        int[] place = {
          cell % levels,
          cell / levels % levels,
          cell / (levels * levels) % levels,
          cell / (levels * levels * levels)
        };
        add(place, settings, seeds, images, grids);
      }
      int tests = images.testLabels().size(1);
      return grids.stream().map(grid -> grid.outcome(tests)).toList();
    }
  }

  private static void add(
      int[] place, Configuration settings, List<Seed> seeds, ImageSets images, List<Grid> grids) {
    TrainedNetworks.Recipe recipe =
        new TrainedNetworks.Recipe(
            WIDTHS[place[0]], DEPTHS[place[1]], RATES[place[2]], BATCHES[place[3]]);
    try (TensorScope _ = TensorScope.open()) {
      TrainedNetworks networks =
          new TrainedNetworks(
              recipe, seeds, images, settings.real("target"), settings.integer("epochs"));
      boolean[] fitted = networks.fitted();
      double[] train = networks.trainErrors();
      double[] test = networks.testErrors(images.testLabels());
      List<NetworkSummary> summaries =
          networks.summarize(
              settings.integer("noisy images"),
              settings.integer("noisy networks"),
              settings.integer("climbed images"));
      for (int i = 0; i < grids.size(); i++) {
        grids.get(i).add(place, fitted[i], test[i] - train[i], summaries.get(i));
      }
    }
  }

  /** The networks of one seed. */
  private static final class Grid {
    private final List<int[]> settings = new ArrayList<>();
    private final List<Double> gaps = new ArrayList<>();
    private final List<NetworkSummary> summaries = new ArrayList<>();
    private int unfitted;

    void add(int[] place, boolean fitted, double gap, NetworkSummary summary) {
      settings.add(place);
      gaps.add(gap);
      summaries.add(summary);
      unfitted += fitted ? 0 : 1;
    }

    Outcome outcome(int tests) {
      double[] gap = gaps.stream().mapToDouble(Double::doubleValue).toArray();
      MeasureRanking ranking = new MeasureRanking(settings, gap);
      Outcome outcome =
          Outcome.of("networks not fitted", unfitted)
              .with("smallest gap", Arrays.stream(gap).min().orElseThrow())
              .with("mean gap", Arrays.stream(gap).average().orElseThrow())
              .with("largest gap", Arrays.stream(gap).max().orElseThrow());
      for (GeneralizationMeasure measure : GeneralizationMeasure.values()) {
        double[] values = summaries.stream().mapToDouble(measure::value).toArray();
        String name = measure.label();
        double[] psi =
            IntStream.range(0, HYPERPARAMETERS.size())
                .mapToDouble(i -> ranking.psi(values, i))
                .toArray();
        for (int i = 0; i < psi.length; i++) {
          outcome = outcome.with("psi over %s: %s".formatted(HYPERPARAMETERS.get(i), name), psi[i]);
        }
        outcome =
            outcome
                .with("tau: " + name, ranking.tau(values))
                .with("Psi: " + name, ranking.psi(values))
                .with("least psi: " + name, Arrays.stream(psi).min().orElseThrow())
                .with("information: " + name, ranking.information(values))
                .with(
                    "share above 1: " + name,
                    (double) Arrays.stream(values).filter(v -> v > 1).count() / values.length)
                .with(
                    "mean log: " + name,
                    Arrays.stream(values).map(Math::log).average().orElseThrow());
        double worst = ranking.worstSignError(values, tests);
        // Where no environment has gaps that surely differ there is no worst one.
        outcome = Double.isNaN(worst) ? outcome : outcome.with("worst sign error: " + name, worst);
      }
      return outcome;
    }
  }
}
