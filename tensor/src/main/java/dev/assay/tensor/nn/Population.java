package dev.assay.tensor.nn;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Networks of one structure that train in lock-step as one program.
 *
 * <p>A small network spends most of its time in calling operations. A population calls each
 * operation once for all its members: their parameters are stacked along a new first dimension, and
 * inputs, outputs and losses have it too. No member feels the others: each computes what it would
 * compute alone, up to the rounding of sums in another order.
 *
 * <pre>{@code
 * Population<Mlp> population =
 *     Population.of(64, i -> new Mlp(Activation.RELU, RandomStream.of(seeds[i]), 64, 32, 10));
 * AdamW optimizer = new AdamW(population.network().trainable(), Setting.each(rates), decay);
 * ...
 * Tensor losses = Population.crossEntropy(population.network().forward(x), labels); // (64)
 * optimizer.step(losses.sum());
 * }</pre>
 *
 * @param <L> the network
 */
public final class Population<L extends Layer> {
  private final L network;
  private final int size;

  private Population(L network, int size) {
    this.network = network;
    this.size = size;
  }

  /**
   * Stacks networks.
   *
   * @param size how many, at least 1
   * @param make makes the network of each index, alone; all of one structure
   */
  public static <L extends Layer> Population<L> of(int size, IntFunction<L> make) {
    if (size < 1) {
      throw new IllegalArgumentException("A population has at least 1 member, not " + size + ".");
    }
    List<L> members = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      members.add(make.apply(i));
    }
    L first = members.getFirst();
    first.stack(members);
    return new Population<>(first, size);
  }

  /** The number of members. */
  public int size() {
    return size;
  }

  /** The network that computes for all members: inputs (members, ...), outputs (members, ...). */
  public L network() {
    return network;
  }

  /**
   * Copies of one member's parameters and buffers, as {@link Layer#load} of it alone takes them.
   */
  public SortedMap<String, Tensor> state(int member) {
    SortedMap<String, Tensor> state = new TreeMap<>();
    network.state().forEach((name, stacked) -> state.put(name, stacked.select(0, member).copy()));
    return state;
  }

  /**
   * Each member's mean cross entropy.
   *
   * @param logits (members, examples, classes)
   * @param labels INT64 (members, examples)
   * @return (members); the gradient of its sum is each member's own gradient
   */
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    if (logits.dimensions() != 3
        || labels.dimensions() != 2
        || labels.size(0) != logits.size(0)
        || labels.size(1) != logits.size(1)) {
      throw new IllegalArgumentException(
          "crossEntropy of "
              + Arrays.toString(logits.shape())
              + " and "
              + Arrays.toString(labels.shape())
              + ": logits (members, examples, classes) and labels (members, examples) are needed.");
    }
    // libtorch's own cross entropy takes exponentials one by one where there are few classes.
    Tensor chosen = logits.gather(-1, labels.unsqueeze(-1)).squeeze(-1);
    return logits.logSumExp(-1, false).sub(chosen).mean(1);
  }

  /**
   * Each member's share of examples whose greatest logit is at the label.
   *
   * @param logits (members, examples, classes)
   * @param labels INT64 (members, examples)
   * @return FLOAT64 (members)
   */
  public static Tensor accuracy(Tensor logits, Tensor labels) {
    return logits.argmax(-1).eq(labels).to(DType.FLOAT64).mean(1);
  }
}
