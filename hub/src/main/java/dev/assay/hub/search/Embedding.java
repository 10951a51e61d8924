package dev.assay.hub.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A vector of length 1 that stands for a text's meaning; immutable. */
public final class Embedding {
  private final float[] values;

  private Embedding(float[] values) {
    this.values = values;
  }

  /**
   * The vector in this direction.
   *
   * @throws IllegalArgumentException where it has none: all are 0, or one is not a finite number
   */
  public static Embedding of(float[] direction) {
    double square = 0;
    for (float value : direction) {
      square += (double) value * value;
    }
    double length = Math.sqrt(square);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException("a vector without a direction");
    }
    float[] values = new float[direction.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (direction[i] / length);
    }
    return new Embedding(values);
  }

  /** Reads what {@link #bytes} wrote. */
  static Embedding ofBytes(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new Embedding(values);
  }

  /** The numbers, each in four bytes, the lowest first. */
  byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  public int dimension() {
    return values.length;
  }

  /** The cosine of the angle to another of the same dimension, -1 to 1. */
  public double cosine(Embedding other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  /** A copy of the numbers. */
  public float[] toArray() {
    return values.clone();
  }

  /** The numbers themselves, for those who only read them. */
  float[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding embedding && Arrays.equals(values, embedding.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "an embedding of " + values.length + " numbers";
  }
}
