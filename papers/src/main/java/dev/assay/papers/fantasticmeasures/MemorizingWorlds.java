package dev.assay.papers.fantasticmeasures;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.MemorizingTwins;
import dev.assay.methods.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Estimates of the loss that see sample and hypothesis, in two worlds where these have one law.
 *
 * <p>Settings: {@code d} points, {@code ratio} n / d of examples to points, {@code draws} of each
 * world, {@code learner steps}.
 */
final class MemorizingWorlds {
  /** Points whose label and count are features on their own; of larger domains, the first ones. */
  private static final int RAW = 128;

  private MemorizingWorlds() {}

  static Outcome run(Configuration configuration, Seed seed) {
    int d = configuration.integer("d");
    MemorizingTwins twins =
        new MemorizingTwins(d, (int) Math.round(configuration.real("ratio") * d));
    int draws = configuration.integer("draws");
    List<TwinTest.Case> kind = cases(twins, World.KIND, draws, seed.random("kind"));
    List<TwinTest.Case> indifferent =
        cases(twins, World.INDIFFERENT, draws, seed.random("indifferent"));
    double quarter = twins.unseenShare() / 4;
    Outcome outcome =
        Outcome.of("loss in the kind world", meanLoss(kind))
            .with("loss in the indifferent world", meanLoss(indifferent))
            .with("half of the unseen share", 2 * quarter)
            .with("loss less half of the unseen share", meanLoss(indifferent) - 2 * quarter);
    // An estimate that is off by exactly a quarter is off; the unseen share varies around its mean.
    Outcome tested =
        new TwinTest(kind, indifferent, configuration.integer("learner steps"), seed)
            .addTo(outcome, 0.9 * quarter);
    return tested.with(
        "worst error of the best estimate over a quarter of the unseen share",
        tested.metrics().getOrDefault("worst error of the best estimate", Double.NaN) / quarter);
  }

  private static double meanLoss(List<TwinTest.Case> cases) {
    return cases.stream().mapToDouble(TwinTest.Case::loss).average().orElseThrow();
  }

  private static List<TwinTest.Case> cases(
      MemorizingTwins twins, World world, int draws, RandomGenerator random) {
    List<TwinTest.Case> cases = new ArrayList<>();
    for (int i = 0; i < draws; i++) {
      cases.add(lookAt(twins.draw(world, random)));
    }
    return cases;
  }

  private static TwinTest.Case lookAt(MemorizingTwins.Draw draw) {
    boolean[] h = draw.hypothesis();
    int[] counts = draw.counts();
    int d = h.length;
    double unseen = share(counts, 0);
    double seenOnce = Arrays.stream(counts).filter(count -> count == 1).count();
    int ones = 0;
    int unseenOnes = 0;
    int alternations = 0;
    int againstNeighbour = 0;
    for (int i = 0; i < d; i++) {
      ones += h[i] ? 1 : 0;
      unseenOnes += h[i] && counts[i] == 0 ? 1 : 0;
      boolean alternates = h[i] != h[(i + 1) % d];
      alternations += alternates ? 1 : 0;
      againstNeighbour += alternates && counts[i] == 0 ? 1 : 0;
    }
    double[] features = new double[6 + 2 * Math.min(d, RAW)];
    features[0] = unseen;
    features[1] = seenOnce / d;
    features[2] = (double) ones / d;
    features[3] = (double) unseenOnes / d;
    features[4] = (double) alternations / d;
    features[5] = (double) againstNeighbour / d;
    for (int i = 0; i < Math.min(d, RAW); i++) {
      features[6 + 2 * i] = h[i] ? 1 : -1;
      features[7 + 2 * i] = (h[i] ? 1 : -1) * counts[i];
    }
    Map<String, Double> estimates = new LinkedHashMap<>();
    estimates.put("training error", 0.0);
    estimates.put(
        "leave one out of a random labeling", seenOnce / (2 * Arrays.stream(counts).sum()));
    estimates.put("description length by alternations", unseen * alternations / d);
    estimates.put("margin by unseen neighbours", (double) againstNeighbour / d);
    estimates.put("a quarter of the unseen share", unseen / 4);
    return new TwinTest.Case(features, estimates, unseen / 2, draw.loss());
  }

  private static double share(int[] counts, int of) {
    return (double) Arrays.stream(counts).filter(count -> count == of).count() / counts.length;
  }
}
