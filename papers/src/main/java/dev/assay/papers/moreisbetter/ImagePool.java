package dev.assay.papers.moreisbetter;

import dev.assay.data.Datasets;
import dev.assay.data.LabelledImages;
import dev.assay.methods.ArcCosineKernel;
import dev.assay.methods.Eigenstructure;
import dev.assay.methods.FourierFeatures;
import dev.assay.methods.ReluFeatures;
import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Images as inputs of kernels: pixels from 0 to 1, each image scaled to a squared length of as many
 * as its pixels, so that the arc-cosine kernel of an image with itself is 1.
 *
 * @param dataset digits or fashion-mnist
 * @param size the first so many (training) images, at most
 */
record ImagePool(String dataset, int size) {
  /** A Gaussian kernel as wide as the images' norm, whose values then lie in [e^-2, 1]. */
  private static final double FOURIER_WIDTH = 1;

  /** The decomposition of a pool's kernel takes seconds, and is the same for every seed. */
  private static final ConcurrentMap<String, Eigenstructure> STRUCTURES = new ConcurrentHashMap<>();

  /** The features whose kernel is decomposed. */
  enum Kind {
    RELU,
    FOURIER;

    /** Their kernel (n x m), of inputs (n x d) and (m x d). */
    Tensor kernel(Tensor x, Tensor y) {
      return switch (this) {
        case RELU -> ArcCosineKernel.matrix(x, y);
        case FOURIER -> FourierFeatures.kernel(x, y, width(x));
      };
    }

    /** Features (n x k) of inputs (n x d), drawn anew. */
    Tensor features(Tensor x, int k, RandomGenerator random) {
      return switch (this) {
        case RELU -> new ReluFeatures(k, x.size(1), random).apply(x);
        case FOURIER -> new FourierFeatures(k, x.size(1), width(x), random).apply(x);
      };
    }

    private static double width(Tensor x) {
      return FOURIER_WIDTH * Math.sqrt(x.size(1));
    }
  }

  LabelledImages images() {
    LabelledImages all =
        switch (dataset) {
          case "digits" -> Datasets.digits().load();
          case "fashion-mnist" -> Datasets.fashionMnist().load().train();
          default ->
              throw new IllegalArgumentException(
                  "data set must be digits or fashion-mnist, not '%s'".formatted(dataset));
        };
    return size < all.size() ? all.select(IntStream.range(0, size).toArray()) : all;
  }

  /** The images (n x d), float64. */
  static Tensor inputs(LabelledImages images) {
    Tensor pixels = images.images().to(DType.FLOAT64).reshape(images.size(), -1);
    Tensor norms = pixels.square().sum(1, true).sqrt();
    return pixels.div(norms).mul(Math.sqrt(pixels.size(1)));
  }

  /** 1 for the classes 0, 1, 7, 8 and 9, else -1: the authors' split of CIFAR-10's classes (n). */
  static Tensor halves(LabelledImages images) {
    int[] labels = images.labels();
    double[] targets = new double[labels.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = labels[i] <= 1 || labels[i] >= 7 ? 1 : -1;
    }
    return Tensor.of(targets, targets.length);
  }

  /** One output a class, centred, and scaled so that the answer 0 has the error 1 (n x classes). */
  static Tensor classes(LabelledImages images) {
    int classes = images.classes();
    int[] labels = images.labels();
    double[] targets = new double[labels.length * classes];
    double scale = 1 / Math.sqrt(1 - 1.0 / classes);
    for (int i = 0; i < labels.length; i++) {
      for (int c = 0; c < classes; c++) {
        targets[i * classes + c] = scale * ((labels[i] == c ? 1 : 0) - 1.0 / classes);
      }
    }
    return Tensor.of(targets, labels.length, classes);
  }

  /** The pool as the kernel of these features sees it, with {@link #halves} as targets. */
  Eigenstructure structure(Kind kind) {
    return STRUCTURES.computeIfAbsent(
        this + " " + kind,
        _ -> {
          try (TensorScope _ = TensorScope.withoutGradient()) {
            LabelledImages images = images();
            Tensor x = inputs(images);
            return Eigenstructure.of(kind.kernel(x, x), halves(images));
          }
        });
  }
}
