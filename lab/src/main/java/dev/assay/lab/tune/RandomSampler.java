package dev.assay.lab.tune;

import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.random.RandomGenerator;

/**
 * Random search: each parameter is drawn from its own distribution, independently (Bergstra and
 * Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012).
 */
public record RandomSampler() implements Sampler {
  @Override
  public Search begin(SearchSpace space, int objectives, TuningSeed seed) {
    return new AskTell(space, objectives, seed) {
      @Override
      Proposal propose(int trial, RandomGenerator random) {
        return Proposal.of(trial, draw(random));
      }
    };
  }

  @Override
  public String toString() {
    return "random search";
  }
}
