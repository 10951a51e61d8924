package dev.assay.papers.moreisbetter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.TestSeed;
import dev.assay.methods.Eigenstructure;
import dev.assay.papers.Populations;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoreIsBetterTest {
  private static final Configuration GAUSSIAN =
      Configuration.of("alpha", 1.5)
          .with("beta", 1.5)
          .with("noise", 0.5)
          .with("modes", 300)
          .with("draws", 2)
          .with("n", 60);
  private static final Configuration FEATURES =
      Configuration.of("images", "digits")
          .with("pool", 200)
          .with("features", "relu")
          .with("n", 40)
          .with("draws", 2);

  /** Two seeds, so that a mix-up of seeds shows; different sizes, so that what is shared is cut. */
  @Test
  void trialsTogetherAreTrialsAlone() throws Exception {
    Populations.assertSameAlone(
        new GaussianFeatures(),
        List.of(
            GAUSSIAN.with("k", 30).with("ridge", 0.1),
            GAUSSIAN.with("k", 90),
            GAUSSIAN.with("n", 25).with("k", 60).with("ridge", 0.1),
            GAUSSIAN.with("ridge", 1),
            GAUSSIAN.with("k", 30).with("ridge", 1).with("target beta", 3)));
    Populations.assertSameAlone(
        new ImageFeatures(),
        List.of(
            FEATURES.with("k", 20).with("ridge", 0.1),
            FEATURES.with("k", 20),
            FEATURES.with("k", 50).with("features", "fourier").with("ridge", 0.1)));
    Configuration kernel = Configuration.of("images", "digits").with("n", 96).with("test", 50);
    Populations.assertSameAlone(
        new ImageKernel(),
        List.of(kernel.with("relative noise", 0), kernel.with("relative noise", 5)));
  }

  /** Without noise and ridge, as many features as the sample needs: the sample is fitted. */
  @Test
  void theTrainingErrorIsThatOfTheRidge() throws Exception {
    Outcome tiny =
        new GaussianFeatures().run(GAUSSIAN.with("k", 90).with("ridge", 1e-9), new TestSeed(0));
    assertThat(tiny.metrics().get(GaussianFeatures.TRAIN)).isLessThan(1e-12);
    Outcome huge = new GaussianFeatures().run(GAUSSIAN.with("ridge", 1e9), new TestSeed(0));
    // The answer is 0: the error is the target's power, 1 + 2^-1.5 + ..., and the noise.
    double power = Eigenstructure.powerLaw(1.5, 1.5, 300).power();
    assertThat(huge.metrics().get(GaussianFeatures.TEST)).isCloseTo(power + 0.5, within(1e-6));
  }

  @Test
  void singlePrecisionLosesASmallRidge() throws Exception {
    Configuration fast =
        GAUSSIAN.with("alpha", 4).with("noise", 0).with("ridge", 1e-8).with("n", 100);
    double exact = error(fast);
    assertThat(error(fast.with("single precision", true))).isGreaterThan(2 * exact);
    assertThatThrownBy(() -> error(fast.with("k", 10).with("single precision", true)))
        .hasMessageContaining("single precision is for kernels");
    assertThatThrownBy(() -> error(GAUSSIAN.with("ridge", 1).with("convention", "other")))
        .hasMessageContaining("not 'other'");
  }

  private static double error(Configuration configuration) throws Exception {
    return new GaussianFeatures()
        .run(configuration, new TestSeed(0))
        .metrics()
        .get(GaussianFeatures.TEST);
  }

  @Test
  void digitsAreOfOneLengthAndTheirTargetsOfErrorOne() {
    ImagePool pool = new ImagePool("digits", 100);
    assertThat(pool.images().size()).isEqualTo(100);
    assertThat(ImagePool.inputs(pool.images()).square().sum(1).sub(64).abs().amax().item())
        .isLessThan(1e-9);
    assertThat(ImagePool.classes(pool.images()).square().sum(1).sub(1).abs().amax().item())
        .isLessThan(1e-12);
    assertThat(pool.structure(ImagePool.Kind.RELU).trace()).isCloseTo(1, within(1e-9));
    assertThat(pool.structure(ImagePool.Kind.FOURIER).power()).isCloseTo(1, within(1e-9));
    assertThatThrownBy(() -> new ImagePool("flowers", 10).images())
        .hasMessageContaining("not 'flowers'");
  }
}
