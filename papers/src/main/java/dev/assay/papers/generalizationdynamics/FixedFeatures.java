package dev.assay.papers.generalizationdynamics;

import dev.assay.data.ReluTeacher;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.ErrorDecomposition;
import dev.assay.methods.ExactGradientFlow;
import dev.assay.methods.MarchenkoPastur;
import dev.assay.methods.QuadraticRisk;
import dev.assay.methods.ReluFeatures;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;

/**
 * A network of one hidden ReLU layer of which the output weights alone are trained, by gradient
 * flow, on the noisy answers of another such network. Test errors are exact, and without the noise.
 *
 * <p>Settings: {@code examples} P, {@code inputs}, {@code teacher} its hidden units, {@code noise}
 * its standard deviation, {@code width} the student's hidden units, {@code start} the standard
 * deviation of its first answers. For the decomposition: {@code draws}, and {@code noise like
 * misfit} where the answers are the student's best ones and noise of the misfit's variance.
 */
final class FixedFeatures {
  static final String END = "test error at the end";
  static final String LEAST = "least test error over time";
  static final String GAP = "test error at the end over the least";
  static final String ZEROS = "part of eigenvalues that are 0";
  static final String LEAST_EIGENVALUE = "least nonzero eigenvalue over the mean";
  static final String DISTANCE = "distance of the spectrum from a Marchenko-Pastur law";
  static final String APPROXIMATION = "approximation error";
  static final String NULL_SPACE = "null-space error";
  static final String OVERFITTING = "over-fitting error";
  static final String SUM = "sum of the three errors";

  private static final double[] TIMES = new double[91];

  static {
    Arrays.setAll(TIMES, i -> i == 90 ? Double.POSITIVE_INFINITY : Math.pow(10, -3 + i / 10.0));
  }

  private FixedFeatures() {}

  /** One student on one sample. */
  private record Student(ReluTeacher teacher, QuadraticRisk risk, Tensor features, Tensor start) {
    static Student draw(Configuration configuration, Seed seed, int draw) {
      int inputs = configuration.integer("inputs");
      int width = configuration.integer("width");
      ReluTeacher teacher =
          new ReluTeacher(
              inputs,
              configuration.integer("teacher"),
              configuration.real("noise"),
              seed.random("teacher " + draw));
      ReluFeatures hidden = new ReluFeatures(width, inputs, seed.random("student " + draw));
      Tensor features = hidden.apply(sample(configuration, seed, draw, teacher).inputs());
      Tensor start =
          Tensor.randn(seed.random("start " + draw), width).mul(configuration.real("start"));
      QuadraticRisk risk =
          QuadraticRisk.ofRelu(
              hidden.weights(), Math.sqrt(2.0 / width), teacher.hidden(), teacher.output());
      return new Student(teacher, risk, features, start);
    }

    static ReluTeacher.Sample sample(
        Configuration configuration, Seed seed, int draw, ReluTeacher teacher) {
      return teacher.sample(
          configuration.integer("examples"),
          seed.random("inputs " + draw),
          seed.random("noise " + draw));
    }
  }

  /** The test error over time, and the spectrum of the hidden layer. */
  static Outcome dynamics(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.withoutGradient()) {
      Student student = Student.draw(configuration, seed, 0);
      ReluTeacher.Sample sample = Student.sample(configuration, seed, 0, student.teacher());
      ExactGradientFlow flow =
          new ExactGradientFlow(student.features(), sample.targets(), student.start());
      double[] errors = student.risk().errors(flow.trajectory(TIMES).squeeze(2));
      double end = errors[errors.length - 1];
      double least = Arrays.stream(errors).min().orElseThrow();
      double[] eigenvalues = flow.nonzeroEigenvalues();
      int width = configuration.integer("width");
      double mean = Arrays.stream(eigenvalues).average().orElseThrow();
      return Outcome.of(END, end)
          .with(LEAST, least)
          .with(GAP, end / least)
          .with(ZEROS, 1 - (double) eigenvalues.length / width)
          .with(LEAST_EIGENVALUE, eigenvalues[0] / mean)
          .with(DISTANCE, distance(eigenvalues, configuration.integer("examples"), width));
    }
  }

  /**
   * The greatest difference (Kolmogorov's) of the distribution of the eigenvalues but the largest,
   * which is that of the units' mean, from the law of this load, scaled to their mean.
   */
  private static double distance(double[] ascending, int examples, int width) {
    MarchenkoPastur law = new MarchenkoPastur((double) examples / width);
    double[] bulk = Arrays.copyOf(ascending, ascending.length - 1);
    double nonzero = 1 - law.zeros();
    double scale =
        (double) examples / width / nonzero / Arrays.stream(bulk).average().orElseThrow();
    double greatest = 0;
    for (int i = 0; i < bulk.length; i++) {
      double expected = (law.distribution(bulk[i] * scale) - law.zeros()) / nonzero;
      greatest =
          Math.max(
              greatest,
              Math.max(
                  Math.abs(expected - (double) i / bulk.length),
                  Math.abs(expected - (i + 1.0) / bulk.length)));
    }
    return greatest;
  }

  /** The three parts of the test error at the end, the medians over draws. */
  static Outcome decomposition(Configuration configuration, Seed seed) {
    int draws = configuration.integer("draws");
    double[][] parts = new double[5][draws];
    for (int draw = 0; draw < draws; draw++) {
      try (TensorScope _ = TensorScope.withoutGradient()) {
        Student student = Student.draw(configuration, seed, draw);
        ReluTeacher.Sample sample = Student.sample(configuration, seed, draw, student.teacher());
        Tensor targets =
            configuration.has("noise like misfit")
                ? likeMisfit(student, seed, draw)
                : sample.targets();
        ExactGradientFlow flow =
            new ExactGradientFlow(student.features(), targets, student.start());
        ErrorDecomposition each =
            ErrorDecomposition.atTheEnd(flow, student.start(), student.risk());
        parts[0][draw] = each.test();
        parts[1][draw] = each.approximation();
        parts[2][draw] = each.nullSpace();
        parts[3][draw] = each.overfitting();
        parts[4][draw] = each.sum();
      }
    }
    return Outcome.of(END, median(parts[0]))
        .with(APPROXIMATION, median(parts[1]))
        .with(NULL_SPACE, median(parts[2]))
        .with(OVERFITTING, median(parts[3]))
        .with(SUM, median(parts[4]));
  }

  private static Tensor likeMisfit(Student student, Seed seed, int draw) {
    Tensor best = student.risk().best();
    double variance = Math.max(0, student.risk().errors(best)[0]);
    int examples = student.features().size(0);
    Tensor noise = Tensor.randn(seed.random("noise like misfit " + draw), examples, 1);
    return student.features().matmul(best).add(noise.mul(Math.sqrt(variance)));
  }

  private static double median(double... values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
