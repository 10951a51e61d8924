package dev.assay.papers.invariantaugmentation;

import dev.assay.data.ConfoundedLinearModel;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.IvLikeRegression;
import dev.assay.methods.LeastSquaresRegression;
import dev.assay.methods.PenaltySelection.Chosen;
import dev.assay.methods.TreatmentTranslation;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * One random model of 32 treatments and 32 hidden causes, one data set of it, and one method.
 *
 * <p>Settings: {@code method}; {@code kappa}, how strong the confounding of the outcome is; {@code
 * gamma}, the scale of the translations, and {@code directions}, along which they go: {@code all}
 * of the effect's null space, a {@code random} two thirds of its basis, the {@code effect} itself
 * (which is not invariant), or those that are {@code not confounded}; {@code n} examples.
 */
final class Simulation {
  static final String ERROR = "nCER";
  static final String ALPHA = "selected alpha";
  static final String APART = "distance of the two minimisers";

  private static final int TREATMENTS = 32;

  private Simulation() {}

  static Outcome run(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.open()) {
      boolean half = configuration.text("directions").equals("not confounded");
      ConfoundedLinearModel model =
          ConfoundedLinearModel.random(
              TREATMENTS,
              TREATMENTS,
              half ? TREATMENTS / 2 : TREATMENTS,
              half ? 1 : 0.1,
              seed.random("model"));
      ConfoundedLinearModel.Sample sample =
          model.sample(
              configuration.integer("n"), configuration.real("kappa"), seed.random("sample"));
      TreatmentTranslation translation =
          new TreatmentTranslation(
              directions(model, configuration.text("directions"), seed.random("directions")),
              configuration.real("gamma"));
      TreatmentTranslation.Augmented augmented =
          translation.apply(sample.treatments(), seed.random("augmentation"));
      RandomGenerator again = seed.random("augmentation again");
      Chosen chosen =
          new Regressors(
                  sample.treatments(),
                  augmented.treatments(),
                  augmented.parameters(),
                  sample.outcomes(),
                  x -> translation.apply(x, again).treatments(),
                  1e-4)
              .fit(configuration, seed);
      return Outcome.of(ERROR, error(chosen.hypothesis(), model.effect()))
          .with(ALPHA, chosen.penalty());
    }
  }

  /** The normalised causal excess risk: 0 for the effect itself, 0.5 for no effect at all. */
  static double error(Tensor hypothesis, Tensor effect) {
    double excess = hypothesis.sub(effect).squaredNorm().item();
    return excess / (excess + effect.squaredNorm().item());
  }

  private static Tensor directions(
      ConfoundedLinearModel model, String which, RandomGenerator random) {
    Tensor effect = model.effect();
    return switch (which) {
      case "all" -> TreatmentTranslation.nullSpace(effect);
      case "random" -> {
        Tensor basis = TreatmentTranslation.nullSpace(effect);
        long[] kept =
            LongStream.range(0, basis.size(0)).filter(_ -> random.nextDouble() < 2.0 / 3).toArray();
        yield basis.indexSelect(0, Tensor.of(kept, kept.length));
      }
      case "effect" -> effect.div(effect.norm().item()).unsqueeze(0);
      case "not confounded" -> {
        // The null space of the effect's second half, in the treatments without hidden causes.
        Tensor basis = TreatmentTranslation.nullSpace(effect.slice(0, TREATMENTS / 2, TREATMENTS));
        yield Tensor.cat(List.of(Tensor.zeros(basis.size(0), TREATMENTS / 2), basis), 1);
      }
      default -> throw new IllegalArgumentException("no directions '%s'".formatted(which));
    };
  }

  /**
   * IV-like regression beside the direct search for the h with the least risk under the worst
   * translation of at most (1 + alpha) / alpha times the augmentation's covariance.
   *
   * <p>The risk under translations G' that know nothing of the data is {@code |y - X h|^2 / n +
   * trace(Cov(G') (B h)(B h)^T)}. For the sample's own G to know nothing, what it shares with X and
   * y by chance is taken out, and its covariance made the identity.
   */
  static Outcome worstCase(Configuration configuration, Seed seed) {
    int d = configuration.integer("d");
    int n = configuration.integer("n");
    double alpha = configuration.real("alpha");
    try (TensorScope _ = TensorScope.open()) {
      ConfoundedLinearModel model =
          ConfoundedLinearModel.random(d, d, d, 0.1, seed.random("model"));
      ConfoundedLinearModel.Sample sample = model.sample(n, 1, seed.random("sample"));
      Tensor x = sample.treatments();
      Tensor y = sample.outcomes();
      Tensor basis = TreatmentTranslation.nullSpace(model.effect());
      Tensor known = Tensor.cat(List.of(x, y.unsqueeze(1)), 1);
      Tensor drawn = Tensor.randn(seed.random("augmentation"), n, d - 1);
      Tensor unknown = drawn.sub(known.matmul(LinearAlgebra.pseudoInverse(known).matmul(drawn)));
      Tensor g = LinearAlgebra.qr(unknown).q().mul(Math.sqrt(n));
      Tensor ivl = new IvLikeRegression(alpha).fit(x.add(g.matmul(basis)), y, g);
      Tensor worst = minimax(x, y, basis, (1 + alpha) / alpha);
      Tensor plain = LeastSquaresRegression.ordinary(x, y);
      return Outcome.of(APART, ivl.sub(worst).norm().item() / model.effect().norm().item())
          .with("distance of least squares", ivl.sub(plain).norm().item());
    }
  }

  /**
   * Descends on the risk under the worst translation, which is found anew at each step: the one
   * along B h (Danskin's theorem); accelerated (Nesterov), and restarted where that goes uphill.
   */
  private static Tensor minimax(Tensor x, Tensor y, Tensor basis, double size) {
    int n = x.size(0);
    int d = x.size(1);
    Tensor gramTensor = x.transpose().matmul(x).div(n);
    double[] gram = gramTensor.toDoubleArray();
    double[] target = x.transpose().matmul(y).div(n).toDoubleArray();
    double[] rows = basis.toDoubleArray();
    // No step is longer than the largest curvature allows.
    double curvature = LinearAlgebra.spectralNorm(gramTensor).item() + size;
    double[] h = new double[d];
    double[] before = h;
    int momentum = 0;
    for (int step = 0; step < 1_000_000; step++) {
      momentum++;
      double[] ahead = new double[d];
      for (int j = 0; j < d; j++) {
        ahead[j] = h[j] + (momentum - 1.0) / (momentum + 2.0) * (h[j] - before[j]);
      }
      double[] gradient = gradient(ahead, gram, target, worst(ahead, rows, size), rows);
      double[] next = new double[d];
      double uphill = 0;
      double length = 0;
      for (int j = 0; j < d; j++) {
        next[j] = ahead[j] - gradient[j] / curvature;
        uphill += gradient[j] * (next[j] - h[j]);
        length += gradient[j] * gradient[j];
      }
      if (length < 1e-24) {
        break;
      }
      momentum = uphill > 0 ? 0 : momentum;
      before = h;
      h = next;
    }
    return Tensor.of(h, d);
  }

  /** The translation's coordinates, of squared length {@code size}, that hurt h the most. */
  private static double[] worst(double[] h, double[] basis, double size) {
    int d = h.length;
    double[] moved = new double[basis.length / d];
    double squares = 0;
    for (int k = 0; k < moved.length; k++) {
      for (int j = 0; j < d; j++) {
        moved[k] += basis[k * d + j] * h[j];
      }
      squares += moved[k] * moved[k];
    }
    for (int k = 0; k < moved.length && squares > 0; k++) {
      moved[k] *= Math.sqrt(size / squares);
    }
    return moved;
  }

  /** Half the gradient of |y - X h|^2 / n + (worst . B h)^2 with the translation held. */
  private static double[] gradient(
      double[] h, double[] gram, double[] target, double[] worst, double[] basis) {
    int d = h.length;
    double[] direction = new double[d];
    double moved = 0;
    for (int j = 0; j < d; j++) {
      for (int k = 0; k < worst.length; k++) {
        direction[j] += worst[k] * basis[k * d + j];
      }
      moved += direction[j] * h[j];
    }
    double[] gradient = new double[d];
    for (int j = 0; j < d; j++) {
      gradient[j] = moved * direction[j] - target[j];
      for (int k = 0; k < d; k++) {
        gradient[j] += gram[j * d + k] * h[k];
      }
    }
    return gradient;
  }
}
