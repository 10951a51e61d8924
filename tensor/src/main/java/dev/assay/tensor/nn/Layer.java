package dev.assay.tensor.nn;

import dev.assay.tensor.DType;
import dev.assay.tensor.Device;
import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A part of a network: parameters, buffers and layers within it, each under a name.
 *
 * <p>A name's full form joins the names on the way with dots, as in PyTorch: {@code
 * blocks.0.attention.query.weight}. Tensors belong to the {@link dev.assay.tensor.TensorScope} in
 * which the layer is made; make it outside of the steps that use it.
 *
 * <p>The same class serves a network alone and a {@link Population} of them. There, parameters and
 * inputs have one more dimension in front, the members; layers written by others work there too
 * where they are made of layers and count dimensions from the last one.
 */
public abstract class Layer {
  private final SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
  private final SequencedMap<String, Buffer> buffers = new LinkedHashMap<>();
  private final SequencedMap<String, Layer> children = new LinkedHashMap<>();
  private boolean training = true;
  private int members;

  /** Adds a parameter; its values start as these, as FLOAT32. */
  protected final Parameter parameter(String name, Role role, Tensor initial) {
    Parameter parameter = new Parameter(role, initial.to(DType.FLOAT32));
    requireNew(name);
    parameters.put(name, parameter);
    return parameter;
  }

  /** Adds a buffer; its values start as these, as FLOAT32. */
  protected final Buffer buffer(String name, Tensor initial) {
    Buffer buffer = new Buffer(initial.to(DType.FLOAT32));
    requireNew(name);
    buffers.put(name, buffer);
    return buffer;
  }

  /** Adds a layer within this one. */
  protected final <L extends Layer> L child(String name, L layer) {
    requireNew(name);
    children.put(name, layer);
    return layer;
  }

  private void requireNew(String name) {
    if (name.isEmpty()
        || parameters.containsKey(name)
        || buffers.containsKey(name)
        || children.containsKey(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is empty or already names a part of this layer.");
    }
  }

  /** All parameters by their full names, in the order in which they were added. */
  public final SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    visit("", (path, layer) -> layer.parameters.forEach((name, p) -> all.put(path + name, p)));
    return Collections.unmodifiableSequencedMap(all);
  }

  /** The parameters that are not frozen, in the order in which they were added. */
  public final List<Parameter> trainable() {
    return parameters().values().stream().filter(p -> !p.isFrozen()).toList();
  }

  /** The number of learned values, of all members together. */
  public final long parameterCount() {
    return parameters().values().stream().mapToLong(p -> p.value().count()).sum();
  }

  /**
   * Freezes the parameters for which this holds, given full name and parameter; leaves the rest.
   */
  public final void freeze(BiPredicate<String, Parameter> which) {
    setFrozen(which, true);
  }

  /** Lets the parameters learn again for which this holds; leaves the rest. */
  public final void unfreeze(BiPredicate<String, Parameter> which) {
    setFrozen(which, false);
  }

  private void setFrozen(BiPredicate<String, Parameter> which, boolean frozen) {
    parameters()
        .forEach(
            (name, parameter) -> {
              if (which.test(name, parameter)) {
                parameter.setFrozen(frozen);
              }
            });
  }

  /** Whether the layer trains: dropout drops, and batch norms use the batch's statistics. */
  public final boolean isTraining() {
    return training;
  }

  /** Trains (the beginning) or evaluates; holds for the layers within too. */
  public final void setTraining(boolean training) {
    this.training = training;
    children.values().forEach(child -> child.setTraining(training));
  }

  /** The number of stacked networks, or 0 for a network alone. */
  protected final int members() {
    return members;
  }

  /** Copies of all parameters and buffers by their full names. */
  public final SortedMap<String, Tensor> state() {
    SortedMap<String, Tensor> state = new TreeMap<>();
    live().forEach((name, tensor) -> state.put(name, tensor.detach().copy()));
    return state;
  }

  /**
   * Takes over the values of all parameters and buffers, converted to the type they have here.
   *
   * @throws IllegalArgumentException where a name is missing or unknown, or a shape differs; then
   *     nothing is taken over
   */
  public final void load(Map<String, Tensor> state) {
    SequencedMap<String, Tensor> live = live();
    TreeSet<String> missing = new TreeSet<>(live.keySet());
    missing.removeAll(state.keySet());
    TreeSet<String> unknown = new TreeSet<>(state.keySet());
    unknown.removeAll(live.keySet());
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "The state does not fit this network: missing are "
              + missing
              + ", unknown are "
              + unknown
              + ".");
    }
    live.forEach(
        (name, tensor) -> {
          long[] given = part(state, name).shape();
          if (!Arrays.equals(given, tensor.shape())) {
            throw new IllegalArgumentException(
                "The state does not fit this network: \""
                    + name
                    + "\" has shape "
                    + Arrays.toString(given)
                    + " where "
                    + Arrays.toString(tensor.shape())
                    + " is needed.");
          }
        });
    live.forEach((name, tensor) -> tensor.copyInPlace(part(state, name)));
  }

  /** Converts all parameters and buffers; previous tensors of them are no longer part of it. */
  public final void to(DType type) {
    replaceAll(tensor -> tensor.to(type));
  }

  /** Moves all parameters and buffers; previous tensors of them are no longer part of it. */
  public final void to(Device device) {
    replaceAll(tensor -> tensor.to(device));
  }

  private void replaceAll(UnaryOperator<Tensor> change) {
    visit(
        "",
        (_, layer) -> {
          layer.parameters.values().forEach(p -> p.replace(change.apply(p.value().detach())));
          layer.buffers.values().forEach(b -> b.replace(change.apply(b.value())));
        });
  }

  /** Takes in what members own beside parameters and buffers, such as streams. */
  void join(List<? extends Layer> all) {
    // Most layers own nothing else.
  }

  /** Makes this the stack of networks of one structure, of which it is the first. */
  final void stack(List<? extends Layer> all) {
    for (Layer member : all) {
      requireAlike(member);
    }
    parameters.forEach(
        (name, parameter) ->
            parameter.replace(stacked(all, l -> part(l.parameters, name).value().detach())));
    buffers.forEach(
        (name, buffer) -> buffer.replace(stacked(all, l -> part(l.buffers, name).value())));
    children.forEach(
        (name, child) ->
            child.stack(all.stream().map((Layer l) -> part(l.children, name)).toList()));
    join(all);
    members = all.size();
  }

  private void requireAlike(Layer other) {
    if (other.getClass() != getClass()
        || !other.parameters.keySet().equals(parameters.keySet())
        || !other.buffers.keySet().equals(buffers.keySet())
        || !other.children.keySet().equals(children.keySet())) {
      throw new IllegalArgumentException(
          "A population needs networks of one structure, not "
              + getClass().getSimpleName()
              + live().keySet()
              + " and "
              + other.getClass().getSimpleName()
              + other.live().keySet()
              + ".");
    }
    if (members != 0 || other.members != 0) {
      throw new IllegalArgumentException("A population is made of networks alone, not of others.");
    }
  }

  private static Tensor stacked(List<? extends Layer> all, Function<Layer, Tensor> part) {
    return Tensor.stack(all.stream().map(l -> part.apply(l)).toList(), 0);
  }

  private static <T> T part(Map<String, T> parts, String name) {
    return Objects.requireNonNull(parts.get(name));
  }

  private SequencedMap<String, Tensor> live() {
    SequencedMap<String, Tensor> live = new LinkedHashMap<>();
    visit("", (path, l) -> l.parameters.forEach((n, p) -> live.put(path + n, p.value())));
    visit("", (path, l) -> l.buffers.forEach((n, b) -> live.put(path + n, b.value())));
    return live;
  }

  private void visit(String path, BiConsumer<String, Layer> visitor) {
    visitor.accept(path, this);
    children.forEach((name, child) -> child.visit(path + name + ".", visitor));
  }
}
