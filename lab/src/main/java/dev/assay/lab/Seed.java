package dev.assay.lab;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A trial's one source of randomness: a {@link TestSeed}, which evidence is made of, or a {@link
 * TuningSeed}, which an arm's configuration is chosen by. Their streams differ at equal values, so
 * nothing that was tuned on is tested on.
 *
 * <p>Arms that see the same seed share its streams: {@code seed.random("data")} is the same
 * sequence in each of them, which is what makes their difference a paired one.
 */
public sealed interface Seed permits TestSeed, TuningSeed {
  /** Any number not below 0. */
  long value();

  /**
   * What sets this seed's streams and trials apart from all others: {@code 7}, {@code tuning 7}.
   */
  String label();

  /** A fresh generator of the stream {@code stream}; the same numbers at each call. */
  default RandomGenerator random(String stream) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(number(stream));
  }

  /** A number derived from this seed and {@code stream}, for libraries that are seeded by one. */
  default long number(String stream) {
    return Sha256.number("assay-seed\n" + label() + "\n" + stream);
  }

  /** {@code value}, or a refusal where it is negative. */
  static long require(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a seed must not be negative, but is " + value);
    }
    return value;
  }
}
