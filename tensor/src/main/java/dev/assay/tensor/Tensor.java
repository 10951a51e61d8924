package dev.assay.tensor;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A dense array of float64 numbers in native memory, worked on by libtorch.
 *
 * <p>Operations return new tensors, except those whose name ends in {@code InPlace}. {@link
 * #reshape}, {@link #transpose} and {@link #slice} may share memory with their source. Shapes must
 * match exactly: nothing is broadcast. A wrong shape raises an {@link IllegalArgumentException}
 * that names the operation and both shapes.
 *
 * <p>Not safe for writing from several threads. Free tensors with a {@link TensorScope}, or one by
 * one with {@link #close}; what is never closed is left to the collector.
 */
public final class Tensor implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  static {
    torch.set_num_threads(1);
  }

  private final org.bytedeco.pytorch.Tensor pointer;
  private final long[] shape;

  private Tensor(org.bytedeco.pytorch.Tensor pointer, long... shape) {
    this.pointer = pointer;
    this.shape = shape;
  }

  /** A thin singular value decomposition: {@code a = u * diag(s) * transpose(v)}. */
  public record Svd(Tensor u, Tensor s, Tensor v) {}

  /**
   * Copies values, in row-major order.
   *
   * @param shape the sizes, whose product is the number of values; none of them for a scalar
   */
  public static Tensor of(double[] values, long... shape) {
    requireCount("of", values.length, shape);
    Tensor tensor = empty(shape);
    tensor.data().put(values, 0, values.length);
    return tensor;
  }

  /** Copies rows of equal length, at least one, to a matrix (rows x columns). */
  public static Tensor of(double[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("of: a matrix needs at least one row.");
    }
    int columns = rows[0].length;
    double[] values = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "of: row "
                + i
                + " has "
                + rows[i].length
                + " columns where row 0 has "
                + columns
                + ".");
      }
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return of(values, rows.length, columns);
  }

  /** Zeros of this shape. */
  public static Tensor zeros(long... shape) {
    return full(0, shape);
  }

  /** Ones of this shape. */
  public static Tensor ones(long... shape) {
    return full(1, shape);
  }

  /** One value everywhere. */
  public static Tensor full(double value, long... shape) {
    Tensor tensor = empty(shape);
    try (Scalar scalar = new Scalar(value)) {
      tensor.pointer.fill_(scalar);
    }
    return tensor;
  }

  /** The identity matrix (n x n). */
  public static Tensor eye(int n) {
    double[] values = new double[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      values[i * n + i] = 1;
    }
    return of(values, n, n);
  }

  /** A square matrix (n x n) with these n values on its diagonal, zeros elsewhere. */
  public static Tensor diagonal(double... values) {
    int n = values.length;
    double[] all = new double[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      all[i * n + i] = values[i];
    }
    return of(all, n, n);
  }

  /** Independent standard Gaussian numbers, drawn in row-major order. */
  public static Tensor randn(RandomGenerator random, long... shape) {
    Tensor tensor = empty(shape);
    long count = tensor.count();
    double[] chunk = new double[(int) Math.min(CHUNK, count)];
    DoublePointer data = tensor.data();
    for (long start = 0; start < count; start += chunk.length) {
      int length = (int) Math.min(chunk.length, count - start);
      for (int i = 0; i < length; i++) {
        chunk[i] = random.nextGaussian();
      }
      data.position(start).put(chunk, 0, length);
    }
    return tensor;
  }

  /** The sizes; an empty array for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  /** The number of dimensions. */
  public int dimensions() {
    return shape.length;
  }

  /** The size of one dimension, counted from 0. */
  public int size(int dimension) {
    requireDimension("size", dimension);
    return Math.toIntExact(shape[dimension]);
  }

  /** The number of elements. */
  public long count() {
    return product(shape);
  }

  /** Element-wise sum; same shapes. */
  public Tensor add(Tensor other) {
    requireSameShape("add", other);
    return new Tensor(pointer.add(other.pointer), shape);
  }

  /** Element-wise difference; same shapes. */
  public Tensor sub(Tensor other) {
    requireSameShape("sub", other);
    return new Tensor(pointer.sub(other.pointer), shape);
  }

  /** Element-wise product; same shapes. */
  public Tensor mul(Tensor other) {
    requireSameShape("mul", other);
    return new Tensor(pointer.mul(other.pointer), shape);
  }

  /** Every element times a number. */
  public Tensor scale(double factor) {
    try (Scalar scalar = new Scalar(factor)) {
      return new Tensor(pointer.mul(scalar), shape);
    }
  }

  /** Adds {@code factor * other} to this tensor itself; same shapes. */
  public Tensor addInPlace(Tensor other, double factor) {
    requireSameShape("addInPlace", other);
    try (Scalar scalar = new Scalar(factor)) {
      pointer.add_(other.pointer, scalar);
    }
    return this;
  }

  /** Adds another tensor to this tensor itself; same shapes. */
  public Tensor addInPlace(Tensor other) {
    return addInPlace(other, 1);
  }

  /** Overwrites this tensor's elements with another's; same shapes. */
  public Tensor copyInPlace(Tensor other) {
    requireSameShape("copyInPlace", other);
    pointer.copy_(other.pointer);
    return this;
  }

  /** Subtracts {@code factor * other} from this tensor itself; same shapes. */
  public Tensor subInPlace(Tensor other, double factor) {
    return addInPlace(other, -factor);
  }

  /**
   * Matrix product: (n x k) times (k x m) is (n x m), (n x k) times (k) is (n), (k) times (k x m)
   * is (m), (k) times (k) is a scalar.
   */
  public Tensor matmul(Tensor other) {
    int left = shape.length;
    int right = other.shape.length;
    if (left < 1 || left > 2 || right < 1 || right > 2 || shape[left - 1] != other.shape[0]) {
      throw mismatch("matmul", other);
    }
    long[] result = new long[left + right - 2];
    if (left == 2) {
      result[0] = shape[0];
    }
    if (right == 2) {
      result[left - 1] = other.shape[1];
    }
    return new Tensor(pointer.matmul(other.pointer), result);
  }

  /** The transpose of a matrix: (n x m) becomes (m x n). Shares memory. */
  public Tensor transpose() {
    requireMatrix("transpose");
    return new Tensor(pointer.t(), shape[1], shape[0]);
  }

  /** The same elements in row-major order under another shape. Shares memory where it can. */
  public Tensor reshape(long... newShape) {
    requireCount("reshape " + Arrays.toString(shape), count(), newShape);
    return new Tensor(pointer.reshape(newShape), newShape.clone());
  }

  /** The elements from {@code from} to before {@code to} along one dimension. Shares memory. */
  public Tensor slice(int dimension, long from, long to) {
    requireDimension("slice", dimension);
    if (from < 0 || to < from || to > shape[dimension]) {
      throw new IllegalArgumentException(
          "slice: ["
              + from
              + ", "
              + to
              + ") does not lie in dimension "
              + dimension
              + " of shape "
              + Arrays.toString(shape)
              + ".");
    }
    long[] result = shape.clone();
    result[dimension] = to - from;
    return new Tensor(pointer.narrow(dimension, from, to - from), result);
  }

  /** {@code max(x, 0)} of each element. */
  public Tensor relu() {
    return new Tensor(pointer.relu(), shape);
  }

  /** {@code 1 / (1 + exp(-x))} of each element. */
  public Tensor sigmoid() {
    return new Tensor(pointer.sigmoid(), shape);
  }

  /** The absolute value of each element. */
  public Tensor abs() {
    return new Tensor(pointer.abs(), shape);
  }

  /** 1 where an element is greater than the threshold, 0 elsewhere. */
  public Tensor greaterThan(double threshold) {
    try (Scalar scalar = new Scalar(threshold);
        org.bytedeco.pytorch.Tensor mask = pointer.gt(scalar)) {
      return new Tensor(mask.to(torch.ScalarType.Double), shape);
    }
  }

  /** The Euclidean (Frobenius) norm. */
  public double norm() {
    return Math.sqrt(squaredNorm());
  }

  /** The sum of the squares of all elements. */
  public double squaredNorm() {
    try (org.bytedeco.pytorch.Tensor flat = pointer.reshape(-1);
        org.bytedeco.pytorch.Tensor dot = flat.dot(flat)) {
      return dot.item_double();
    }
  }

  /** The sum of the products of elements; same shapes. */
  public double dot(Tensor other) {
    requireSameShape("dot", other);
    try (org.bytedeco.pytorch.Tensor left = pointer.reshape(-1);
        org.bytedeco.pytorch.Tensor right = other.pointer.reshape(-1);
        org.bytedeco.pytorch.Tensor dot = left.dot(right)) {
      return dot.item_double();
    }
  }

  /** The sum of all elements. */
  public double sum() {
    try (org.bytedeco.pytorch.Tensor sum = pointer.sum()) {
      return sum.item_double();
    }
  }

  /** The mean of all elements. */
  public double mean() {
    return sum() / count();
  }

  /** Sums over one dimension, which goes away: dimension 0 of (n x m) gives (m). */
  public Tensor sum(int dimension) {
    requireDimension("sum", dimension);
    long[] result = new long[shape.length - 1];
    for (int i = 0, j = 0; i < shape.length; i++) {
      if (i != dimension) {
        result[j++] = shape[i];
      }
    }
    return new Tensor(pointer.sum(dimension), result);
  }

  /**
   * The thin singular value decomposition of a matrix (n x m), with q = min(n, m): u (n x q), s (q)
   * in descending order, v (m x q). Columns are determined up to their sign.
   */
  public Svd svd() {
    requireMatrix("svd");
    long q = Math.min(shape[0], shape[1]);
    try (T_TensorTensorTensor_T parts = torch.svd(pointer, true, true);
        org.bytedeco.pytorch.Tensor u = parts.get0();
        org.bytedeco.pytorch.Tensor s = parts.get1();
        org.bytedeco.pytorch.Tensor v = parts.get2()) {
      // The parts belong to the tuple; copies outlive it.
      return new Svd(
          new Tensor(u.clone(), shape[0], q),
          new Tensor(s.clone(), q),
          new Tensor(v.clone(), shape[1], q));
    }
  }

  /** The eigenvalues (n), ascending, of a symmetric matrix (n x n); only its lower half is read. */
  public Tensor eigvalsh() {
    requireSquare("eigvalsh");
    return new Tensor(torch.linalg_eigvalsh(pointer), shape[0]);
  }

  /** An independent copy in row-major order. */
  public Tensor copy() {
    Tensor result = empty(shape);
    result.pointer.copy_(pointer);
    return result;
  }

  /** The value of a tensor of one element. */
  public double item() {
    if (count() != 1) {
      throw new IllegalArgumentException(
          "item: one element is needed, the shape is " + Arrays.toString(shape) + ".");
    }
    return pointer.item_double();
  }

  /** All elements in row-major order. */
  public double[] toDoubleArray() {
    double[] values = new double[Math.toIntExact(count())];
    try (org.bytedeco.pytorch.Tensor contiguous = pointer.contiguous()) {
      contiguous.data_ptr_double().get(values);
    }
    return values;
  }

  /** Frees the memory now; the tensor must not be used after. */
  @Override
  public void close() {
    pointer.close();
  }

  @Override
  public String toString() {
    return "Tensor"
        + Arrays.toString(shape)
        + (count() <= 64 ? Arrays.toString(toDoubleArray()) : "");
  }

  org.bytedeco.pytorch.Tensor pointer() {
    return pointer;
  }

  private DoublePointer data() {
    return pointer.data_ptr_double();
  }

  private static Tensor empty(long... shape) {
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "A size is negative in shape " + Arrays.toString(shape) + ".");
      }
    }
    try (TensorOptions options = new TensorOptions(torch.ScalarType.Double)) {
      return new Tensor(
          torch.torch_empty(shape, options, new org.bytedeco.pytorch.MemoryFormatOptional()),
          shape.clone());
    }
  }

  private static long product(long[] shape) {
    long product = 1;
    for (long size : shape) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }

  private static void requireCount(String operation, long count, long[] shape) {
    if (product(shape) != count) {
      throw new IllegalArgumentException(
          operation + ": " + count + " values do not fill shape " + Arrays.toString(shape) + ".");
    }
  }

  private void requireDimension(String operation, int dimension) {
    if (dimension < 0 || dimension >= shape.length) {
      throw new IllegalArgumentException(
          operation
              + ": there is no dimension "
              + dimension
              + " in shape "
              + Arrays.toString(shape)
              + ".");
    }
  }

  private void requireMatrix(String operation) {
    if (shape.length != 2) {
      throw new IllegalArgumentException(
          operation + ": a matrix is needed, the shape is " + Arrays.toString(shape) + ".");
    }
  }

  private void requireSquare(String operation) {
    if (shape.length != 2 || shape[0] != shape[1]) {
      throw new IllegalArgumentException(
          operation + ": a square matrix is needed, the shape is " + Arrays.toString(shape) + ".");
    }
  }

  private void requireSameShape(String operation, Tensor other) {
    if (!Arrays.equals(shape, other.shape)) {
      throw mismatch(operation, other);
    }
  }

  private IllegalArgumentException mismatch(String operation, Tensor other) {
    return new IllegalArgumentException(
        operation
            + ": the shapes "
            + Arrays.toString(shape)
            + " and "
            + Arrays.toString(other.shape)
            + " do not match.");
  }
}
