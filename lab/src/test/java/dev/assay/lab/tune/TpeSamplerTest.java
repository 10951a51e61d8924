package dev.assay.lab.tune;

import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;

class TpeSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler() {
    return new TpeSampler();
  }
}
