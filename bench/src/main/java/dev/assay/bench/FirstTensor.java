package dev.assay.bench;

import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import java.lang.management.ManagementFactory;

/**
 * Milliseconds from the JVM's start to the first matrix product: by the clock, and of processor.
 */
public final class FirstTensor {
  private FirstTensor() {}

  /** Multiplies two matrices and tells how long it took to get there. */
  public static void main(String[] arguments) {
    Tensor x = Tensor.randn(RandomStream.of(0), 64, 64);
    double sum = x.matmul(x).sum().item();
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    System.out.printf(
        "%d ms by the clock, %d ms of processor time (the sum is %.6f)%n",
        uptime, TensorBench.processNanos() / 1_000_000, sum);
  }
}
