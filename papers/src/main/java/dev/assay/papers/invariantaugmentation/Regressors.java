package dev.assay.papers.invariantaugmentation;

import dev.assay.lab.Configuration;
import dev.assay.lab.Seed;
import dev.assay.methods.CausalRegularization;
import dev.assay.methods.ConfoundingStrength;
import dev.assay.methods.EnvironmentObjective;
import dev.assay.methods.Environments;
import dev.assay.methods.ExampleRisk;
import dev.assay.methods.InvariantCausalPrediction;
import dev.assay.methods.IvLikeRegression;
import dev.assay.methods.LeastSquaresRegression;
import dev.assay.methods.PenaltySelection;
import dev.assay.methods.PenaltySelection.Chosen;
import dev.assay.methods.RiskInvariance;
import dev.assay.tensor.DType;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.nn.Initializer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The methods that are compared, on one data set: X, its augmentation GX with the parameters G, and
 * y. All are linear and without intercept.
 *
 * @param x (n x d)
 * @param augmented GX (n x d)
 * @param parameters G (n x k)
 * @param y (n)
 * @param augment the augmentation, for methods that draw it again
 * @param lowestAlpha of the range that IVL's alpha is drawn from; its end is 1
 */
record Regressors(
    Tensor x,
    Tensor augmented,
    Tensor parameters,
    Tensor y,
    UnaryOperator<Tensor> augment,
    double lowestAlpha) {
  /** How many penalties a selection tries, and which part it holds out. */
  private static final int CANDIDATES = 10;

  private static final double HELD_OUT = 0.2;

  /** The coefficients (d) by the configured {@code method}. */
  Chosen fit(Configuration configuration, Seed seed) {
    RandomGenerator random = seed.random("method");
    return switch (configuration.text("method")) {
      case "ERM" -> plain(LeastSquaresRegression.ordinary(x, y));
      case "DA+ERM" -> plain(LeastSquaresRegression.ordinary(augmented, y));
      case "DA+IV" -> plain(LeastSquaresRegression.twoStage(augmented, y, parameters));
      case "DA+IV by sides" ->
          plain(LeastSquaresRegression.twoStage(augmented, y, sides(parameters)));
      case "DA+IVL" -> plain(ivl(configuration.real("alpha")).fit(augmented, y, parameters));
      case "DA+IVL limit" -> plain(IvLikeRegression.limit(augmented, y, parameters));
      case "DA+IVL of squared residuals" ->
          plain(ivl(configuration.real("alpha")).fitOfSquaredResiduals(augmented, y, parameters));
      case "DA+IVL in batches" ->
          plain(inBatches(configuration.real("alpha"), configuration.integer("batch")));
      case "DA+IVL-CV" -> selection(alphas(random)).byHeldOut(this::ivlEach, held(random), x, y);
      case "DA+IVL-CV augmented" ->
          selection(alphas(random)).byHeldOut(this::ivlEach, held(random), augmented, y);
      case "DA+IVL-LCV" -> {
        Tensor sides = sides(parameters);
        Regressors bySides = new Regressors(x, augmented, sides, y, augment, lowestAlpha);
        yield selection(alphas(random)).byHeldOut(bySides::ivlEach, heldLevels(random), x, y);
      }
      case "DA+IVL-CC" -> selection(alphas(random)).byLength(this::ivlEach, length(augmented), n());
      case "l1 Janzing" ->
          selection(exponentials(random))
              .byLength(each(p -> LeastSquaresRegression.lasso(x, y, p)), length(x), n());
      case "l2 Janzing" ->
          selection(exponentials(random))
              .byLength(each(p -> LeastSquaresRegression.ridge(x, y, p)), length(x), n());
      case "Kania and Wit" -> kaniaWit(exponentials(random), random);
      case "ICP" ->
          plain(
              new InvariantCausalPrediction(
                      0.1, (int) Math.ceil(1024 * configuration.real("training")))
                  .fit(augmented, y, environments(configuration), random));
      case "RICE" -> rice(configuration, random);
      case "IRM", "V-REx", "MM-REx", "DRO" -> byEnvironments(configuration, random);
      default ->
          throw new IllegalArgumentException(
              "no method '%s'".formatted(configuration.text("method")));
    };
  }

  private int n() {
    return x.size(0);
  }

  private static Chosen plain(Tensor hypothesis) {
    return new Chosen(0, hypothesis);
  }

  private static IvLikeRegression ivl(double alpha) {
    return new IvLikeRegression(alpha);
  }

  private Tensor ivlEach(double[] alphas, Tensor rows) {
    Tensor some = augmented.indexSelect(0, rows);
    Tensor outcomes = y.indexSelect(0, rows);
    Tensor drawn = parameters.indexSelect(0, rows);
    return Tensor.stack(
        DoubleStream.of(alphas).mapToObj(alpha -> ivl(alpha).fit(some, outcomes, drawn)).toList(),
        0);
  }

  /** The sum of the risks of batches, each with the projection on its own parameters. */
  private Tensor inBatches(double alpha, int batch) {
    int d = x.size(1);
    Tensor gram = Tensor.zeros(d, d);
    Tensor target = Tensor.zeros(d);
    for (int from = 0; from < n(); from += batch) {
      int to = Math.min(from + batch, n());
      Tensor gx = augmented.slice(0, from, to);
      Tensor g = parameters.slice(0, from, to);
      Tensor projected = g.matmul(LinearAlgebra.pseudoInverse(g));
      Tensor weighted = gx.transpose().matmul(projected.add(Tensor.eye(to - from), alpha));
      gram = gram.add(weighted.matmul(gx));
      target = target.add(weighted.matmul(y.slice(0, from, to)));
    }
    return LinearAlgebra.solve(gram, target);
  }

  private static PenaltySelection selection(double[] penalties) {
    return new PenaltySelection(penalties);
  }

  private double[] alphas(RandomGenerator random) {
    double low = Math.log(lowestAlpha);
    return random.doubles(CANDIDATES).map(u -> Math.exp(low * u)).toArray();
  }

  private static double[] exponentials(RandomGenerator random) {
    return random.doubles(CANDIDATES).map(u -> -Math.log1p(-u)).toArray();
  }

  private boolean[] held(RandomGenerator random) {
    boolean[] held = new boolean[n()];
    int wanted = (int) Math.round(HELD_OUT * n());
    for (int drawn = 0; drawn < wanted; ) {
      int row = random.nextInt(n());
      if (!held[row]) {
        held[row] = true;
        drawn++;
      }
    }
    return held;
  }

  private boolean[] heldLevels(RandomGenerator random) {
    return Environments.bySides(parameters, parameters.size(1)).draw(HELD_OUT, random);
  }

  /** Each parameter's side of the middle of its range, standardised: -1 or 1, or nearly so. */
  private static Tensor sides(Tensor parameters) {
    Tensor middle = parameters.amax(0).add(parameters.amin(0)).div(2).unsqueeze(0);
    Tensor sides = parameters.ge(middle).to(DType.FLOAT64);
    Tensor centred = sides.sub(sides.mean(0).unsqueeze(0));
    return centred.div(sides.std(new int[] {0}, false, true));
  }

  /** Janzing's length of the causal part of a regression on these treatments. */
  private double length(Tensor treatments) {
    Tensor h = LeastSquaresRegression.ordinary(treatments, y);
    Tensor centred = treatments.sub(treatments.mean(0).unsqueeze(0));
    Tensor covariance = centred.transpose().matmul(centred).div(n() - 1);
    double beta = ConfoundingStrength.of(covariance, h);
    return Math.sqrt((1 - beta) * h.squaredNorm().item());
  }

  private static PenaltySelection.Learner each(Function<Double, Tensor> fit) {
    return (penalties, _) ->
        Tensor.stack(DoubleStream.of(penalties).mapToObj(fit::apply).toList(), 0);
  }

  /** The penalty with the least difference of risks between X and GX, over five folds of both. */
  private Chosen kaniaWit(double[] penalties, RandomGenerator random) {
    int[] fold = random.ints(2L * n(), 0, 5).toArray();
    double best = penalties[0];
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : penalties) {
      double difference = 0;
      for (int k = 0; k < 5; k++) {
        Tensor h =
            new CausalRegularization(penalty)
                .fit(
                    rows(x, fold, 0, k, false),
                    rows(y, fold, 0, k, false),
                    rows(augmented, fold, n(), k, false),
                    rows(y, fold, n(), k, false));
        difference +=
            Math.abs(
                risk(rows(x, fold, 0, k, true), rows(y, fold, 0, k, true), h)
                    - risk(rows(augmented, fold, n(), k, true), rows(y, fold, n(), k, true), h));
      }
      if (difference < least) {
        least = difference;
        best = penalty;
      }
    }
    return new Chosen(best, new CausalRegularization(best).fit(x, y, augmented, y));
  }

  private static double risk(Tensor x, Tensor y, Tensor h) {
    return x.matmul(h).sub(y).square().mean().item();
  }

  private static Tensor rows(Tensor from, int[] fold, int offset, int k, boolean in) {
    long[] rows =
        LongStream.range(0, from.size(0))
            .filter(i -> (fold[offset + (int) i] == k) == in)
            .toArray();
    return from.indexSelect(0, Tensor.of(rows, rows.length));
  }

  private Environments environments(Configuration configuration) {
    int coordinates = configuration.integer("coordinates");
    return Environments.bySides(parameters, coordinates == 0 ? parameters.size(1) : coordinates);
  }

  /** A method that sees environments; its penalty is chosen by held-out environments. */
  private Chosen byEnvironments(Configuration configuration, RandomGenerator random) {
    Environments environments = environments(configuration);
    Function<double[], EnvironmentObjective> objective =
        switch (configuration.text("method")) {
          case "IRM" -> EnvironmentObjective::invariantRisk;
          case "V-REx" -> EnvironmentObjective::varianceExtrapolation;
          case "MM-REx" -> EnvironmentObjective::minimaxExtrapolation;
          default -> _ -> EnvironmentObjective.worstEnvironment();
        };
    Tensor targets = y.to(DType.FLOAT32);
    PenaltySelection.Learner learner =
        (penalties, rows) -> {
          EnvironmentObjective minimised = objective.apply(penalties);
          return trained(
              augmented,
              configuration,
              penalties.length,
              ints(rows),
              (inputs, examples) -> {
                Environments all = environments.select(examples);
                Tensor outcomes = targets.indexSelect(0, positions(examples));
                return (hypotheses, batch) ->
                    batch.length == examples.length
                        ? minimised.loss(
                            hypotheses.forward(inputs), outcomes, all, ExampleRisk.SQUARED)
                        : minimised.loss(
                            hypotheses.forward(inputs.indexSelect(0, positions(batch))),
                            outcomes.indexSelect(0, positions(batch)),
                            all.select(batch),
                            ExampleRisk.SQUARED);
              },
              random);
        };
    if (configuration.text("method").equals("DRO")) {
      return plain(learner.fit(new double[] {0}, Tensor.range(0, n())).select(0, 0).copy());
    }
    return selection(exponentials(random))
        .byHeldOut(learner, environments.draw(HELD_OUT, random), augmented, y);
  }

  /** RICE on a third of the examples and three augmentations of them: as many as the others see. */
  private Chosen rice(Configuration configuration, RandomGenerator random) {
    Tensor targets = y.to(DType.FLOAT32);
    List<Tensor> moves = Stream.generate(() -> augment.apply(x).sub(x)).limit(3).toList();
    PenaltySelection.Learner learner =
        (penalties, rows) -> {
          int[] all = ints(rows);
          int[] third = Arrays.copyOf(all, all.length / 3);
          RiskInvariance objective = new RiskInvariance(penalties);
          Tensor basis = basis(x, configuration.flag("as run"), third);
          return trained(
              x,
              configuration,
              penalties.length,
              third,
              (inputs, examples) -> {
                List<Tensor> moved =
                    moves.stream()
                        .map(
                            move ->
                                inputs.add(
                                    move.indexSelect(0, positions(examples))
                                        .matmul(basis)
                                        .to(DType.FLOAT32)))
                        .toList();
                Tensor outcomes = targets.indexSelect(0, positions(examples));
                return (hypotheses, batch) -> {
                  Tensor chosen = positions(batch);
                  UnaryOperator<Tensor> some =
                      each -> batch.length == examples.length ? each : each.indexSelect(0, chosen);
                  return objective.loss(
                      hypotheses.forward(some.apply(inputs)),
                      moved.stream().map(each -> hypotheses.forward(some.apply(each))).toList(),
                      some.apply(outcomes),
                      ExampleRisk.SQUARED);
                };
              },
              random);
        };
    return selection(exponentials(random)).byHeldOut(learner, held(random), x, y);
  }

  /** Makes the objective for some examples, given their inputs in the coordinates of training. */
  @FunctionalInterface
  private interface ObjectiveOf {
    LinearTraining.Objective on(Tensor inputs, int[] examples);
  }

  /** The hypotheses (members x d) that are trained on some examples. */
  private Tensor trained(
      Tensor treatments,
      Configuration configuration,
      int members,
      int[] examples,
      ObjectiveOf objective,
      RandomGenerator random) {
    boolean asRun = configuration.flag("as run");
    Tensor basis = basis(treatments, asRun, examples);
    Tensor inputs = treatments.indexSelect(0, positions(examples)).matmul(basis);
    Tensor start =
        asRun
            ? Initializer.inverseRootFanIn().draw(random, 1, x.size(1)).squeeze(0)
            : LeastSquaresRegression.ordinary(inputs, y.indexSelect(0, positions(examples)));
    LinearTraining training =
        asRun ? LinearTraining.asRun(examples.length) : LinearTraining.trainedOut();
    return training
        .part(configuration.real("training"))
        .train(
            members,
            start,
            examples.length,
            objective.on(inputs.to(DType.FLOAT32), examples),
            random)
        .matmul(basis.transpose());
  }

  /** Coordinates (d x d) in which the treatments are white, or their own as in the program. */
  private static Tensor basis(Tensor treatments, boolean asRun, int[] examples) {
    if (asRun) {
      return Tensor.eye(treatments.size(1));
    }
    Tensor some = treatments.indexSelect(0, positions(examples));
    LinearAlgebra.Eigen eigen =
        LinearAlgebra.eigh(some.transpose().matmul(some).div(examples.length));
    return eigen.vectors().div(eigen.values().clampMin(1e-12).sqrt().unsqueeze(0));
  }

  private static int[] ints(Tensor rows) {
    return Arrays.stream(rows.toLongArray()).mapToInt(Math::toIntExact).toArray();
  }

  private static Tensor positions(int[] rows) {
    return Tensor.of(Arrays.stream(rows).asLongStream().toArray(), rows.length);
  }
}
