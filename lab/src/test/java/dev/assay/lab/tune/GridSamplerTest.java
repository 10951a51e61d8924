package dev.assay.lab.tune;

import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;

class GridSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler() {
    return new GridSampler(3);
  }
}
