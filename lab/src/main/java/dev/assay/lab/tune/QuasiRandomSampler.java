package dev.assay.lab.tune;

import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.random.RandomGenerator;
import org.hipparchus.random.HaltonSequenceGenerator;
import org.hipparchus.random.RandomVectorGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Quasi-random search: points of a low-discrepancy sequence, which cover the space more evenly than
 * independent ones, randomized by the seed so that each point is uniform (Bousquet, Gelly, Kurach,
 * Teytaud and Vincent, "Critical hyper-parameters: no random, no cry", arXiv 1706.03200).
 */
public record QuasiRandomSampler(Sequence sequence) implements Sampler {
  /** A low-discrepancy sequence and its randomization. */
  public enum Sequence {
    /**
     * Sobol's sequence by the direction numbers of Joe and Kuo (SIAM J. Sci. Comput. 30(5), 2008)
     * under nested uniform scrambling (Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences",
     * 1995), made by hashing (Burley, "Practical hash-based Owen scrambling", JCGT 9(4), 2020).
     * Best in numbers of trials that are powers of 2.
     */
    SOBOL,
    /**
     * Halton's sequence, shifted by a random vector modulo 1 (Cranley and Patterson, "Randomization
     * of number theoretic methods for multiple integration", SIAM J. Numer. Anal. 13(6), 1976).
     */
    HALTON
  }

  /** The largest number of parameters: of Hipparchus's generators, Halton's knows 40 primes. */
  private static final int MOST_HALTON = 40;

  private static final int MOST_SOBOL = 1000;

  @Override
  public Search begin(SearchSpace space, int objectives, TuningSeed seed) {
    int dimensions = space.dimensions();
    int most = sequence == Sequence.SOBOL ? MOST_SOBOL : MOST_HALTON;
    if (dimensions > most) {
      throw new IllegalArgumentException(
          "%s takes at most %d parameters, but the space has %d".formatted(this, most, dimensions));
    }
    RandomVectorGenerator generator =
        sequence == Sequence.SOBOL
            ? new SobolSequenceGenerator(dimensions)
            : new HaltonSequenceGenerator(dimensions);
    RandomGenerator random = seed.random("scrambling");
    int[] keys = new int[dimensions];
    double[] shifts = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      keys[i] = random.nextInt();
      shifts[i] = random.nextDouble();
    }
    return new AskTell(space, objectives, seed) {
      @Override
      Proposal propose(int trial, RandomGenerator ignored) {
        double[] point = generator.nextVector();
        for (int i = 0; i < point.length; i++) {
          point[i] =
              sequence == Sequence.SOBOL
                  ? scrambled(point[i], keys[i])
                  : (point[i] + shifts[i]) % 1;
        }
        return Proposal.of(trial, space.configuration(point));
      }
    };
  }

  /** {@code unit}, a multiple of 2^-32 in [0, 1), under Owen's scrambling by {@code key}. */
  static double scrambled(double unit, int key) {
    int bits = Integer.reverse((int) (long) (unit * 0x1p32));
    // Each step lets a bit depend on the bits below it only: reversed, those are the leading ones.
    bits += key;
    bits ^= bits * 0x6c50b47c;
    bits ^= bits * 0xb82f1e52;
    bits ^= bits * 0xc7afe638;
    bits ^= bits * 0x8d22f6e6;
    return Integer.toUnsignedLong(Integer.reverse(bits)) * 0x1p-32;
  }

  @Override
  public String toString() {
    return sequence == Sequence.SOBOL
        ? "quasi-random search (Sobol, Owen scrambling)"
        : "quasi-random search (Halton, random shift)";
  }
}
