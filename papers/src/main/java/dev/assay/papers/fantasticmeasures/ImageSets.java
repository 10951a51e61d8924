package dev.assay.papers.fantasticmeasures;

import dev.assay.data.Datasets;
import dev.assay.data.LabelledImages;
import dev.assay.data.TrainTest;
import dev.assay.lab.Seed;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Training images of each seed's choice, and test images: those of Fashion-MNIST at half its
 * resolution, the same for all seeds, or what the seed has left of the digits.
 *
 * @param inputs each member's training images (members x m x pixels)
 * @param labels INT64 (members x m)
 * @param testInputs (members x tests x pixels)
 * @param testLabels INT64 (members x tests)
 */
record ImageSets(Tensor inputs, Tensor labels, Tensor testInputs, Tensor testLabels) {
  private static final float MEAN = 0.3f;
  private static final float DEVIATION = 0.3f;
  static final int CLASSES = 10;

  /** {@code set} is {@code fashion-mnist} or {@code digits}. */
  static ImageSets load(String set, List<Seed> seeds, int examples) {
    List<TrainTest<LabelledImages>> chosen =
        seeds.stream()
            .map(seed -> choose(set, RandomStream.of(seed.number("images")), examples))
            .toList();
    List<LabelledImages> train = chosen.stream().map(TrainTest::train).toList();
    List<LabelledImages> test = chosen.stream().map(TrainTest::test).toList();
    return new ImageSets(pixels(train), labels(train), pixels(test), labels(test));
  }

  private static TrainTest<LabelledImages> choose(String set, RandomStream random, int examples) {
    if (set.equals("digits")) {
      LabelledImages all = Datasets.digits().load().shuffled(random);
      int[] positions = new int[all.size()];
      Arrays.setAll(positions, i -> i);
      return new TrainTest<>(
          all.select(Arrays.copyOf(positions, examples)),
          all.select(Arrays.copyOfRange(positions, examples, positions.length)));
    }
    TrainTest<LabelledImages> all = Datasets.fashionMnist().load();
    return new TrainTest<>(all.train().sample(examples, random), all.test());
  }

  private static Tensor pixels(List<LabelledImages> sets) {
    // Seeds that share their test images share the memory, too.
    boolean same = sets.stream().allMatch(set -> set == sets.getFirst());
    List<Tensor> each = (same ? sets.subList(0, 1) : sets).stream().map(ImageSets::pixels).toList();
    Tensor stacked = Tensor.stack(each, 0);
    return same ? stacked.expand(sets.size(), stacked.size(1), stacked.size(2)) : stacked;
  }

  /** Rows of pixels; images of 28 x 28 become 14 x 14 by means of four. */
  private static Tensor pixels(LabelledImages set) {
    Tensor images = set.images();
    if (set.height() == 28) {
      images = images.reshape(set.size(), 14, 2, 14, 2).mean(2, 4);
    }
    return images.reshape(set.size(), -1).sub(MEAN).div(DEVIATION);
  }

  private static Tensor labels(List<LabelledImages> sets) {
    return Tensor.stack(sets.stream().map(LabelledImages::labelTensor).toList(), 0);
  }

  int examples() {
    return inputs.size(1);
  }

  /** All members' images again for each of several copies of the members, copy by copy. */
  ImageSets times(int copies) {
    return new ImageSets(
        times(inputs, copies),
        times(labels, copies),
        times(testInputs, copies),
        times(testLabels, copies));
  }

  // Images that members share stay in one place.
  private static Tensor times(Tensor each, int copies) {
    long[] shape = new long[each.dimensions() + 1];
    Arrays.fill(shape, -1);
    shape[0] = copies;
    return each.unsqueeze(0).expand(shape).flatten(0, 1);
  }

  /** These images with other training labels (members x m). */
  ImageSets withLabels(Tensor others) {
    return new ImageSets(inputs, others, testInputs, testLabels);
  }
}
