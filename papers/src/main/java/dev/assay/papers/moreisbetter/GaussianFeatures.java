package dev.assay.papers.moreisbetter;

import dev.assay.data.RandomFeatureTask;
import dev.assay.data.RegressionTable;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.PopulationWorkload;
import dev.assay.lab.Seed;
import dev.assay.methods.Eigenframework;
import dev.assay.methods.Eigenstructure;
import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ridge regression on random features of Gaussian inputs, several independent draws a trial, beside
 * what the eigenframework predicts. The test error of a draw is exact: for {@code x ~ N(0, I)} it
 * is {@code |v - w|^2 + sigma^2}, with w the coefficients that the answer has in the
 * eigenfunctions.
 *
 * <p>Trials of one seed and task share examples and features, those of one n and k their
 * eigendecomposition too: all the curves of a seed cost little more than their largest point.
 *
 * <p>Settings: {@code alpha}, {@code beta}, {@code modes}; {@code noise} (the variance) or {@code
 * relative noise} (over the test error without noise and ridge); {@code n}, {@code k} (none for the
 * kernel itself), {@code ridge} (none for the best by theory), {@code draws}. For the traps: {@code
 * target beta} of the task where it is not the beta that theory is told, {@code convention} of the
 * ridge, {@code single precision}.
 */
final class GaussianFeatures implements PopulationWorkload {
  /** The authors' ridges, from 1e-3 to 1e2. */
  static final double[] RIDGES = new double[31];

  /** The fitting ratios at which a curve over them is drawn. */
  static final double[] RATIOS = {0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

  static final String TEST = "test error";
  static final String TEST_THEORY = "test error by theory";
  static final String STANDARD_ERROR = "standard error of the test error";
  static final String TRAIN = "train error";
  static final String TRAIN_THEORY = "train error by theory";
  static final String RATIO = "fitting ratio";
  static final String RATIO_THEORY = "fitting ratio by theory";
  static final String LEAST_TEST = "least test error of 31 ridges";
  static final String LEAST_RATIO = "fitting ratio at the best of 31 ridges";

  static {
    Arrays.setAll(RIDGES, i -> Math.pow(10, -3 + 5 * i / 30.0));
  }

  static String testAt(double ratio) {
    return "test error at fitting ratio " + ratio;
  }

  static String testAtByTheory(double ratio) {
    return testAt(ratio) + " by theory";
  }

  /** What trials must have in common to share their draws. */
  private record Task(
      Seed seed, double alpha, double beta, double noiseVariance, int modes, int draws) {}

  @Override
  public List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) {
    List<Member> members = new ArrayList<>();
    Map<Task, List<Member>> byTask = new LinkedHashMap<>();
    for (int i = 0; i < configurations.size(); i++) {
      Member member = new Member(configurations.get(i));
      members.add(member);
      byTask.computeIfAbsent(member.task(seeds.get(i)), _ -> new ArrayList<>()).add(member);
    }
    byTask.forEach(
        (task, sharing) -> {
          for (int draw = 0; draw < task.draws(); draw++) {
            try (TensorScope _ = TensorScope.withoutGradient()) {
              draw(task, draw, sharing);
            }
          }
        });
    return members.stream().map(Member::outcome).toList();
  }

  private static void draw(Task settings, int draw, List<Member> members) {
    RandomFeatureTask task =
        RandomFeatureTask.powerLaw(
            settings.modes(),
            settings.alpha(),
            settings.beta(),
            Math.sqrt(settings.noiseVariance()));
    int mostSamples = members.stream().mapToInt(member -> member.n).max().orElseThrow();
    RegressionTable sample = task.sample(mostSamples, settings.seed().random("sample " + draw));
    Tensor inputs = sample.features().tensor();
    Tensor targets = sample.targetTensor();
    int mostFeatures = members.stream().mapToInt(Member::features).max().orElseThrow();
    Tensor projection =
        mostFeatures == 0
            ? Tensor.empty(DType.FLOAT64, settings.modes(), 0)
            : task.projection(mostFeatures, settings.seed().random("features " + draw))
                .contiguous();
    Map<Integer, List<Member>> bySamples = new TreeMap<>();
    members.forEach(
        member -> bySamples.computeIfAbsent(member.n, _ -> new ArrayList<>()).add(member));
    bySamples.forEach(
        (n, ofSize) -> {
          Tensor x = inputs.slice(0, 0, n);
          Tensor y = targets.slice(0, 0, n);
          int widest = ofSize.stream().mapToInt(Member::features).max().orElseThrow();
          Tensor features = widest == 0 ? x : x.matmul(projection.slice(1, 0, widest));
          Map<Integer, List<Member>> byFeatures = new TreeMap<>();
          ofSize.forEach(
              member ->
                  byFeatures
                      .computeIfAbsent(member.features(), _ -> new ArrayList<>())
                      .add(member));
          byFeatures.forEach(
              (k, alike) -> {
                try (TensorScope _ = TensorScope.open()) {
                  double scale = Math.sqrt((double) mostFeatures / k);
                  Fit fit =
                      k == 0
                          ? Fit.ofKernel(task, x, y)
                          : Fit.ofFeatures(
                              features.slice(1, 0, k).mul(scale),
                              y,
                              projection.slice(1, 0, k),
                              scale);
                  alike.forEach(member -> member.measure(task, fit, draw));
                }
              });
        });
  }

  /** One trial: what it measures, and what theory says. */
  private static final class Member {
    private final Configuration configuration;
    private final int n;
    private final double k;
    private final double noiseVariance;
    private final boolean tuned;
    private final boolean curve;
    private final Eigenframework theory;
    private final Eigenframework.Risk risk;
    private final double[] ridges;
    private final double[][] test;
    private final double[][] train;

    Member(Configuration configuration) {
      this.configuration = configuration;
      n = configuration.integer("n");
      k = configuration.has("k") ? configuration.integer("k") : Eigenframework.INFINITE;
      Eigenstructure spectrum =
          Eigenstructure.powerLaw(
              configuration.real("alpha"),
              configuration.real("beta"),
              configuration.integer("modes"));
      curve = configuration.has("relative noise");
      noiseVariance =
          curve
              ? configuration.real("relative noise")
                  * new Eigenframework(spectrum, 0).at(n, Eigenframework.INFINITE, 0).test()
              : configuration.real("noise");
      theory = new Eigenframework(spectrum, noiseVariance);
      tuned = !configuration.has("ridge");
      risk = tuned ? theory.optimum(n, k) : theory.at(n, k, configuration.real("ridge"));
      List<Double> all = new ArrayList<>();
      all.add(convention(risk.ridge()));
      if (tuned) {
        Arrays.stream(RIDGES).forEach(all::add);
      }
      if (curve) {
        Arrays.stream(RATIOS).forEach(ratio -> all.add(atRatio(ratio).ridge()));
      }
      ridges = all.stream().mapToDouble(Double::doubleValue).toArray();
      test = new double[ridges.length][configuration.integer("draws")];
      train = new double[ridges.length][configuration.integer("draws")];
    }

    Task task(Seed seed) {
      return new Task(
          seed,
          configuration.real("alpha"),
          configuration.real(configuration.has("target beta") ? "target beta" : "beta"),
          noiseVariance,
          configuration.integer("modes"),
          configuration.integer("draws"));
    }

    /** The number of features, 0 for the kernel itself. */
    int features() {
      return Double.isFinite(k) ? (int) k : 0;
    }

    private Eigenframework.Risk atRatio(double ratio) {
      return theory.atFittingRatio(n, k, ratio);
    }

    /** The ridge in {@code K + ridge I} under what the trial takes delta for. */
    private double convention(double delta) {
      if (!configuration.has("convention")) {
        return delta;
      }
      return switch (configuration.text("convention")) {
        case "times n" -> n * delta;
        case "features not scaled" -> delta / k;
        default ->
            throw new IllegalArgumentException(
                "convention must be 'times n' or 'features not scaled', not '%s'"
                    .formatted(configuration.text("convention")));
      };
    }

    void measure(RandomFeatureTask task, Fit fit, int draw) {
      double[] target = task.coefficients();
      Tensor coefficients = Tensor.of(target, target.length, 1);
      Fit used = configuration.has("single precision") ? fit.inSinglePrecision() : fit;
      for (int i = 0; i < ridges.length; i++) {
        try (TensorScope _ = TensorScope.open()) {
          Tensor answer = used.coefficients(ridges[i]);
          test[i][draw] = noiseVariance + answer.sub(coefficients).squaredNorm().item();
        }
        train[i][draw] = used.trainError(ridges[i]);
      }
    }

    Outcome outcome() {
      double error = mean(test[0]);
      Outcome outcome =
          Outcome.of(TEST, error)
              .with(STANDARD_ERROR, standardError(test[0]))
              .with(TEST_THEORY, risk.test())
              .with(TRAIN, mean(train[0]))
              .with(TRAIN_THEORY, risk.train())
              .with(RATIO, mean(train[0]) / error)
              .with(RATIO_THEORY, risk.fittingRatio())
              .with("ridge by theory", risk.ridge());
      if (tuned) {
        int best = 1;
        for (int i = 2; i <= RIDGES.length; i++) {
          best = mean(test[i]) < mean(test[best]) ? i : best;
        }
        outcome =
            outcome
                .with(LEAST_TEST, mean(test[best]))
                .with(LEAST_RATIO, mean(train[best]) / mean(test[best]));
      }
      if (curve) {
        int first = ridges.length - RATIOS.length;
        for (int i = 0; i < RATIOS.length; i++) {
          outcome =
              outcome
                  .with(testAt(RATIOS[i]), mean(test[first + i]))
                  .with(testAtByTheory(RATIOS[i]), atRatio(RATIOS[i]).test());
        }
      }
      return outcome;
    }

    private static double mean(double[] values) {
      return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double standardError(double[] values) {
      double mean = mean(values);
      double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
      return Math.sqrt(squares / (values.length - 1) / values.length);
    }
  }
}
