package dev.assay.papers.fantasticmeasures;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.PopulationWorkload;
import dev.assay.lab.Seed;
import dev.assay.methods.GeneralizationMeasure;
import dev.assay.methods.NetworkSummary;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One network trained on labels of which a share is random, its gap and its measures; and the same
 * network in a second population, whose labels off the sample are random.
 *
 * <p>Settings: {@code noise}, the share of labels drawn anew; {@code data}, {@code examples},
 * {@code target}, {@code noisy steps} at most, {@code noisy images}, {@code noisy networks}, {@code
 * climbed images}.
 */
final class NoisyLabels implements PopulationWorkload {
  private static final TrainedNetworks.Recipe RECIPE = new TrainedNetworks.Recipe(64, 2, 0.03, 64);

  @Override
  public String shape(Configuration configuration) {
    return configuration.toString();
  }

  @Override
  public List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) {
    Configuration settings = configurations.getFirst();
    try (TensorScope _ = TensorScope.open()) {
      ImageSets clean = ImageSets.load(settings.text("data"), seeds, settings.integer("examples"));
      ImageSets images =
          clean.withLabels(noisy(clean.labels(), settings.real("noise"), seeds, "label noise"));
      TrainedNetworks networks =
          new TrainedNetworks(
              Collections.nCopies(seeds.size(), RECIPE),
              seeds,
              images,
              settings.real("target"),
              settings.integer("noisy steps"));
      double[] train = networks.trainErrors();
      double[] test = networks.testErrors(images.testLabels());
      double[] second =
          networks.testErrors(noisy(images.testLabels(), 1, seeds, "second population"));
      List<NetworkSummary> summaries =
          networks.summarize(
              settings.integer("noisy images"),
              settings.integer("noisy networks"),
              settings.integer("climbed images"));
      boolean[] diverged = networks.diverged();
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < seeds.size(); i++) {
        if (diverged[i]) {
          outcomes.add(Outcome.failed("The network diverged: its loss is no number."));
          continue;
        }
        Outcome outcome =
            Outcome.of("gap", test[i] - train[i])
                .with("training error", train[i])
                .with("loss in the first population", test[i])
                .with("loss in the second population", second[i]);
        for (GeneralizationMeasure measure : GeneralizationMeasure.values()) {
          outcome = outcome.with(measure.label(), measure.value(summaries.get(i)));
        }
        outcomes.add(outcome);
      }
      return outcomes;
    }
  }

  /** Labels (members x n) of which each is drawn anew with this probability. */
  private static Tensor noisy(Tensor labels, double share, List<Seed> seeds, String stream) {
    long[] values = labels.toLongArray();
    int each = labels.size(1);
    for (int i = 0; i < seeds.size(); i++) {
      RandomStream random = RandomStream.of(seeds.get(i).number(stream));
      for (int j = 0; j < each; j++) {
        if (random.nextDouble() < share) {
          values[i * each + j] = random.nextInt(ImageSets.CLASSES);
        }
      }
    }
    return Tensor.of(values, labels.shape());
  }
}
