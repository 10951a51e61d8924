package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Anchors are NumPy's: 1,500 draws each. */
class TwinsTest {
  @Test
  void memorizingTwinsErrByHalfOfTheUnseenShareInOneWorldOnly() {
    MemorizingTwins twins = new MemorizingTwins(256, 64);
    Random random = new Random(1);
    double sum = 0;
    for (int i = 0; i < 1500; i++) {
      MemorizingTwins.Draw draw = twins.draw(World.INDIFFERENT, random);
      assertThat(Arrays.stream(draw.counts()).sum()).isEqualTo(64);
      sum += draw.loss() / 1500;
      assertThat(twins.draw(World.KIND, random).loss()).isZero();
    }
    assertThat(twins.unseenShare() / 2).isCloseTo(0.3892, within(1e-4));
    assertThat(sum).isCloseTo(0.3892, within(0.003));
  }

  @Test
  void subspaceTwinsAreRightInOneWorldAndWrongInTheOther() {
    SubspaceTwins twins = new SubspaceTwins(2, 48, 16, 16, 1);
    Random random = new Random(1);
    PrimeField field = new PrimeField(2);
    int draws = 1500;
    for (World world : World.values()) {
      int found = 0;
      double loss = 0;
      double weight = 0;
      for (int i = 0; i < draws; i++) {
        SubspaceTwins.Draw draw = twins.draw(world, random);
        for (int row = 0; row < 16; row++) {
          assertThat(field.dot(draw.hypothesis(), draw.inputs()[row]))
              .isEqualTo(draw.labels()[row]);
        }
        if (draw.inSubspace()) {
          found++;
          loss += draw.loss();
          weight += Arrays.stream(draw.hypothesis()).sum();
        }
      }
      assertThat(found / (double) draws).isCloseTo(0.289, within(0.04));
      assertThat(loss / found).isCloseTo(world == World.KIND ? 0 : 0.5, within(0.01));
      assertThat(weight / found).isCloseTo(8, within(0.35));
    }
    assertThat(twins.probabilityOfNonSingular()).isCloseTo(0.28879, within(1e-4));
  }

  @Test
  void aSampleThatDeterminesTheTruthIsRightInBothWorlds() {
    SubspaceTwins twins = new SubspaceTwins(3, 12, 4, 20, 1);
    for (World world : World.values()) {
      Random random = new Random(2);
      double loss = 0;
      for (int i = 0; i < 200; i++) {
        loss += twins.draw(world, random).loss() / 200;
      }
      assertThat(loss).isLessThan(0.01);
    }
  }

  @Test
  void anAlgorithmWithoutBiasIsWrongInBothWorlds() {
    SubspaceTwins twins = new SubspaceTwins(3, 12, 4, 4, 0);
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      assertThat(twins.draw(World.KIND, random).loss()).isCloseTo(2.0 / 3, within(1e-12));
      assertThat(twins.draw(World.INDIFFERENT, random).inSubspace()).isFalse();
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new MemorizingTwins(0, 1))
        .hasMessage("points must be positive, not 0.");
    assertThatThrownBy(() -> new SubspaceTwins(4, 4, 2, 2, 1))
        .hasMessage("q must be a prime below 32768, not 4.");
    assertThatThrownBy(() -> new SubspaceTwins(2, 4, 5, 5, 1))
        .hasMessageContaining("A subspace of dimension 5 does not lie in 4 dimensions");
    assertThatThrownBy(() -> new SubspaceTwins(2, 4, 2, 2, 1.5))
        .hasMessage("bias must lie in [0, 1], not 1.5.");
  }
}
