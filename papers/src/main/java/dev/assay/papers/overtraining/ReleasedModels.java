package dev.assay.papers.overtraining;

import dev.assay.data.ScalingTestbed.Run;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.ChinchillaLaw;
import dev.assay.methods.ComputeLaw;
import dev.assay.methods.DownstreamErrorLaw;
import dev.assay.methods.OverTrainingLaw;
import dev.assay.methods.ScalingLaw;
import dev.assay.methods.TrainedModels;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * What laws fitted to some of the released models say of the others. Nothing here is random.
 *
 * <p>Settings: {@code set} the training set; {@code question}, one of {@code law} (fitted as {@code
 * law} says, to losses on {@code validation}), {@code downstream} (the error law, over {@code
 * tasks}, at the predicted or the true {@code loss}) and {@code structure}.
 */
final class ReleasedModels {
  static final String AT_14 = "loss error at 1.4B";
  static final String AT_69 = "loss error at 6.9B";
  static final String AT_BOTH = "mean loss error at both";
  static final String WORST = "worse loss error of both";
  static final String HELD_OUT = "held-out error";
  static final String OVER_TRAINED = "held-out error above M = 20";
  static final String UNDER_TRAINED = "held-out error below M = 20";
  static final String LARGEST = "largest held-out error";
  static final String FIT = "fit error";
  static final String RATIO_14 = "compute ratio at 1.4B";
  static final String RATIO_69 = "compute ratio at 6.9B";

  static final String TASKS_AT_14 = "task error's error at 1.4B";
  static final String TASKS_AT_69 = "task error's error at 6.9B";
  static final String TASKS_AT_BOTH = "mean task error's error at both";
  static final String TASKS_WORST = "worse task error's error of both";
  static final String SINGLE_TASKS = "mean over single tasks of their error's error at both";
  static final String GAMMA_MOVES = "largest change of gamma by one model left out";

  static final String SLOPES = "largest slope / smallest slope";
  static final String ALL_SLOPES = "largest slope / smallest slope with M below 20";
  static final String STRAIGHT = "least R2 of log reducible loss on log compute";
  static final String RISES = "losses that rise with more tokens";
  static final String MODELS = "models";

  private ReleasedModels() {}

  static Outcome run(Configuration configuration, Seed seed) {
    Testbed testbed = Testbed.of(configuration.text("set"));
    return switch (configuration.text("question")) {
      case "law" -> law(testbed, configuration);
      case "downstream" -> downstream(testbed, configuration);
      case "structure" -> structure(testbed);
      default ->
          throw new IllegalArgumentException(
              "no question '%s'".formatted(configuration.text("question")));
    };
  }

  private static Outcome law(Testbed testbed, Configuration configuration) {
    String validation = configuration.text("validation");
    ScalingLaw law = fitted(testbed, configuration.text("law"), validation);
    double at14 = error(law, testbed.target14(), validation);
    double at69 = error(law, testbed.target69(), validation);
    double cost =
        Testbed.flops(
            configuration.text("law").equals("all cheap") ? testbed.cheap() : testbed.five());
    Outcome outcome =
        Outcome.of(AT_14, at14)
            .with(AT_69, at69)
            .with(AT_BOTH, (at14 + at69) / 2)
            .with(WORST, Math.max(at14, at69))
            .with(HELD_OUT, mean(law, testbed, validation, _ -> true))
            .with(
                OVER_TRAINED, mean(law, testbed, validation, run -> run.tokensPerParameter() > 20))
            .with(
                UNDER_TRAINED, mean(law, testbed, validation, run -> run.tokensPerParameter() < 20))
            .with(
                LARGEST,
                testbed.heldOut().stream()
                    .mapToDouble(run -> error(law, run, validation))
                    .max()
                    .orElseThrow())
            .with(
                FIT,
                testbed.five().stream()
                    .mapToDouble(run -> error(law, run, validation))
                    .average()
                    .orElseThrow())
            .with(RATIO_14, testbed.target14().flops() / cost)
            .with(RATIO_69, testbed.target69().flops() / cost);
    for (Run run : testbed.runs()) {
      outcome =
          outcome
              .with(measuredLoss(run), run.loss(validation))
              .with(predictedLoss(run), Testbed.predicted(law, run));
    }
    return outcome;
  }

  static String measuredLoss(Run run) {
    return "loss of " + Testbed.name(run);
  }

  static String predictedLoss(Run run) {
    return "predicted " + measuredLoss(run);
  }

  static String measuredError(Run run) {
    return "error of " + Testbed.name(run);
  }

  static String errorByLaw(Run run) {
    return "error by the law of " + Testbed.name(run);
  }

  private static ScalingLaw fitted(Testbed testbed, String law, String validation) {
    TrainedModels five = Testbed.models(testbed.five(), validation);
    return switch (law) {
      case "over-training" -> OverTrainingLaw.fit(five);
      case "compute" ->
          ComputeLaw.fit(
              Testbed.models(
                  testbed.five().stream().filter(run -> run.tokensPerParameter() == 20).toList(),
                  validation));
      case "nearest run" -> {
        double loss = Arrays.stream(five.losses()).min().orElseThrow();
        yield (_, _) -> loss;
      }
      case "all cheap" -> ChinchillaLaw.fit(Testbed.models(testbed.cheap(), validation));
      case "of the other sets" -> {
        List<Run> others =
            Testbed.SETS.stream()
                .map(Testbed::of)
                .filter(other -> !other.equals(testbed))
                .flatMap(other -> other.five().stream())
                .toList();
        yield OverTrainingLaw.fit(Testbed.models(others, validation));
      }
      case "log loss" -> {
        // The same form for log L, and back.
        TrainedModels logs =
            new TrainedModels(
                five.parameters(),
                five.tokens(),
                Arrays.stream(five.losses()).map(Math::log).toArray());
        OverTrainingLaw fit = OverTrainingLaw.fit(logs);
        yield (parameters, tokens) -> Math.exp(fit.loss(parameters, tokens));
      }
      case "misread coefficient" -> {
        OverTrainingLaw fit = OverTrainingLaw.fit(five);
        yield new OverTrainingLaw(
            fit.irreducible(), fit.a() * Math.pow(6, -fit.eta()), fit.b(), fit.eta());
      }
      case "no input embedding" -> {
        OverTrainingLaw fit =
            OverTrainingLaw.fit(
                new TrainedModels(
                    testbed.five().stream().mapToDouble(Run::withoutInputEmbedding).toArray(),
                    five.tokens(),
                    five.losses()));
        yield (parameters, tokens) -> fit.loss(withoutInputEmbedding(testbed, parameters), tokens);
      }
      default -> throw new IllegalArgumentException("no law '%s'".formatted(law));
    };
  }

  private static double withoutInputEmbedding(Testbed testbed, double parameters) {
    return testbed.runs().stream()
        .filter(run -> run.parameters() == parameters)
        .mapToDouble(Run::withoutInputEmbedding)
        .findFirst()
        .orElseThrow();
  }

  private static double error(ScalingLaw law, Run run, String validation) {
    return Testbed.percent(Testbed.predicted(law, run), run.loss(validation));
  }

  private static double mean(
      ScalingLaw law, Testbed testbed, String validation, Predicate<Run> which) {
    return testbed.heldOut().stream()
        .filter(which)
        .mapToDouble(run -> error(law, run, validation))
        .average()
        .orElseThrow();
  }

  private static Outcome downstream(Testbed testbed, Configuration configuration) {
    boolean trueLoss = configuration.text("loss").equals("true");
    List<String> tasks =
        configuration.text("tasks").equals("17")
            ? Testbed.TASKS_17
            : List.copyOf(testbed.target69().errors().keySet());
    OverTrainingLaw law = OverTrainingLaw.fit(Testbed.models(testbed.five(), "c4"));
    List<Run> targets = List.of(testbed.target14(), testbed.target69());
    double[] losses =
        targets.stream()
            .mapToDouble(run -> trueLoss ? run.loss("c4") : Testbed.predicted(law, run))
            .toArray();
    List<Run> six = testbed.six();
    DownstreamErrorLaw fit = errorLaw(six, tasks);
    double[] average = errors(fit, losses, targets, tasks);
    double single =
        tasks.stream()
            .mapToDouble(
                task -> {
                  List<String> one = List.of(task);
                  return Arrays.stream(errors(errorLaw(six, one), losses, targets, one))
                      .average()
                      .orElseThrow();
                })
            .average()
            .orElseThrow();
    double moves =
        six.stream()
            .map(left -> six.stream().filter(run -> !run.equals(left)).toList())
            .mapToDouble(rest -> Math.abs(errorLaw(rest, tasks).gamma() / fit.gamma() - 1))
            .max()
            .orElseThrow();
    Outcome outcome =
        Outcome.of(TASKS_AT_14, average[0])
            .with(TASKS_AT_69, average[1])
            .with(TASKS_AT_BOTH, (average[0] + average[1]) / 2)
            .with(TASKS_WORST, Math.max(average[0], average[1]))
            .with(SINGLE_TASKS, single)
            .with(GAMMA_MOVES, moves)
            .with("gamma", fit.gamma())
            .with("gamma from starts of 1", fromOnes(six, tasks).gamma())
            .with(RATIO_14, testbed.target14().flops() / Testbed.flops(six))
            .with(RATIO_69, testbed.target69().flops() / Testbed.flops(six));
    for (Run run : testbed.runs()) {
      outcome =
          outcome
              .with(measuredError(run), run.error(tasks))
              .with(errorByLaw(run), fit.error(run.loss("c4")));
    }
    return outcome;
  }

  private static DownstreamErrorLaw errorLaw(List<Run> runs, List<String> tasks) {
    return DownstreamErrorLaw.fit(
        runs.stream().mapToDouble(run -> run.loss("c4")).toArray(),
        runs.stream().mapToDouble(run -> run.error(tasks)).toArray());
  }

  private static DownstreamErrorLaw fromOnes(List<Run> runs, List<String> tasks) {
    return DownstreamErrorLaw.fitFrom(
        new DownstreamErrorLaw(1, 1, 1),
        runs.stream().mapToDouble(run -> run.loss("c4")).toArray(),
        runs.stream().mapToDouble(run -> run.error(tasks)).toArray());
  }

  private static double[] errors(
      DownstreamErrorLaw law, double[] losses, List<Run> targets, List<String> tasks) {
    double[] errors = new double[losses.length];
    Arrays.setAll(errors, i -> Testbed.percent(law.error(losses[i]), targets.get(i).error(tasks)));
    return errors;
  }

  /** The slopes of log (L - E) on log C at each M, with the E of the law of the five. */
  private static Outcome structure(Testbed testbed) {
    double irreducible = OverTrainingLaw.fit(Testbed.models(testbed.five(), "c4")).irreducible();
    List<SimpleRegression> all =
        Stream.of(5, 10, 20, 40, 80, 160, 320, 640)
            .map(m -> regression(testbed, irreducible, m))
            .toList();
    List<SimpleRegression> trained = all.subList(2, all.size());
    int rises = 0;
    List<Run> small = testbed.runs().stream().filter(run -> !Testbed.isLarge(run)).toList();
    for (int i = 1; i < small.size(); i++) {
      Run less = small.get(i - 1);
      Run more = small.get(i);
      if (less.parameters() == more.parameters() && more.loss("c4") > less.loss("c4")) {
        rises++;
      }
    }
    return Outcome.of(SLOPES, spread(trained))
        .with(ALL_SLOPES, spread(all))
        .with(
            STRAIGHT,
            trained.stream().mapToDouble(SimpleRegression::getRSquare).min().orElseThrow())
        .with(RISES, rises)
        .with(MODELS, testbed.runs().size());
  }

  private static SimpleRegression regression(Testbed testbed, double irreducible, int m) {
    SimpleRegression regression = new SimpleRegression();
    testbed.runs().stream()
        .filter(run -> run.tokensPerParameter() == m)
        .forEach(
            run ->
                regression.addData(Math.log(run.flops()), Math.log(run.loss("c4") - irreducible)));
    return regression;
  }

  private static double spread(List<SimpleRegression> regressions) {
    double[] slopes = regressions.stream().mapToDouble(r -> -r.getSlope()).toArray();
    return Arrays.stream(slopes).max().orElseThrow() / Arrays.stream(slopes).min().orElseThrow();
  }
}
