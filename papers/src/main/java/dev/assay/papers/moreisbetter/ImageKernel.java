package dev.assay.papers.moreisbetter;

import dev.assay.data.LabelledImages;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.PopulationWorkload;
import dev.assay.lab.Seed;
import dev.assay.methods.ArcCosineKernel;
import dev.assay.methods.KernelRidge;
import dev.assay.methods.PowerLawExponents;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Kernel ridge regression on images with the kernel of one infinitely wide hidden ReLU layer: the
 * training error over the test error at the best of 50 ridges and none, and the task's exponents.
 *
 * <p>Settings: {@code images} (digits, fashion-mnist), {@code n} examples, {@code test} others,
 * {@code relative noise} (the noise's variance, summed over outputs, over the test error without
 * noise and ridge).
 */
final class ImageKernel implements PopulationWorkload {
  static final String RATIO = "fitting ratio at the best ridge";
  static final String ALPHA = "alpha";
  static final String BETA = "beta";

  /** No ridge, then 50 from 1e-6 to 1e3. */
  private static final double[] RIDGES = new double[51];

  /** The exponents are fitted over so many parts of the examples. */
  private static final int[] PARTS = {8, 6, 4, 3, 2, 1};

  static {
    Arrays.setAll(RIDGES, i -> i == 0 ? 0 : Math.pow(10, -6 + 9 * (i - 1) / 49.0));
  }

  /** What trials must have in common to share examples and kernel. */
  private record Task(Seed seed, String images, int n, int test) {}

  @Override
  public List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) {
    Map<Task, List<Integer>> byTask = new LinkedHashMap<>();
    for (int i = 0; i < configurations.size(); i++) {
      Configuration configuration = configurations.get(i);
      byTask
          .computeIfAbsent(
              new Task(
                  seeds.get(i),
                  configuration.text("images"),
                  configuration.integer("n"),
                  configuration.integer("test")),
              _ -> new ArrayList<>())
          .add(i);
    }
    Outcome[] outcomes = new Outcome[configurations.size()];
    byTask.forEach(
        (task, positions) -> {
          try (TensorScope _ = TensorScope.withoutGradient()) {
            Examples examples = new Examples(task);
            positions.forEach(
                i -> outcomes[i] = examples.outcome(configurations.get(i).real("relative noise")));
          }
        });
    return Arrays.asList(outcomes);
  }

  /** One draw of examples, and what does not depend on the noise. */
  private static final class Examples {
    private final Task task;
    private final Tensor kernel;
    private final Tensor cross;
    private final Tensor targets;
    private final Tensor testTargets;
    private final double clean;
    private final PowerLawExponents exponents;

    Examples(Task task) {
      this.task = task;
      LabelledImages drawn =
          new ImagePool(task.images(), Integer.MAX_VALUE)
              .images()
              .sample(task.n() + task.test(), task.seed().random("examples"));
      Tensor inputs = ImagePool.inputs(drawn);
      Tensor classes = ImagePool.classes(drawn);
      Tensor x = inputs.slice(0, 0, task.n());
      kernel = ArcCosineKernel.matrix(x, x);
      cross = ArcCosineKernel.matrix(inputs.slice(0, task.n(), drawn.size()), x);
      targets = classes.slice(0, 0, task.n());
      testTargets = classes.slice(0, task.n(), drawn.size());
      double[] sizes = new double[PARTS.length];
      double[] inverseTraces = new double[PARTS.length];
      double[] errors = new double[PARTS.length];
      for (int i = 0; i < PARTS.length; i++) {
        int size = task.n() / PARTS[i];
        Tensor part = kernel.slice(0, 0, size).slice(1, 0, size);
        KernelRidge regression = new KernelRidge(part, targets.slice(0, 0, size));
        sizes[i] = size;
        inverseTraces[i] = regression.inverseTrace();
        errors[i] = testError(regression, cross.slice(1, 0, size), 0);
      }
      clean = errors[PARTS.length - 1];
      exponents = PowerLawExponents.estimate(sizes, inverseTraces, errors);
    }

    private double testError(KernelRidge regression, Tensor crossKernel, double ridge) {
      try (TensorScope _ = TensorScope.open()) {
        return regression.predict(crossKernel, ridge).sub(testTargets).squaredNorm().item()
            / task.test();
      }
    }

    Outcome outcome(double relativeNoise) {
      double variance = relativeNoise * clean;
      int outputs = targets.size(1);
      RandomGenerator random = task.seed().random("noise");
      Tensor noise = Tensor.randn(random, task.n(), outputs).mul(Math.sqrt(variance / outputs));
      KernelRidge regression = new KernelRidge(kernel, targets.add(noise));
      double least = Double.POSITIVE_INFINITY;
      double train = 0;
      double best = 0;
      double[] ratios = new double[RIDGES.length];
      double[] tests = new double[RIDGES.length];
      for (int i = 0; i < RIDGES.length; i++) {
        // Fresh examples are noisy too.
        tests[i] = testError(regression, cross, RIDGES[i]) + variance;
        double fitted = regression.trainError(RIDGES[i]);
        ratios[i] = fitted / tests[i];
        if (tests[i] < least) {
          least = tests[i];
          train = fitted;
          best = RIDGES[i];
        }
      }
      return Outcome.of(RATIO, train / least)
          .with("best ridge", best)
          .with("test error at the best ridge", least)
          .with("test error without ridge", tests[0])
          .with(ALPHA, exponents.alpha())
          .with(BETA, exponents.beta())
          .withCurve("test error over fitting ratio", ratios, tests);
    }
  }
}
