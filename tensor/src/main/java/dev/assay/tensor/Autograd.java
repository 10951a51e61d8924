package dev.assay.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Gradients by reverse-mode differentiation of what was recorded. */
public final class Autograd {
  private static final BoolOptional KEEP = Native.lasting(new BoolOptional(true));
  private static final BoolOptional FREE = Native.lasting(new BoolOptional(false));

  private Autograd() {}

  /** What becomes of the record once a gradient was taken. */
  public enum Graph {
    /** It is freed: no second gradient can be taken from it. */
    FREE,
    /** It stays: further gradients can be taken from it. */
    KEEP,
    /** It stays, and the gradient is recorded too, for derivatives of higher order. */
    EXTEND
  }

  /** The gradient of a scalar: same shape as the input. */
  public static Tensor grad(Tensor output, Tensor input) {
    return grad(output, List.of(input), Graph.FREE).getFirst();
  }

  /** The gradients of a scalar with respect to each input, of the input's shape. */
  public static List<Tensor> grad(Tensor output, List<Tensor> inputs) {
    return grad(output, inputs, Graph.FREE);
  }

  /**
   * The gradients of a scalar with respect to each input, of the input's shape.
   *
   * @throws IllegalArgumentException where the output is no scalar, where nothing was recorded, or
   *     where an input had no part in the output
   */
  public static List<Tensor> grad(Tensor output, List<Tensor> inputs, Graph graph) {
    return differentiate(List.of(output), inputs, List.of(), graph, false);
  }

  /**
   * As {@link #grad(Tensor, List, Graph)}, but zeros where an input had no part in the output: the
   * true derivative.
   */
  public static List<Tensor> gradOrZeros(Tensor output, List<Tensor> inputs, Graph graph) {
    return differentiate(List.of(output), inputs, List.of(), graph, true);
  }

  /**
   * The product of a vector with the Jacobian: the gradients of {@code sum(outputs * vectors)}.
   *
   * @param outputs of any shape
   * @param vectors of the outputs' shapes
   */
  public static List<Tensor> vectorJacobian(
      List<Tensor> outputs, List<Tensor> inputs, List<Tensor> vectors, Graph graph) {
    if (vectors.size() != outputs.size()) {
      throw new IllegalArgumentException(
          "vectorJacobian: there are "
              + outputs.size()
              + " outputs and "
              + vectors.size()
              + " vectors, one is needed for each.");
    }
    return differentiate(outputs, inputs, vectors, graph, true);
  }

  /** Runs something without recording it. */
  public static <T> T withoutGradient(Supplier<T> body) {
    boolean recorded = GradMode.is_enabled();
    GradMode.set_enabled(false);
    try {
      return body.get();
    } finally {
      GradMode.set_enabled(recorded);
    }
  }

  private static List<Tensor> differentiate(
      List<Tensor> outputs,
      List<Tensor> inputs,
      List<Tensor> vectors,
      Graph graph,
      boolean zerosForUnused) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    return Native.get(
        "grad",
        () -> {
          try (TensorVector ofWhat = Native.vector(outputs);
              TensorVector byWhat = Native.vector(inputs);
              TensorVector along = vectors.isEmpty() ? new TensorVector() : Native.vector(vectors);
              TensorVector found =
                  torch.grad(
                      ofWhat,
                      byWhat,
                      along,
                      graph == Graph.FREE ? FREE : KEEP,
                      graph == Graph.EXTEND,
                      zerosForUnused)) {
            List<Tensor> gradients = new ArrayList<>(inputs.size());
            for (int i = 0; i < inputs.size(); i++) {
              org.bytedeco.pytorch.Tensor part = found.get(i);
              gradients.add(part.defined() ? Native.own(part) : inputs.get(i).zerosLike());
            }
            return gradients;
          }
        },
        outputs.toArray(Tensor[]::new));
  }
}
