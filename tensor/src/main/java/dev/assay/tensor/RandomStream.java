package dev.assay.tensor;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A seeded stream of random numbers, with independent named streams beside it.
 *
 * <p>The numbers come from Java's L64X128MixRandom and not from libtorch, so that they do not
 * change with libtorch's version. Draw each ingredient of an experiment (data, initialisation,
 * noise) from a stream of its own: then a change of one leaves the others' numbers as they were.
 */
public final class RandomStream implements RandomGenerator {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long seed;
  private final RandomGenerator generator;

  private RandomStream(long seed) {
    this.seed = seed;
    this.generator = FACTORY.create(seed);
  }

  /** Starts the stream of this seed; any value will do. */
  public static RandomStream of(long seed) {
    return new RandomStream(seed);
  }

  /**
   * Starts the stream of this name. It depends on this stream's seed and on the name only, not on
   * how many numbers were drawn before.
   */
  public RandomStream fork(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return new RandomStream(mix(seed + mix(hash)));
  }

  /** The seed that this stream was started with. */
  public long seed() {
    return seed;
  }

  @Override
  public long nextLong() {
    return generator.nextLong();
  }

  @Override
  public String toString() {
    return "RandomStream(seed=" + seed + ")";
  }

  /** SplitMix64's finaliser: neighbouring seeds give unrelated streams. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
