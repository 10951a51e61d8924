package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TorchStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets elements to 0 at random while training, and does nothing else: {@link TorchStream#dropout}.
 */
public final class Dropout extends UnaryLayer {
  private final double probability;
  private List<TorchStream> streams;

  /**
   * Drops elements.
   *
   * @param probability in [0, 1)
   * @param stream draws which
   */
  public Dropout(double probability, TorchStream stream) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "dropout: the probability " + probability + " is not in [0, 1).");
    }
    this.probability = probability;
    this.streams = List.of(stream);
  }

  @Override
  public Tensor forward(Tensor x) {
    if (!isTraining() || probability == 0) {
      return x;
    }
    if (members() == 0) {
      return streams.getFirst().dropout(x, probability);
    }
    List<Tensor> parts = new ArrayList<>(members());
    for (int i = 0; i < members(); i++) {
      parts.add(streams.get(i).dropout(x.select(0, i), probability));
    }
    return Tensor.stack(parts, 0);
  }

  @Override
  void join(List<? extends Layer> all) {
    streams = all.stream().map(l -> ((Dropout) l).streams.getFirst()).toList();
  }
}
