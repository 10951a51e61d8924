package dev.assay.papers.fantasticmeasures;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.SubspaceTwins;
import dev.assay.methods.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Estimates of the loss of one algorithm, which know it, in two worlds.
 *
 * <p>Settings: {@code q}, {@code n} the dimension of the subspace among 3 n, {@code examples},
 * {@code bias} of the algorithm to the subspace, {@code draws} of each world; {@code learner
 * steps}; {@code only biased}, whether only draws count in which the algorithm found one vector of
 * the subspace.
 */
final class SubspaceWorlds {
  private SubspaceWorlds() {}

  static Outcome run(Configuration configuration, Seed seed) {
    int q = configuration.integer("q");
    int n = configuration.integer("n");
    SubspaceTwins twins =
        new SubspaceTwins(
            q, 3 * n, n, configuration.integer("examples"), configuration.real("bias"));
    int draws = configuration.integer("draws");
    boolean onlyBiased = configuration.flag("only biased");
    Draws kind = Draws.of(twins, World.KIND, draws, onlyBiased, q, seed.random("kind"));
    Draws indifferent =
        Draws.of(twins, World.INDIFFERENT, draws, onlyBiased, q, seed.random("indifferent"));
    double found = (kind.found + indifferent.found) / 2.0 / draws;
    Outcome outcome =
        Outcome.of("loss in the kind world", kind.meanLoss())
            .with("loss in the indifferent world", indifferent.meanLoss())
            .with(
                "loss in the indifferent world less 1 - 1/q",
                indifferent.meanLoss() - twins.lossOfWrong())
            .with("loss of a guess", twins.lossOfWrong())
            .with("share of non-singular samples", found)
            .with(
                "share of non-singular samples less the formula",
                found - twins.probabilityOfNonSingular())
            .with("probability of a non-singular sample", twins.probabilityOfNonSingular());
    return new TwinTest(kind.cases, indifferent.cases, configuration.integer("learner steps"), seed)
        .addTo(outcome, twins.lossOfWrong() / 2 * (1 - 1e-9));
  }

  private record Draws(List<TwinTest.Case> cases, int found) {
    static Draws of(
        SubspaceTwins twins,
        World world,
        int draws,
        boolean onlyBiased,
        int q,
        RandomGenerator random) {
      List<TwinTest.Case> cases = new ArrayList<>();
      int found = 0;
      for (int i = 0; i < draws; i++) {
        SubspaceTwins.Draw draw = twins.draw(world, random);
        found += draw.inSubspace() ? 1 : 0;
        if (draw.inSubspace() || !onlyBiased) {
          cases.add(lookAt(draw, q, twins.lossOfWrong()));
        }
      }
      return new Draws(cases, found);
    }

    double meanLoss() {
      return cases.stream().mapToDouble(TwinTest.Case::loss).average().orElseThrow();
    }
  }

  private static TwinTest.Case lookAt(SubspaceTwins.Draw draw, int q, double lossOfWrong) {
    int[] h = draw.hypothesis();
    int[] y = draw.labels();
    double[] features = new double[1 + 2 * q + q * (h.length + y.length)];
    features[0] = draw.inSubspace() ? 1 : 0;
    int at = 1 + 2 * q;
    for (int value : h) {
      features[1 + value]++;
      features[at + value] = 1;
      at += q;
    }
    for (int value : y) {
      features[1 + q + value]++;
      features[at + value] = 1;
      at += q;
    }
    double weight = 1 - features[1] / h.length;
    Map<String, Double> estimates = new LinkedHashMap<>();
    estimates.put("training error", 0.0);
    estimates.put("loss of a wrong vector", lossOfWrong);
    estimates.put("half of it", lossOfWrong / 2);
    estimates.put(
        "half of it where the bias was used", draw.inSubspace() ? lossOfWrong / 2 : lossOfWrong);
    estimates.put("Hamming weight of the hypothesis", weight * lossOfWrong);
    return new TwinTest.Case(features, estimates, lossOfWrong, draw.loss());
  }
}
