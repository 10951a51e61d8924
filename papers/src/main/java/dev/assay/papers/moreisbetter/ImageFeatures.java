package dev.assay.papers.moreisbetter;

import dev.assay.data.LabelledImages;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.PopulationWorkload;
import dev.assay.lab.Seed;
import dev.assay.methods.Eigenframework;
import dev.assay.methods.RandomFeatureRidge;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Ridge regression on random features of images, beside the eigenframework's prediction from the
 * kernel's eigenstructure over the whole pool of images. A sample is drawn from the pool with
 * replacement and the error is that over the pool: the population that the theory is told.
 *
 * <p>Settings: {@code images} (digits, fashion-mnist) and {@code pool}, their number; {@code
 * features} (relu, fourier), {@code k}, {@code n}, {@code ridge} (none for the best by theory),
 * {@code draws} a trial.
 */
final class ImageFeatures implements PopulationWorkload {
  /** What trials must have in common to share their draws and eigendecompositions. */
  private record Task(Seed seed, ImagePool pool, ImagePool.Kind kind, int n, int k, int draws) {}

  @Override
  public List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) {
    Map<Task, List<Integer>> byTask = new LinkedHashMap<>();
    for (int i = 0; i < configurations.size(); i++) {
      byTask
          .computeIfAbsent(task(configurations.get(i), seeds.get(i)), _ -> new ArrayList<>())
          .add(i);
    }
    Outcome[] outcomes = new Outcome[configurations.size()];
    byTask.forEach(
        (task, positions) -> {
          Eigenframework theory = new Eigenframework(task.pool().structure(task.kind()), 0);
          List<Eigenframework.Risk> risks =
              positions.stream()
                  .map(configurations::get)
                  .map(
                      configuration ->
                          configuration.has("ridge")
                              ? theory.at(task.n(), task.k(), configuration.real("ridge"))
                              : theory.optimum(task.n(), task.k()))
                  .toList();
          double[][] errors = errors(task, risks);
          for (int i = 0; i < risks.size(); i++) {
            Eigenframework.Risk risk = risks.get(i);
            outcomes[positions.get(i)] =
                Outcome.of(GaussianFeatures.TEST, errors[i][0])
                    .with(GaussianFeatures.TEST_THEORY, risk.test())
                    .with(GaussianFeatures.TRAIN, errors[i][1])
                    .with(GaussianFeatures.TRAIN_THEORY, risk.train())
                    .with("ridge by theory", risk.ridge());
          }
        });
    return Arrays.asList(outcomes);
  }

  private static Task task(Configuration configuration, Seed seed) {
    return new Task(
        seed,
        new ImagePool(configuration.text("images"), configuration.integer("pool")),
        ImagePool.Kind.valueOf(configuration.text("features").toUpperCase(Locale.ROOT)),
        configuration.integer("n"),
        configuration.integer("k"),
        configuration.integer("draws"));
  }

  /** The mean test and training error over the draws, at each ridge. */
  private static double[][] errors(Task task, List<Eigenframework.Risk> risks) {
    double[][] errors = new double[risks.size()][2];
    try (TensorScope _ = TensorScope.withoutGradient()) {
      LabelledImages images = task.pool().images();
      Tensor inputs = ImagePool.inputs(images);
      Tensor targets = ImagePool.halves(images).reshape(images.size(), 1);
      for (int draw = 0; draw < task.draws(); draw++) {
        try (TensorScope _ = TensorScope.open()) {
          RandomGenerator random = task.seed().random("sample " + draw);
          long[] chosen = new long[task.n()];
          Arrays.setAll(chosen, _ -> random.nextInt(images.size()));
          Tensor positions = Tensor.of(chosen, chosen.length);
          Tensor features =
              task.kind().features(inputs, task.k(), task.seed().random("features " + draw));
          RandomFeatureRidge regression =
              new RandomFeatureRidge(
                  features.indexSelect(0, positions), targets.indexSelect(0, positions));
          for (int i = 0; i < errors.length; i++) {
            double ridge = risks.get(i).ridge();
            Tensor misses = features.matmul(regression.weights(ridge)).sub(targets);
            errors[i][0] += misses.squaredNorm().item() / images.size() / task.draws();
            errors[i][1] += regression.trainError(ridge) / task.draws();
          }
        }
      }
    }
    return errors;
  }
}
