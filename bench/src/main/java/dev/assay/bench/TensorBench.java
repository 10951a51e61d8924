package dev.assay.bench;

import dev.assay.tensor.DType;
import dev.assay.tensor.Loss;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Activation;
import dev.assay.tensor.nn.AdamW;
import dev.assay.tensor.nn.LanguageModel;
import dev.assay.tensor.nn.Mlp;
import dev.assay.tensor.nn.Setting;
import dev.assay.tensor.nn.SmallCnn;
import dev.assay.tensor.nn.UnaryLayer;
import java.lang.management.ManagementFactory;

/**
 * Processor time of training steps; {@code bench/tensor_torch.py} does the same work in Python.
 *
 * <p>Arguments: mlp, cnn or transformer; steps to warm up; steps to measure. Prints microseconds of
 * processor time a step, of the whole process.
 */
public final class TensorBench {
  private TensorBench() {}

  /** Runs one workload. */
  public static void main(String[] arguments) {
    int warm = Integer.parseInt(arguments[1]);
    int steps = Integer.parseInt(arguments[2]);
    RandomStream random = RandomStream.of(0);
    UnaryLayer network;
    Tensor x;
    Tensor y;
    switch (arguments[0]) {
      case "mlp" -> {
        network = new Mlp(Activation.RELU, random, 784, 256, 128, 10);
        x = Tensor.randn(random, 64, 784).to(DType.FLOAT32);
        y = TorchStream.of(0).randint(0, 10, 64);
      }
      case "cnn" -> {
        network = new SmallCnn(1, 28, 8, 64, 10, random);
        x = Tensor.randn(random, 32, 1, 28, 28).to(DType.FLOAT32);
        y = TorchStream.of(0).randint(0, 10, 32);
      }
      case "transformer" -> {
        network = new LanguageModel(65, 64, 2, 64, 4, random);
        x = TorchStream.of(0).randint(0, 65, 16, 64);
        y = TorchStream.of(1).randint(0, 65, 16 * 64);
      }
      default -> throw new IllegalArgumentException("mlp, cnn or transformer is needed.");
    }
    AdamW optimizer = new AdamW(network.trainable(), Setting.of(1e-3), Setting.of(0.01));
    train(network, optimizer, x, y, warm);
    long before = processNanos();
    train(network, optimizer, x, y, steps);
    System.out.printf("%.2f%n", (processNanos() - before) / 1e3 / steps);
  }

  private static void train(UnaryLayer network, AdamW optimizer, Tensor x, Tensor y, int steps) {
    for (int step = 0; step < steps; step++) {
      try (TensorScope _ = TensorScope.open()) {
        optimizer.step(Loss.crossEntropy(network.forward(x).flatten(0, -2), y));
      }
    }
  }

  static long processNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
