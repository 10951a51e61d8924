package dev.assay.papers.overtraining;

import dev.assay.data.ScalingTestbed.Run;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.OverTrainingLaw;
import dev.assay.methods.TrainedModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much of the law's success is the choice of the five models and the luck of their noise.
 *
 * <p>Settings: {@code set}; {@code audit}, one of {@code fit sets} (every {@code stride}-th choice
 * of five of the cheap models), {@code jackknife}, {@code starts} and {@code noise} ({@code draws}
 * of relative noise {@code sigma}).
 */
final class FitAudit {
  static final String PERCENTILE = "share of other fit sets that predict better";
  static final String WITHIN_1 = "share of fit sets within 1 percent";
  static final String JACKKNIFE = "largest error with one model left out";
  static final String FROM_STARTS = "relative difference of predictions from the paper's starts";
  static final String WITHIN_HEADLINE =
      "share of draws that move the prediction by 0.71 percent or less";

  private FitAudit() {}

  static Outcome run(Configuration configuration, Seed seed) {
    Testbed testbed = Testbed.of(configuration.text("set"));
    return switch (configuration.text("audit")) {
      case "fit sets" -> fitSets(testbed, configuration.integer("stride"));
      case "jackknife" -> jackknife(testbed);
      case "starts" -> starts(testbed);
      case "noise" ->
          noise(
              testbed,
              configuration.real("sigma"),
              configuration.integer("draws"),
              seed.random("noise"));
      default ->
          throw new IllegalArgumentException(
              "no audit '%s'".formatted(configuration.text("audit")));
    };
  }

  private static double error(Testbed testbed, OverTrainingLaw law) {
    return DoubleStream.of(errors(testbed, law)).average().orElseThrow();
  }

  private static double[] errors(Testbed testbed, OverTrainingLaw law) {
    return List.of(testbed.target14(), testbed.target69()).stream()
        .mapToDouble(run -> Testbed.percent(Testbed.predicted(law, run), run.loss("c4")))
        .toArray();
  }

  /** The law of these runs, where they determine one: five of one size, or with one M, do not. */
  private static Optional<OverTrainingLaw> fit(List<Run> runs) {
    try {
      return Optional.of(OverTrainingLaw.fit(Testbed.models(runs, "c4")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Outcome fitSets(Testbed testbed, int stride) {
    List<List<Run>> choices = new ArrayList<>();
    choose(testbed.cheap(), 0, List.of(), choices);
    double own = error(testbed, OverTrainingLaw.fit(Testbed.models(testbed.five(), "c4")));
    double[] errors =
        IntStream.iterate(0, i -> i < choices.size(), i -> i + stride)
            .mapToObj(i -> fit(choices.get(i)))
            .flatMap(Optional::stream)
            .mapToDouble(law -> error(testbed, law))
            .sorted()
            .toArray();
    return Outcome.of(PERCENTILE, share(errors, error -> error < own))
        .with(WITHIN_1, share(errors, error -> error <= 1))
        .with("median error of fit sets", errors[errors.length / 2])
        .with("error of the paper's fit set", own)
        .with("fit sets", errors.length);
  }

  private static double share(double[] errors, DoublePredicate which) {
    return (double) Arrays.stream(errors).filter(which).count() / errors.length;
  }

  private static void choose(List<Run> from, int next, List<Run> chosen, List<List<Run>> choices) {
    if (chosen.size() == 5) {
      choices.add(chosen);
      return;
    }
    for (int i = next; i < from.size(); i++) {
      List<Run> more = new ArrayList<>(chosen);
      more.add(from.get(i));
      choose(from, i + 1, more, choices);
    }
  }

  private static Outcome jackknife(Testbed testbed) {
    List<Run> five = testbed.five();
    List<OverTrainingLaw> laws =
        five.stream()
            .map(left -> fit(five.stream().filter(run -> !run.equals(left)).toList()))
            .flatMap(Optional::stream)
            .toList();
    return Outcome.of(
            JACKKNIFE,
            laws.stream()
                .flatMapToDouble(law -> DoubleStream.of(errors(testbed, law)))
                .max()
                .orElseThrow())
        .with("laws", laws.size());
  }

  /** The best of the 64 starts in the paper's program, against the least squares. */
  private static Outcome starts(Testbed testbed) {
    TrainedModels five = Testbed.models(testbed.five(), "c4");
    OverTrainingLaw best = OverTrainingLaw.fit(five);
    double[] coefficients = {1e2, 3e2, 1e3, 3e3};
    @Nullable OverTrainingLaw fromStarts = null;
    int reached = 0;
    for (double first : coefficients) {
      for (double second : coefficients) {
        for (double eta : new double[] {0.05, 0.15}) {
          for (double irreducible : new double[] {0, 1, 2, 10}) {
            OverTrainingLaw start =
                new OverTrainingLaw(irreducible, first * Math.pow(6, eta), second, eta);
            OverTrainingLaw law = OverTrainingLaw.fitFrom(start, five);
            if (difference(testbed, law, best) < 1e-4) {
              reached++;
            }
            if (fromStarts == null
                || five.residualSumOfSquares(law) < five.residualSumOfSquares(fromStarts)) {
              fromStarts = law;
            }
          }
        }
      }
    }
    return Outcome.of(FROM_STARTS, difference(testbed, Objects.requireNonNull(fromStarts), best))
        .with("starts that lead there", reached);
  }

  private static double difference(Testbed testbed, OverTrainingLaw law, OverTrainingLaw other) {
    Run target = testbed.target14();
    return Math.abs(Testbed.predicted(law, target) / Testbed.predicted(other, target) - 1);
  }

  /** The law is fitted again to its own values of the five, times one plus Gaussian noise. */
  private static Outcome noise(Testbed testbed, double sigma, int draws, RandomGenerator random) {
    TrainedModels five = Testbed.models(testbed.five(), "c4");
    OverTrainingLaw law = OverTrainingLaw.fit(five);
    int within14 = 0;
    double[] moves = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      double[] losses = new double[five.size()];
      for (int i = 0; i < losses.length; i++) {
        losses[i] =
            law.loss(five.parameters()[i], five.tokens()[i]) * (1 + sigma * random.nextGaussian());
      }
      OverTrainingLaw noisy =
          OverTrainingLaw.fit(new TrainedModels(five.parameters(), five.tokens(), losses));
      moves[draw] = 100 * difference(testbed, noisy, law);
      if (moves[draw] <= 0.7103) {
        within14++;
      }
    }
    Arrays.sort(moves);
    return Outcome.of(WITHIN_HEADLINE, (double) within14 / draws)
        .with("median move at 1.4B", moves[draws / 2]);
  }
}
