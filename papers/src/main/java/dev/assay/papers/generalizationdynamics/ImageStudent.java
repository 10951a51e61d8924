package dev.assay.papers.generalizationdynamics;

import dev.assay.data.Datasets;
import dev.assay.data.LabelNoise;
import dev.assay.data.LabelledImages;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.ExactGradientFlow;
import dev.assay.methods.ReluFeatures;
import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The classes of images from random ReLU features, trained by gradient flow on labels of which some
 * are wrong, tested on right ones.
 *
 * <p>Settings: {@code images} (digits, fashion-mnist), {@code examples}, {@code test} examples,
 * {@code wrong} part of labels, {@code width}.
 */
final class ImageStudent {
  static final String END = "test error at the end";
  static final String LEAST = "least test error over time";
  static final String ACCURACY = "test accuracy at the end";

  private static final double[] TIMES = new double[91];

  static {
    Arrays.setAll(TIMES, i -> i == 90 ? Double.POSITIVE_INFINITY : Math.pow(10, -3 + i / 10.0));
  }

  private ImageStudent() {}

  static Outcome run(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.withoutGradient()) {
      LabelledImages all =
          switch (configuration.text("images")) {
            case "digits" -> Datasets.digits().load();
            case "fashion-mnist" -> Datasets.fashionMnist().load().train();
            default ->
                throw new IllegalArgumentException(
                    "data set must be digits or fashion-mnist, not '%s'"
                        .formatted(configuration.text("images")));
          };
      int examples = configuration.integer("examples");
      int tests = configuration.integer("test");
      LabelledImages drawn = all.sample(examples + tests, seed.random("examples"));
      LabelledImages train =
          LabelNoise.symmetric(configuration.real("wrong"))
              .apply(
                  drawn.select(IntStream.range(0, examples).toArray()),
                  seed.random("wrong labels"));
      LabelledImages test = drawn.select(IntStream.range(examples, examples + tests).toArray());
      int width = configuration.integer("width");
      int inputs = all.channels() * all.height() * all.width();
      ReluFeatures hidden = new ReluFeatures(width, inputs, seed.random("student"));
      Tensor targets = classes(train);
      int outputs = targets.size(1);
      ExactGradientFlow flow =
          new ExactGradientFlow(hidden.apply(inputs(train)), targets, Tensor.zeros(width, outputs));
      Tensor path = flow.trajectory(TIMES).reshape(width, (long) TIMES.length * outputs);
      Tensor answers =
          hidden.apply(inputs(test)).matmul(path).reshape(tests, TIMES.length, outputs);
      double[] errors =
          answers
              .sub(classes(test).reshape(tests, 1, outputs))
              .square()
              .sum(0, 2)
              .div(tests)
              .toDoubleArray();
      Tensor last = answers.select(1, TIMES.length - 1).argmax(1);
      double right = last.eq(test.labelTensor()).to(DType.FLOAT64).mean().item();
      return Outcome.of(END, errors[errors.length - 1])
          .with(LEAST, Arrays.stream(errors).min().orElseThrow())
          .with(ACCURACY, right);
    }
  }

  /** Pixels from 0 to 1, each image scaled to a squared length of as many as its pixels. */
  private static Tensor inputs(LabelledImages images) {
    Tensor pixels = images.images().to(DType.FLOAT64).reshape(images.size(), -1);
    return pixels.div(pixels.square().sum(1, true).sqrt()).mul(Math.sqrt(pixels.size(1)));
  }

  /** One output a class, centred. */
  private static Tensor classes(LabelledImages images) {
    int classes = images.classes();
    return images.labelTensor().oneHot(classes).to(DType.FLOAT64).sub(1.0 / classes);
  }
}
