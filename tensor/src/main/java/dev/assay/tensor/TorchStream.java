package dev.assay.tensor;

import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's own stream of random numbers on the CPU (Mersenne Twister 19937): after {@code
 * torch.manual_seed(s)}, Python draws the numbers that {@code TorchStream.of(s)} draws here.
 *
 * <p>Use it to follow a published program number by number, and for large draws inside a training
 * step (dropout). Elsewhere {@link RandomStream} is the better choice: its numbers don't change
 * with libtorch's version. Each stream is its own; libtorch's global one is never used, since the
 * threads of two trials would share it. Not safe for use by several threads.
 */
public final class TorchStream implements AutoCloseable {
  private final Generator generator;
  private final long seed;

  private TorchStream(Generator generator, long seed) {
    this.generator = generator;
    this.seed = seed;
  }

  /** Starts the stream of this seed; any value will do. It outlives the scope it is made in. */
  public static TorchStream of(long seed) {
    Native.load();
    return new TorchStream(Native.lasting(torch.createCPUGenerator(seed)), seed);
  }

  /** A stream of PyTorch's numbers whose seed is drawn from another stream. */
  public static TorchStream of(RandomGenerator random) {
    return of(random.nextLong());
  }

  /** The seed that this stream was started with. */
  public long seed() {
    return seed;
  }

  /** {@code torch.randn}: independent standard Gaussian numbers. */
  public Tensor randn(DType type, long... shape) {
    return draw("randn", g -> torch.torch_randn(shape, g, Native.options(type)));
  }

  /** {@code torch.rand}: independent uniform numbers of [0, 1). */
  public Tensor rand(DType type, long... shape) {
    return draw("rand", g -> torch.torch_rand(shape, g, Native.options(type)));
  }

  /** {@code torch.randint}: independent INT64 integers of [low, high). */
  public Tensor randint(long low, long high, long... shape) {
    return draw(
        "randint", g -> torch.torch_randint(low, high, shape, g, Native.options(DType.INT64)));
  }

  /** {@code torch.randperm}: the integers of [0, n) in random order (INT64). */
  public Tensor randperm(long n) {
    return draw("randperm", g -> torch.torch_randperm(n, g, Native.options(DType.INT64)));
  }

  /** {@code torch.bernoulli}: 1 by each element's probability, else 0; same shape and type. */
  public Tensor bernoulli(Tensor probabilities) {
    try (GeneratorOptional g = optional()) {
      return Native.call("bernoulli", probabilities.to(Device.cpu()), t -> t.bernoulli(g))
          .to(probabilities.device());
    }
  }

  /**
   * {@code torch.multinomial}: positions drawn by weights.
   *
   * @param weights not negative, (n) or (rows x n)
   * @return INT64, (draws) or (rows x draws)
   */
  public Tensor multinomial(Tensor weights, long draws, boolean replace) {
    try (GeneratorOptional g = optional()) {
      return Native.call(
              "multinomial", weights.to(Device.cpu()), t -> t.multinomial(draws, replace, g))
          .to(weights.device());
    }
  }

  /**
   * Sets each element to 0 by this probability and divides the rest by what is left (dropout,
   * Srivastava et al. 2014).
   *
   * @param probability in [0, 1)
   */
  public Tensor dropout(Tensor x, double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "dropout: the probability " + probability + " is not in [0, 1).");
    }
    if (probability == 0) {
      return x;
    }
    // Drawn on the CPU, so that a GPU drops the same elements.
    Tensor mask = Tensor.emptyOnCpu(x.dtype(), x.shape()).bernoulliInPlace(1 - probability, this);
    return x.mul(mask.divInPlace(1 - probability).to(x.device()));
  }

  /** Frees the generator's memory now. */
  @Override
  public void close() {
    generator.close();
  }

  @Override
  public String toString() {
    return "TorchStream(seed=" + seed + ")";
  }

  GeneratorOptional optional() {
    return new GeneratorOptional(generator);
  }

  @FunctionalInterface
  private interface Draw {
    org.bytedeco.pytorch.Tensor apply(GeneratorOptional generator);
  }

  private Tensor draw(String operation, Draw body) {
    try (GeneratorOptional g = optional()) {
      return Native.get(operation, () -> new Tensor(body.apply(g))).placed();
    }
  }
}
