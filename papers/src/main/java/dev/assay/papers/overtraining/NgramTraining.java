package dev.assay.papers.overtraining;

import dev.assay.data.Corpus;
import dev.assay.data.Datasets;
import dev.assay.data.TrainTest;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.tensor.Loss;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.nn.AdamW;
import dev.assay.tensor.nn.Setting;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * One small language model, trained on so many tokens for each of its parameters.
 *
 * <p>Settings: {@code hidden} times {@code widening} hidden units; {@code tokens per parameter} M;
 * {@code share} of the D = M N tokens that is trained on, 1 but for tests; {@code checkpoint}, a
 * smaller M at which the loss is taken on the way, or 0; {@code batch} characters a step; {@code
 * rate}, the largest learning rate.
 */
final class NgramTraining {
  static final String LOSS = "loss";
  static final String PARAMETERS = "parameters";
  static final String TOKENS = "tokens";
  static final String AT_CHECKPOINT = "loss at the checkpoint";

  private static final int CONTEXT = 8;
  private static final int FEATURES = 8;
  private static final int TESTED = 40_000;

  /** The last learning rate is this part of the first, as in the paper. */
  private static final double LAST_RATE = 0.01;

  private static final double DECAY = 0.033;

  private NgramTraining() {}

  static Outcome run(Configuration configuration, Seed seed) {
    TrainTest<int[]> text = text();
    int characters = 27;
    int hidden = configuration.integer("hidden") * configuration.integer("widening");
    try (TensorScope _ = TensorScope.open()) {
      NgramNetwork network =
          new NgramNetwork(characters, CONTEXT, FEATURES, hidden, seed.random("weights"));
      double parameters = network.parameterCount();
      double m = configuration.real("tokens per parameter");
      int batch = configuration.integer("batch");
      int steps = Math.max(4, (int) (m * parameters * configuration.real("share") / batch));
      double checkpoint = configuration.real("checkpoint");
      int stop = checkpoint == 0 ? 0 : Math.max(1, (int) Math.round(steps * checkpoint / m));
      AdamW optimizer =
          new AdamW(network.trainable(), Setting.of(0), Setting.of(DECAY), 0.9, 0.95, 1e-8);
      Order order = new Order(text.train().length - CONTEXT, seed.random("order"));
      double atCheckpoint = Double.NaN;
      for (int step = 0; step < steps; step++) {
        optimizer.setLearningRate(Setting.of(configuration.real("rate") * schedule(step, steps)));
        try (TensorScope _ = TensorScope.open()) {
          int[] places = order.next(batch);
          optimizer.step(
              Loss.crossEntropy(
                  network.forward(contexts(text.train(), places)), next(text.train(), places)));
        }
        if (step + 1 == stop) {
          atCheckpoint = test(network, text.test());
        }
      }
      Outcome outcome =
          Outcome.of(LOSS, test(network, text.test()))
              .with(PARAMETERS, parameters)
              .with(TOKENS, m * parameters)
              .with("steps", steps);
      return stop == 0 ? outcome : outcome.with(AT_CHECKPOINT, atCheckpoint);
    }
  }

  /** A linear warm-up over a twentieth of the steps, then a cosine. */
  private static double schedule(int step, int steps) {
    int warm = Math.max(1, steps / 20);
    if (step < warm) {
      return (step + 1.0) / warm;
    }
    double passed = (step - warm) / (double) Math.max(1, steps - warm);
    return LAST_RATE + (1 - LAST_RATE) * (1 + Math.cos(Math.PI * passed)) / 2;
  }

  /** The novel in lower case: letters, and one space for whatever else stands between them. */
  private static TrainTest<int[]> text() {
    TrainTest<Corpus> halves = Datasets.mobyDick().load().split(0.1);
    return new TrainTest<>(letters(halves.train()), letters(halves.test()));
  }

  private static int[] letters(Corpus corpus) {
    return corpus
        .text()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z]+", " ")
        .chars()
        .map(c -> c == ' ' ? 0 : c - 'a' + 1)
        .toArray();
  }

  private static Tensor contexts(int[] text, int[] places) {
    long[] ids = new long[places.length * CONTEXT];
    for (int i = 0; i < places.length; i++) {
      for (int k = 0; k < CONTEXT; k++) {
        ids[i * CONTEXT + k] = text[places[i] + k];
      }
    }
    return Tensor.of(ids, places.length, CONTEXT);
  }

  private static Tensor next(int[] text, int[] places) {
    long[] ids = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      ids[i] = text[places[i] + CONTEXT];
    }
    return Tensor.of(ids, places.length);
  }

  /** The mean loss over the first places of the text's end: the same ones for every model. */
  private static double test(NgramNetwork network, int[] text) {
    int count = Math.min(TESTED, text.length - CONTEXT);
    double sum = 0;
    for (int from = 0; from < count; from += 4000) {
      int[] places = new int[Math.min(4000, count - from)];
      for (int i = 0; i < places.length; i++) {
        places[i] = from + i;
      }
      try (TensorScope _ = TensorScope.withoutGradient()) {
        sum +=
            places.length
                * Loss.crossEntropy(network.forward(contexts(text, places)), next(text, places))
                    .item();
      }
    }
    return sum / count;
  }

  /** All places in random order, then again in another. */
  private static final class Order {
    private final int[] places;
    private final RandomGenerator random;
    private int used;

    Order(int count, RandomGenerator random) {
      this.places = new int[count];
      for (int i = 0; i < count; i++) {
        places[i] = i;
      }
      this.random = random;
    }

    int[] next(int count) {
      int[] batch = new int[count];
      for (int i = 0; i < count; i++) {
        // Fisher and Yates's shuffle, one draw at a time.
        int other = random.nextInt(used, places.length);
        int place = places[other];
        places[other] = places[used];
        places[used] = place;
        batch[i] = place;
        used = (used + 1) % places.length;
      }
      return batch;
    }
  }
}
