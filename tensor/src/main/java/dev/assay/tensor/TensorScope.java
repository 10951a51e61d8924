package dev.assay.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.jspecify.annotations.Nullable;

/**
 * Frees every tensor made on this thread since the scope was opened, at once, when it closes.
 *
 * <p>Tensors live outside the Java heap, where the collector does not feel their weight: an
 * experiment's trial belongs in a scope, and so does each step of a long loop.
 *
 * <pre>{@code
 * for (int step = 0; step < steps; step++) {
 *   try (TensorScope _ = TensorScope.open()) {
 *     Tensor loss = Loss.crossEntropy(x.linear(weight), labels);
 *     weight.subInPlace(Autograd.grad(loss, weight), rate);
 *   }
 * }
 * }</pre>
 *
 * <p>Scopes nest and belong to the thread that opened them. After its scope has closed, a tensor
 * must not be used.
 */
public final class TensorScope implements AutoCloseable {
  private static final ThreadLocal<@Nullable TensorScope> INNERMOST = new ThreadLocal<>();

  private final @Nullable TensorScope parent;
  private final boolean recordsAfter;
  private final PointerScope pointers;
  private boolean closed;

  private TensorScope(@Nullable TensorScope parent, boolean records) {
    Native.load();
    this.parent = parent;
    this.recordsAfter = GradMode.is_enabled();
    if (!records) {
      GradMode.set_enabled(false);
    }
    this.pointers = new PointerScope();
  }

  /** Opens a scope within the innermost open scope of this thread. */
  public static TensorScope open() {
    return open(true);
  }

  /**
   * Opens a scope in which nothing is recorded for gradients: evaluation is cheaper there. It holds
   * for the scopes within it too.
   */
  public static TensorScope withoutGradient() {
    return open(false);
  }

  private static TensorScope open(boolean records) {
    TensorScope scope = new TensorScope(INNERMOST.get(), records);
    INNERMOST.set(scope);
    return scope;
  }

  /**
   * Lets a tensor outlive this scope: it passes to the scope outside or, where there is none, to
   * the collector.
   *
   * @param tensor a tensor made in this scope
   * @return the same tensor
   */
  public Tensor keep(Tensor tensor) {
    tensor.pointer().retainReference();
    pointers.detach(tensor.pointer());
    if (parent != null) {
      parent.pointers.attach(tensor.pointer());
      tensor.pointer().releaseReference();
    }
    return tensor;
  }

  /**
   * Frees the tensors made in this scope and not kept. Closing twice does nothing.
   *
   * @throws IllegalStateException where a scope opened within this one is still open
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (INNERMOST.get() != this) {
      throw new IllegalStateException("Close the scopes opened within this one first.");
    }
    closed = true;
    pointers.close();
    GradMode.set_enabled(recordsAfter);
    if (parent == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(parent);
    }
  }
}
