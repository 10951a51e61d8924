package dev.assay.lab;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A trial's one source of randomness.
 *
 * <p>Arms that see the same seed share its streams: {@code seed.random("data")} is the same
 * sequence in each of them, which is what makes their difference a paired one.
 *
 * @param value any number not below 0
 */
public record Seed(long value) {
  public Seed {
    if (value < 0) {
      throw new IllegalArgumentException("a seed must not be negative, but is " + value);
    }
  }

  /** A fresh generator of the stream {@code stream}; the same numbers at each call. */
  public RandomGenerator random(String stream) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(number(stream));
  }

  /** A number derived from this seed and {@code stream}, for libraries that are seeded by one. */
  public long number(String stream) {
    return Sha256.number("assay-seed\n" + value + "\n" + stream);
  }
}
