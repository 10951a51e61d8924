package dev.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.RandomStream;
import org.junit.jupiter.api.Test;

class XorClusterDataTest {
  @Test
  void labelsFollowTheAxisAndFlipAtTheRate() {
    XorClusterData data = XorClusterData.sample(4000, 4, 400, 0.1, 1);
    double[] x = data.points().toDoubleArray();
    double[] clean = data.cleanLabels();
    double[] labels = data.labels();
    int flipped = 0;
    int positive = 0;
    for (int i = 0; i < 4000; i++) {
      assertThat(Math.abs(x[4 * i]) > Math.abs(x[4 * i + 1])).isEqualTo(clean[i] > 0);
      flipped += labels[i] != clean[i] ? 1 : 0;
      positive += clean[i] > 0 ? 1 : 0;
    }
    assertThat(flipped / 4000.0).isCloseTo(0.1, within(0.02));
    assertThat(positive / 4000.0).isCloseTo(0.5, within(0.03));
  }

  @Test
  void reducedDataHasTheInnerProductsOfTheFullData() {
    // |xi|^2 has mean p = 900 and variance 2p; <xi_i, xi_j> has mean 0 and variance p.
    double[] full = moments(XorClusterData.sample(150, 900, 0, 0, 2));
    double[] reduced = moments(XorClusterData.reduced(150, 900, 0, 0, 3));
    for (double[] moments : new double[][] {full, reduced}) {
      assertThat(moments[0]).isCloseTo(900, within(15.0));
      assertThat(moments[1]).isCloseTo(1800, within(700.0));
      assertThat(moments[2]).isCloseTo(0, within(2.0));
      assertThat(moments[3]).isCloseTo(900, within(60.0));
    }
    assertThat(XorClusterData.reduced(150, 900, 4, 0, 3).hiddenDimensions()).isEqualTo(748);
  }

  @Test
  void isTheSameTwice() {
    assertThat(XorClusterData.reduced(20, 50, 9, 0.1, 5).points().toDoubleArray())
        .isEqualTo(XorClusterData.reduced(20, 50, 9, 0.1, 5).points().toDoubleArray());
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> XorClusterData.sample(3, 1, 1, 0, 0))
        .hasMessage("p must be at least 2, not 1.");
    assertThatThrownBy(() -> XorClusterData.sample(3, 9, 1, 0.5, 0))
        .hasMessage("flipRate must lie in [0, 0.5), not 0.5.");
    assertThatThrownBy(() -> XorClusterData.reduced(9, 10, 1, 0, 0))
        .hasMessage("p must be at least n + 2 = 11, not 10.");
  }

  private static double[] moments(XorClusterData data) {
    int n = data.size();
    double[] k = data.points().matmul(data.points().transpose()).toDoubleArray();
    double diagonal = 0;
    double off = 0;
    double offSquares = 0;
    for (int i = 0; i < n; i++) {
      diagonal += k[i * n + i] / n;
      for (int j = 0; j < i; j++) {
        off += k[i * n + j];
        offSquares += k[i * n + j] * k[i * n + j];
      }
    }
    double variance = 0;
    for (int i = 0; i < n; i++) {
      variance += Math.pow(k[i * n + i] - diagonal, 2) / (n - 1);
    }
    double pairs = n * (n - 1) / 2.0;
    return new double[] {diagonal, variance, off / pairs, offSquares / pairs};
  }

  @Test
  void aWishartFactorOfSizeOneIsAChiNumber() {
    RandomStream random = RandomStream.of(6);
    for (int degrees : new int[] {1, 2, 50}) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < 20_000; i++) {
        double t = XorClusterData.wishartFactor(1, degrees, random)[0];
        mean += t * t / 20_000;
        square += t * t * t * t / 20_000;
      }
      assertThat(mean / degrees).isCloseTo(1, within(0.04));
      assertThat((square - mean * mean) / (2 * degrees)).isCloseTo(1, within(0.12));
    }
  }
}
