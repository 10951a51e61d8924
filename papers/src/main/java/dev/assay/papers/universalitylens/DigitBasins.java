package dev.assay.papers.universalitylens;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.BasinRadius;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * Many solutions of one training set, trained at rates from 0.01 to 0.3: does the width of a
 * solution's basin go with its test loss?
 *
 * <p>Settings: {@code nets}, {@code examples}, {@code steps}, {@code rise} of the training loss
 * that ends a basin, {@code directions} looked into.
 */
final class DigitBasins {
  private static final double SLOWEST = 0.01;
  private static final double FASTEST = 0.3;

  private DigitBasins() {}

  static Outcome run(Configuration configuration, Seed seed) {
    int nets = configuration.integer("nets");
    try (TensorScope _ = TensorScope.open()) {
      DigitNetworks networks =
          new DigitNetworks(
              Collections.nCopies(nets, seed),
              IntStream.range(0, nets).toArray(),
              configuration.integer("examples"));
      double[] rates =
          IntStream.range(0, nets)
              .mapToDouble(i -> SLOWEST * Math.pow(FASTEST / SLOWEST, i / (nets - 1.0)))
              .toArray();
      networks.descend(configuration.integer("steps"), rates, new double[nets]);
      Tensor train = networks.data().train();
      double[] trainLoss = networks.evaluate(train);
      double[] testLoss = networks.evaluate(networks.data().test());
      RandomStream directions = RandomStream.of(seed.number("directions"));
      List<TorchStream> streams =
          Stream.generate(() -> TorchStream.of(directions)).limit(nets).toList();
      double[] logRadius =
          new BasinRadius(configuration.real("rise"), configuration.integer("directions"))
              .meanLogRadius(
                  networks.population().network().trainable(),
                  () -> networks.evaluate(train),
                  streams);
      SpearmansCorrelation rank = new SpearmansCorrelation();
      return Outcome.of(
              "rank correlation of radius and test loss", rank.correlation(logRadius, testLoss))
          .with("rank correlation of radius and rate", rank.correlation(logRadius, rates))
          .with("largest train loss", Collections.max(boxed(trainLoss)))
          .with("largest test loss", Collections.max(boxed(testLoss)))
          .with("smallest test loss", Collections.min(boxed(testLoss)));
    }
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
