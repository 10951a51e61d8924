package dev.assay.lab;

import java.util.Arrays;

/**
 * The intermediate values of a trial: one at each of some steps, the steps ascending.
 *
 * <p>Written by the trial's thread alone, and read by others once the trial has ended.
 */
public final class Reports {
  private final int trial;
  private int[] steps = new int[8];
  private double[] values = new double[8];

  /** Sums of the values up to each report. */
  private double[] sums = new double[8];

  private int size;

  /** No report yet of trial {@code trial}. */
  public Reports(int trial) {
    this.trial = trial;
  }

  /** The trial's number. */
  public int trial() {
    return trial;
  }

  /** How many reports there are. */
  public int size() {
    return size;
  }

  /** The step of report {@code index}, from 0. */
  public int step(int index) {
    return steps[checked(index)];
  }

  /** The value of report {@code index}, from 0; smaller is better, {@code NaN} is a failure. */
  public double value(int index) {
    return values[checked(index)];
  }

  /** The value at {@code step}, or {@code NaN} where none was reported. */
  public double at(int step) {
    int index = Arrays.binarySearch(steps, 0, size, step);
    return index < 0 ? Double.NaN : values[index];
  }

  /**
   * The index of the first report at {@code step} or after it; {@link #size} where there is none.
   */
  public int indexFrom(int step) {
    int index = Arrays.binarySearch(steps, 0, size, step);
    return index < 0 ? -index - 1 : index;
  }

  /** The mean of the reports 0 to {@code index}. */
  public double mean(int index) {
    return sums[checked(index)] / (index + 1);
  }

  /** Add the value at a step, which must come after the last. */
  public void add(int step, double value) {
    if (step < 0 || (size > 0 && step <= steps[size - 1])) {
      throw new IllegalArgumentException(
          "steps must not be negative and must ascend, but %d came after %s"
              .formatted(step, size == 0 ? "none" : steps[size - 1]));
    }
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      sums = Arrays.copyOf(sums, 2 * size);
    }
    steps[size] = step;
    values[size] = value;
    sums[size] = value + (size == 0 ? 0 : sums[size - 1]);
    size++;
  }

  private int checked(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "trial %d has %d reports, so none at %d".formatted(trial, size, index));
    }
    return index;
  }
}
