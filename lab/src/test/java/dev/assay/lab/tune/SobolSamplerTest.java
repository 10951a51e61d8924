package dev.assay.lab.tune;

import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;

class SobolSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler() {
    return new QuasiRandomSampler(QuasiRandomSampler.Sequence.SOBOL);
  }
}
