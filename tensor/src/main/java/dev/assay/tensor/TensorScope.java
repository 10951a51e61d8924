package dev.assay.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Frees every tensor made on this thread since the scope was opened, at once, when it closes.
 *
 * <p>Tensors live outside the Java heap, where the collector does not feel their weight: an
 * experiment's trial belongs in a scope, and so does each step of a long loop.
 *
 * <pre>{@code
 * try (TensorScope scope = TensorScope.open()) {
 *   Tensor residual = a.matmul(x).sub(b);
 *   return scope.keep(a.transpose().matmul(residual));
 * }
 * }</pre>
 *
 * <p>Scopes nest and belong to the thread that opened them. Inside, libtorch uses one thread and
 * records no gradients. After its scope has closed, a tensor must not be used.
 */
public final class TensorScope implements AutoCloseable {
  private static final ThreadLocal<@Nullable TensorScope> INNERMOST = new ThreadLocal<>();

  private final @Nullable TensorScope parent;
  private final NoGradGuard noGrad;
  private final PointerScope pointers;
  private boolean closed;

  private TensorScope(@Nullable TensorScope parent) {
    this.parent = parent;
    if (parent == null) {
      torch.set_num_threads(1);
    }
    // Made before the pointer scope, so that it is not closed with the tensors but after them.
    this.noGrad = new NoGradGuard();
    this.pointers = new PointerScope();
  }

  /** Opens a scope within the innermost open scope of this thread. */
  public static TensorScope open() {
    TensorScope scope = new TensorScope(INNERMOST.get());
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
    noGrad.close();
    if (parent == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(parent);
    }
  }
}
