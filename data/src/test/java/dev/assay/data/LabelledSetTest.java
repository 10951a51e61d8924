package dev.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.store.DataStore;
import dev.assay.tensor.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Choosing examples, changing labels and leaving classes out, on any set. */
class LabelledSetTest {
  /** 4,000 examples whose one feature is their position, the classes 0 to 3 in turn. */
  private static final LabelledTable SET =
      new LabelledTable(
          Features.of(List.of("x"), IntStream.range(0, 4000).asDoubleStream().toArray()),
          IntStream.range(0, 4000).map(i -> i % 4).toArray(),
          List.of("a", "b", "c", "d"));

  @Test
  void aSplitHoldsEachExampleOnce() {
    TrainTest<LabelledTable> split = SET.split(0.25, RandomStream.of(1));
    assertThat(split.test().size()).isEqualTo(1000);
    double[] all =
        IntStream.concat(positions(split.train()), positions(split.test()))
            .sorted()
            .asDoubleStream()
            .toArray();
    assertThat(all).isEqualTo(SET.features().values());
    for (int i = 0; i < 1000; i++) {
      assertThat(split.test().labels()[i]).isEqualTo((int) split.test().features().value(i, 0) % 4);
    }
    assertThat(SET.split(0.25, RandomStream.of(1)).test().features().values())
        .isEqualTo(split.test().features().values());
    assertThat(SET.split(0.25, RandomStream.of(2)).test().features().values())
        .isNotEqualTo(split.test().features().values());
    assertThatThrownBy(() -> SET.split(1, RandomStream.of(1)))
        .hasMessage("testFraction must lie strictly between 0 and 1, not be 1.0.");
    assertThatThrownBy(() -> SET.sample(4001, RandomStream.of(1)))
        .hasMessage("From 4000 examples 0 to 4000 can be drawn, not 4001.");
  }

  @Test
  void imagesAreSelectedWithTheirLabels() {
    LabelledImages digits = Datasets.digits().load(DataStore.standard().offline());
    LabelledImages two = digits.select(5, 0);
    assertThat(two.labels()).containsExactly(5, 0);
    assertThat(two.pixel(1, 0, 0, 3)).isEqualTo(digits.pixel(0, 0, 0, 3));
    assertThat(two.pixel(0, 0, 4, 4)).isEqualTo(digits.pixel(5, 0, 4, 4));
    assertThat(two.withLabels(9, 9).labels()).containsExactly(9, 9);
    assertThatThrownBy(() -> two.withLabels(9, 10)).hasMessage("A label must be 0 to 9, not 10.");
    assertThatThrownBy(() -> two.withLabels(9))
        .hasMessage("2 examples need as many labels, not 1.");
    assertThatThrownBy(() -> two.pixel(2, 0, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void featuresAreStandardizedByTheTrainingPart() {
    Features train = Features.of(List.of("a", "b"), 0, 5, 4, 5);
    // Column a has mean 2 and deviation 2 over n; b is constant.
    assertThat(Features.of(List.of("a", "b"), 8, 7).standardizedBy(train).values())
        .containsExactly(3, 2);
  }

  @Test
  void symmetricNoiseFallsEquallyOnTheOtherClasses() {
    int[][] moved = moved(LabelNoise.symmetric(0.3).apply(SET, RandomStream.of(3)));
    for (int from = 0; from < 4; from++) {
      for (int to = 0; to < 4; to++) {
        // Binomial: deviation at most 14.5 of 1000.
        assertThat(moved[from][to]).isCloseTo(from == to ? 700 : 100, within(60));
      }
    }
    assertThat(LabelNoise.symmetric(0).apply(SET, RandomStream.of(3)).labels())
        .isEqualTo(SET.labels());
    int[][] all = moved(LabelNoise.symmetric(1).apply(SET, RandomStream.of(3)));
    assertThat(all[2][2]).isZero();
  }

  @Test
  void otherNoiseFollowsItsPartnersOrItsMatrix() {
    int[][] mistaken =
        moved(LabelNoise.mistaking(new int[] {1, 0, 2, 2}, 0.4).apply(SET, RandomStream.of(4)));
    assertThat(mistaken[0][1]).isCloseTo(400, within(60));
    assertThat(mistaken[0][0] + mistaken[0][1]).isEqualTo(1000);
    assertThat(mistaken[2][2]).isEqualTo(1000);

    double[][] matrix = {{0, 0.5, 0.5, 0}, {0, 1, 0, 0}, {0.25, 0.25, 0.25, 0.25}, {1, 0, 0, 0}};
    int[][] drawn = moved(LabelNoise.transition(matrix).apply(SET, RandomStream.of(5)));
    for (int from = 0; from < 4; from++) {
      for (int to = 0; to < 4; to++) {
        assertThat(drawn[from][to]).isCloseTo((int) (1000 * matrix[from][to]), within(60));
      }
    }
    assertThat(drawn[3]).containsExactly(1000, 0, 0, 0);
    assertThatThrownBy(() -> LabelNoise.transition(new double[][] {{0.5, 0.4}, {0, 1}}))
        .hasMessageStartingWith("Row 0 of a transition matrix of 2 classes needs");
    assertThatThrownBy(
            () -> LabelNoise.mistaking(new int[] {1, 0}, 0.5).apply(SET, RandomStream.of(1)))
        .hasMessage("This noise is for 2 classes, the set has 4.");
    assertThatThrownBy(() -> LabelNoise.symmetric(1.1))
        .hasMessage("rate must lie in [0, 1], not 1.1.");
  }

  /** The sizes of section 2 of arXiv 1710.05381 and of arXiv 1901.05555, worked out by hand. */
  @Test
  void imbalanceLeavesThePublishedSizes() {
    int[] order = {2, 0, 3, 1};
    RandomStream random = RandomStream.of(6);
    assertThat(ClassImbalance.step(0.5, 10).apply(SET, order, random).classCounts())
        .containsExactly(1000, 100, 1000, 100);
    assertThat(ClassImbalance.linear(10).apply(SET, order, random).classCounts())
        .containsExactly(700, 100, 1000, 400);
    assertThat(ClassImbalance.exponential(1000).apply(SET, order, random).classCounts())
        .containsExactly(100, 1, 1000, 10);
    assertThat(ClassImbalance.step(1, 5000).apply(SET, random).classCounts()).containsOnly(1);
    int[] drawn = ClassImbalance.step(0.5, 10).apply(SET, random).classCounts();
    Arrays.sort(drawn);
    assertThat(drawn).containsExactly(100, 100, 1000, 1000);
  }

  @Test
  void imbalanceKeepsTheOrderAndRefusesWhatItCannotDo() {
    LabelledTable kept = ClassImbalance.linear(3).apply(SET, RandomStream.of(7));
    assertThat(kept.features().values()).isSorted();
    assertThat(kept.features().values())
        .isEqualTo(ClassImbalance.linear(3).apply(SET, RandomStream.of(7)).features().values());
    assertThatThrownBy(() -> ClassImbalance.linear(0.5))
        .hasMessage("rho must be at least 1 and finite, not 0.5.");
    assertThatThrownBy(
            () -> ClassImbalance.linear(2).apply(SET, new int[] {0, 1, 1, 2}, RandomStream.of(1)))
        .hasMessage("The order must name each of 4 classes once, not [0, 1, 1, 2].");
    assertThatThrownBy(() -> ClassImbalance.linear(2).apply(SET.select(0), RandomStream.of(1)))
        .hasMessageContaining("the classes have [1, 0, 0, 0]");
  }

  private static IntStream positions(LabelledTable set) {
    return Arrays.stream(set.features().values()).mapToInt(x -> (int) x);
  }

  /** How many of each class (1000 of each) became which. */
  private static int[][] moved(LabelledTable noisy) {
    int[][] moved = new int[4][4];
    int[] labels = noisy.labels();
    for (int i = 0; i < labels.length; i++) {
      moved[i % 4][labels[i]]++;
    }
    return moved;
  }
}
