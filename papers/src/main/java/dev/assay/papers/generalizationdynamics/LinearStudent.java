package dev.assay.papers.generalizationdynamics;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.PopulationWorkload;
import dev.assay.lab.Seed;
import dev.assay.methods.ExactGradientFlow;
import dev.assay.methods.LinearGeneralizationDynamics;
import dev.assay.methods.MarchenkoPastur;
import dev.assay.methods.RandomFeatureRidge;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A linear student of a noisy linear teacher, trained by gradient flow: its exact training and test
 * error over time on several independent draws, beside the theory of many dimensions. Errors are in
 * units of the noise's variance.
 *
 * <p>Trials of one seed share the draws, those of one load their eigendecomposition too.
 *
 * <p>Settings: {@code load} P/N, {@code snr}, {@code inr}, {@code n} the dimension N, {@code
 * draws}. For the traps: {@code convention} of the time, {@code step} of gradient descent over 1 /
 * l+.
 */
final class LinearStudent implements PopulationWorkload {
  /** The times at which curves are kept. */
  static final double[] TIMES = {0, 0.5, 1, 2, 5, 20, 100, 1000};

  static final String END = "test error at the end";
  static final String MEAN_END = "mean test error at the end";
  static final String END_THEORY = "test error at the end by theory";
  static final String END_WRONG_SPECTRUM =
      "test error at the end by theory with the covariance over P";
  static final String END_WITHOUT_NOISE = "distance from the teacher at the end";
  static final String LEAST = "least test error over time";
  static final String LEAST_THEORY = "least test error over time by theory";
  static final String STOP = "stopping time";
  static final String STOP_THEORY = "stopping time by theory";
  static final String RIDGE = "test error of the best ridge";
  static final String FROZEN_DRIFT = "drift of the frozen subspace";
  static final String STEPS = "log of the test error by steps over that of the flow at 1";

  /** The times among which the best is sought; neighbours are 9 % apart. */
  private static final double[] SEARCHED = new double[161];

  private static final double[] ALL_TIMES = new double[TIMES.length + SEARCHED.length + 1];

  static {
    Arrays.setAll(SEARCHED, i -> Math.pow(10, -2 + 6 * i / 160.0));
    System.arraycopy(TIMES, 0, ALL_TIMES, 0, TIMES.length);
    System.arraycopy(SEARCHED, 0, ALL_TIMES, TIMES.length, SEARCHED.length);
    ALL_TIMES[ALL_TIMES.length - 1] = Double.POSITIVE_INFINITY;
  }

  static String testAt(double time) {
    return "test error at " + time;
  }

  static String testAtByTheory(double time) {
    return testAt(time) + " by theory";
  }

  static String trainAt(double time) {
    return "train error at " + time;
  }

  static String trainAtByTheory(double time) {
    return trainAt(time) + " by theory";
  }

  /** What trials must have in common to share their draws. */
  private record Draws(Seed seed, int n, int count) {}

  @Override
  public List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) {
    List<Student> students = new ArrayList<>();
    Map<Draws, List<Student>> byDraws = new LinkedHashMap<>();
    for (int i = 0; i < configurations.size(); i++) {
      Configuration configuration = configurations.get(i);
      Student student = new Student(configuration);
      students.add(student);
      byDraws
          .computeIfAbsent(
              new Draws(seeds.get(i), student.n, configuration.integer("draws")),
              _ -> new ArrayList<>())
          .add(student);
    }
    byDraws.forEach(
        (draws, sharing) -> {
          for (int draw = 0; draw < draws.count(); draw++) {
            try (TensorScope _ = TensorScope.withoutGradient()) {
              draw(draws, draw, sharing);
            }
          }
        });
    return students.stream().map(Student::outcome).toList();
  }

  private static void draw(Draws draws, int draw, List<Student> students) {
    int n = draws.n();
    int most = students.stream().mapToInt(student -> student.examples).max().orElseThrow();
    Tensor inputs =
        Tensor.randn(draws.seed().random("inputs " + draw), most, n).divInPlace(Math.sqrt(n));
    Tensor teacher = Tensor.randn(draws.seed().random("teacher " + draw), n);
    Tensor first = Tensor.randn(draws.seed().random("start " + draw), n);
    Tensor noise = Tensor.randn(draws.seed().random("noise " + draw), most);
    Map<Integer, List<Student>> bySize = new TreeMap<>();
    students.forEach(
        student -> bySize.computeIfAbsent(student.examples, _ -> new ArrayList<>()).add(student));
    bySize.forEach(
        (examples, ofSize) -> {
          try (TensorScope _ = TensorScope.open()) {
            Tensor x = inputs.slice(0, 0, examples);
            List<Tensor> teachers =
                ofSize.stream().map(student -> teacher.mul(Math.sqrt(student.snr))).toList();
            Tensor starts =
                Tensor.stack(
                    ofSize.stream().map(student -> first.mul(Math.sqrt(student.inr))).toList(), 1);
            Tensor teaching = Tensor.stack(teachers, 1);
            Tensor targets =
                x.matmul(teaching).add(noise.slice(0, 0, examples).reshape(examples, 1));
            ExactGradientFlow flow = new ExactGradientFlow(x, targets, starts);
            Tensor path = flow.trajectory(times(examples, n, "paper"));
            RandomFeatureRidge ridge = new RandomFeatureRidge(x, targets);
            for (int i = 0; i < ofSize.size(); i++) {
              Student student = ofSize.get(i);
              Tensor own =
                  student.convention.equals("paper")
                      ? path
                      : flow.trajectory(times(examples, n, student.convention));
              student.measure(
                  x,
                  targets.select(1, i).reshape(examples, 1),
                  teaching.select(1, i).reshape(n, 1),
                  own.select(2, i));
              student.compare(flow, ridge, teaching.select(1, i), starts.select(1, i), i);
            }
          }
        });
  }

  /** The flow's own times, for the times that are asked for under a convention. */
  private static double[] times(int examples, int n, String convention) {
    double factor =
        switch (convention) {
          case "paper" -> 1;
          case "inputs of variance 1" -> n;
          case "loss over P" -> 1.0 / examples;
          default ->
              throw new IllegalArgumentException(
                  "convention must be 'inputs of variance 1' or 'loss over P', not '%s'"
                      .formatted(convention));
        };
    return Arrays.stream(ALL_TIMES).map(time -> time * factor).toArray();
  }

  /** One trial. */
  private static final class Student {
    private final double load;
    private final double snr;
    private final double inr;
    private final int n;
    private final int examples;
    private final String convention;
    private final double step;
    private final List<double[]> tests = new ArrayList<>();
    private final List<double[]> trains = new ArrayList<>();
    private final List<Double> ridges = new ArrayList<>();
    private final List<Double> drifts = new ArrayList<>();
    private final List<Double> steps = new ArrayList<>();

    Student(Configuration configuration) {
      load = configuration.real("load");
      snr = configuration.real("snr");
      inr = configuration.real("inr");
      n = configuration.integer("n");
      examples = (int) Math.round(load * n);
      convention = configuration.has("convention") ? configuration.text("convention") : "paper";
      step = configuration.has("step") ? configuration.real("step") : 0;
    }

    /** The errors along a path of weights (n x times). */
    void measure(Tensor x, Tensor targets, Tensor teacher, Tensor path) {
      tests.add(path.sub(teacher).square().sum(0).div(n).add(1).toDoubleArray());
      trains.add(x.matmul(path).sub(targets).square().sum(0).div(examples).toDoubleArray());
    }

    /** Ridge regression, the frozen subspace and gradient descent on the same draw. */
    void compare(
        ExactGradientFlow flow, RandomFeatureRidge ridge, Tensor teacher, Tensor start, int i) {
      if (snr > 0) {
        ridges.add(test(ridge.weights(1 / snr).select(1, i), teacher));
      }
      if (inr > 0) {
        Tensor end = flow.weights(Double.POSITIVE_INFINITY).select(1, i);
        drifts.add(flow.frozenPart(end.sub(start)).norm().item() / start.norm().item());
      }
      if (step > 0) {
        double rate = step / new MarchenkoPastur(load).high();
        int count = Math.max(1, (int) Math.round(1 / rate));
        steps.add(
            Math.log(
                test(flow.afterSteps(rate, count).select(1, i), teacher)
                    / test(flow.weights(rate * count).select(1, i), teacher)));
      }
    }

    private double test(Tensor weights, Tensor teacher) {
      return 1 + weights.sub(teacher).squaredNorm().item() / n;
    }

    Outcome outcome() {
      LinearGeneralizationDynamics theory = new LinearGeneralizationDynamics(load, snr, inr);
      double[] test = means(tests);
      double[] train = means(trains);
      int end = ALL_TIMES.length - 1;
      double[] ends = tests.stream().mapToDouble(each -> each[end]).sorted().toArray();
      double median = (ends[(ends.length - 1) / 2] + ends[ends.length / 2]) / 2;
      int best = TIMES.length;
      for (int i = TIMES.length; i < end; i++) {
        best = test[i] < test[best] ? i : best;
      }
      Outcome outcome =
          Outcome.of(END, median)
              .with(MEAN_END, test[end])
              .with(END_WITHOUT_NOISE, median - 1)
              .with(LEAST, test[best])
              .with(LEAST_THEORY, theory.leastTest())
              .with(STOP, ALL_TIMES[best])
              .with(STOP_THEORY, theory.stopTime());
      if (load != 1) {
        MarchenkoPastur law = new MarchenkoPastur(load);
        outcome =
            outcome
                .with(END_THEORY, theory.test(Double.POSITIVE_INFINITY))
                .with(END_WRONG_SPECTRUM, 1 + law.mean(l -> l == 0 ? snr + inr : load / l));
      }
      for (int i = 0; i < TIMES.length; i++) {
        outcome =
            outcome
                .with(testAt(TIMES[i]), test[i])
                .with(testAtByTheory(TIMES[i]), theory.test(TIMES[i]))
                .with(trainAt(TIMES[i]), train[i])
                .with(trainAtByTheory(TIMES[i]), theory.train(TIMES[i]));
      }
      return with(with(with(outcome, RIDGE, ridges), FROZEN_DRIFT, drifts), STEPS, steps);
    }

    private static Outcome with(Outcome outcome, String metric, List<Double> values) {
      return values.isEmpty()
          ? outcome
          : outcome.with(
              metric, values.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }

    private static double[] means(List<double[]> curves) {
      double[] mean = new double[curves.getFirst().length];
      curves.forEach(curve -> Arrays.setAll(mean, i -> mean[i] + curve[i] / curves.size()));
      return mean;
    }
  }
}
