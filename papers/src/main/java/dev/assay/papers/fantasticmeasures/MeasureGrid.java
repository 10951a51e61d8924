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
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Perceptrons over a full grid of width, depth, rate and batch: does a measure rank their
 * generalization gaps?
 *
 * <p>Settings: {@code data}, {@code examples}, {@code levels} of each hyperparameter, 2 or 3;
 * {@code target} of the cross entropy, {@code steps} at most; {@code noisy images} and {@code noisy
 * networks} that the tolerance of noise is measured with; {@code climbed images} that gradient
 * ascent is. A trial is a whole grid; networks that diverged have no measures, and are counted and
 * left out of the ranks.
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
      // Networks that differ in seed or rate have one shape, and train together.
      ImageSets repeated = images.times(levels);
      for (int cell = 0; cell < levels * levels * levels; cell++) {
        int[] place = {cell % levels, cell / levels % levels, cell / (levels * levels)};
        add(place[0], place[1], place[2], settings, seeds, repeated, grids);
      }
      int tests = images.testLabels().size(1);
      return grids.stream().map(grid -> grid.outcome(tests)).toList();
    }
  }

  private static void add(
      int width,
      int depth,
      int batch,
      Configuration settings,
      List<Seed> seeds,
      ImageSets images,
      List<Grid> grids) {
    List<TrainedNetworks.Recipe> recipes = new ArrayList<>();
    List<Seed> members = new ArrayList<>();
    for (int rate = 0; rate < settings.integer("levels"); rate++) {
      members.addAll(seeds);
      recipes.addAll(
          Collections.nCopies(
              seeds.size(),
              new TrainedNetworks.Recipe(
                  WIDTHS[width], DEPTHS[depth], RATES[rate], BATCHES[batch])));
    }
    try (TensorScope _ = TensorScope.open()) {
      TrainedNetworks networks =
          new TrainedNetworks(
              recipes, members, images, settings.real("target"), settings.integer("steps"));
      boolean[] fitted = networks.fitted();
      boolean[] diverged = networks.diverged();
      double[] train = networks.trainErrors();
      double[] test = networks.testErrors(images.testLabels());
      List<NetworkSummary> summaries =
          networks.summarize(
              settings.integer("noisy images"),
              settings.integer("noisy networks"),
              settings.integer("climbed images"));
      for (int i = 0; i < members.size(); i++) {
        Grid grid = grids.get(i % seeds.size());
        if (diverged[i]) {
          grid.diverged++;
        } else {
          int[] place = {width, depth, i / seeds.size(), batch};
          grid.add(place, fitted[i], test[i] - train[i], summaries.get(i));
        }
      }
    }
  }

  /** The networks of one seed. */
  private static final class Grid {
    private final List<int[]> settings = new ArrayList<>();
    private final List<Double> gaps = new ArrayList<>();
    private final List<NetworkSummary> summaries = new ArrayList<>();
    private int unfitted;
    private int diverged;

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
              .with("networks that diverged", diverged)
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
