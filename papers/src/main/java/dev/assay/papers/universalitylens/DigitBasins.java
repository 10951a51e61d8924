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
 * Many solutions of one training set, trained at rates from the least to the largest: does the
 * width of a solution's basin go with its test loss?
 *
 * <p>Settings: {@code least rate}, {@code largest rate}, {@code nets}, {@code examples}, {@code
 * steps}, {@code rise} of the training loss that ends a basin, {@code directions} looked into.
 */
final class DigitBasins {
  private DigitBasins() {}

  static Outcome run(Configuration configuration, Seed seed) {
    int nets = configuration.integer("nets");
    double least = configuration.real("least rate");
    double largest = configuration.real("largest rate");
    try (TensorScope _ = TensorScope.open()) {
      DigitNetworks networks =
          new DigitNetworks(
              Collections.nCopies(nets, seed),
              IntStream.range(0, nets).toArray(),
              configuration.integer("examples"));
      double[] rates =
          IntStream.range(0, nets)
              .mapToDouble(i -> least * Math.pow(largest / least, i / (nets - 1.0)))
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
      double[] logNorm = networks.logNorms();
      double[] relative = new double[nets];
      Arrays.setAll(relative, i -> logRadius[i] - logNorm[i]);
      SpearmansCorrelation rank = new SpearmansCorrelation();
      Outcome outcome =
          Outcome.of(
                  "rank correlation of radius and test loss", rank.correlation(logRadius, testLoss))
              .with(
                  "rank correlation of relative radius and test loss",
                  rank.correlation(relative, testLoss))
              .with("rank correlation of radius and norm", rank.correlation(logRadius, logNorm))
              .with("largest train loss", Collections.max(boxed(trainLoss)))
              .with("largest test loss", Collections.max(boxed(testLoss)))
              .with("smallest test loss", Collections.min(boxed(testLoss)));
      return least == largest
          ? outcome
          : outcome.with("rank correlation of radius and rate", rank.correlation(logRadius, rates));
    }
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
