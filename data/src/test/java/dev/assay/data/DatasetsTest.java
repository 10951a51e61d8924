package dev.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.format.Table;
import dev.assay.data.store.DataFile;
import dev.assay.data.store.DataStore;
import dev.assay.data.store.DataUnavailableException;
import dev.assay.data.store.Place;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each data set has the numbers that its source, or NumPy on its source, says it has. */
class DatasetsTest {
  private static final DataStore STORE = DataStore.standard().offline();

  @Test
  void digitsAreThoseOfScikitLearn() {
    LabelledImages digits = Datasets.digits().load(STORE);
    assertThat(digits.classCounts())
        .containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    // The first image's upper row is 0, 0, 5, 13, 9, 1, 0, 0 of 16.
    assertThat(digits.pixel(0, 0, 0, 3)).isEqualTo(13 / 16f);
    assertThat(digits.labels()).startsWith(0, 1, 2, 3);
    try (TensorScope _ = TensorScope.open()) {
      assertThat(digits.images().shape()).containsExactly(1797, 1, 8, 8);
      assertThat(digits.labelTensor().toLongArray()).startsWith(0, 1, 2, 3).hasSize(1797);
      // The sum of all pixels is 561,718.
      assertThat(digits.images().sum().item()).isCloseTo(561_718 / 16.0, within(0.5));
    }
  }

  @Test
  void tablesHaveThePublishedMeansAndClasses() {
    LabelledTable iris = Datasets.iris().load(STORE);
    assertThat(iris.classNames()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(iris.classCounts()).containsExactly(50, 50, 50);
    assertThat(means(iris.features(), 4))
        .containsExactly(new double[] {5.8433, 3.0573, 3.758, 1.1993}, within(5e-5));

    LabelledTable wine = Datasets.wine().load(STORE);
    assertThat(wine.classCounts()).containsExactly(59, 71, 48);
    assertThat(wine.features().names()).hasSize(13).startsWith("alcohol").endsWith("proline");
    assertThat(means(wine.features(), 2))
        .containsExactly(new double[] {13.0006, 2.3363}, within(5e-5));

    LabelledTable cancer = Datasets.breastCancer().load(STORE);
    assertThat(cancer.classNames()).containsExactly("benign", "malignant");
    assertThat(cancer.classCounts()).containsExactly(357, 212);
    assertThat(means(cancer.features(), 2))
        .containsExactly(new double[] {14.1273, 19.2896}, within(5e-5));

    RegressionTable diabetes = Datasets.diabetes().load(STORE);
    assertThat(diabetes.features().names()).hasSize(10);
    assertThat(means(diabetes.features(), 2))
        .containsExactly(new double[] {48.5181, 1.4683}, within(5e-5));
    // The intercept of every regression on centred features that was ever fitted to it.
    assertThat(Arrays.stream(diabetes.targets()).average().orElseThrow())
        .isCloseTo(152.13348416289594, within(1e-11));
  }

  @Test
  void exposuresAreThoseOfSixLaboratoriesAndAThousandDrawn() {
    Table records = Datasets.exposureRecords().load(STORE);
    assertThat(records.column("laboratory").levels())
        .containsExactly("3DS-CST", "IT'IS", "NICT", "NiTech", "SCAU", "UniSt");
    assertThat(records.column("laboratory").codes()).hasSize(100).startsWith(0).endsWith(2);
    // By pandas, and the mean of the paper's surrogate as its abstract cuts it off: 0.058.
    assertThat(mean(records, "temperature_rise_c")).isCloseTo(0.198045, within(1e-6));
    assertThat(mean(records, "error_mixture_of_experts")).isCloseTo(0.058616, within(1e-6));
    Table synthetic = Datasets.exposureSynthetic().load(STORE);
    assertThat(synthetic.rows()).isEqualTo(1000);
    assertThat(mean(synthetic, "temperature_rise_100_c")).isCloseTo(19.0472, within(1e-4));
  }

  private static double mean(Table table, String column) {
    return Arrays.stream(table.column(column).numbers()).average().orElseThrow();
  }

  @Test
  void columnsAreFoundReplacedAndChosenByName() {
    Features table = Features.of(List.of("a", "b"), 1, 2, 3, 4);
    assertThat(table.column("b")).containsExactly(2, 4);
    assertThat(table.withColumn("a", 7, 8).values()).containsExactly(7, 2, 8, 4);
    assertThat(table.columns(List.of("b", "a")).values()).containsExactly(2, 1, 4, 3);
    assertThat(table.values()).containsExactly(1, 2, 3, 4);
    assertThatThrownBy(() -> table.column("c")).hasMessage("There is no column c among [a, b].");
    assertThatThrownBy(() -> table.withColumn("a", 1)).hasMessageContaining("2 rows");
  }

  @Test
  void mobyDickBeginsAndEndsAsItShould() {
    Corpus text = Datasets.mobyDick().load(STORE);
    assertThat(text.text())
        .hasSize(1_217_534)
        .contains("\nCall me Ishmael. Some years ago—never mind how long precisely—having")
        .endsWith("only found another orphan.\n");
    assertThat(text.characters().size()).isEqualTo(89);
  }

  /** The paper counts its models so; the losses are those of its Figure 1's largest runs. */
  @Test
  void theScalingTestbedHas104Models() {
    List<ScalingTestbed.Run> runs = Datasets.scalingTestbed().load(STORE).runs();
    assertThat(runs)
        .extracting(ScalingTestbed.Run::trainingSet)
        .hasSize(104)
        .filteredOn("RedPajama"::equals)
        .hasSize(35);
    ScalingTestbed.Run longest =
        runs.stream()
            .filter(run -> run.trainingSet().equals("RedPajama"))
            .max(Comparator.comparingDouble(ScalingTestbed.Run::tokens))
            .orElseThrow();
    assertThat(longest.parameters()).isEqualTo(1_439_795_200);
    assertThat(longest.tokens()).isEqualTo(640 * 1_439_795_200.0);
    assertThat(longest.loss("c4")).isEqualTo(2.502053562);
    assertThat(longest.losses()).hasSize(8);
    assertThat(longest.errors()).hasSize(46);
    assertThat(longest.error(longest.errors().keySet())).isCloseTo(0.600020, within(1e-6));
  }

  /** NumPy gives these means. */
  @Test
  void theOpticalDeviceHasTwelveExperiments() {
    RegressionTable optical = Datasets.opticalDevice().load(STORE);
    assertThat(optical.size()).isEqualTo(12_000);
    assertThat(optical.features().names())
        .hasSize(11)
        .startsWith("experiment", "pixel_1")
        .endsWith("pixel_9", "confounder");
    assertThat(means(optical.features(), 2))
        .containsExactly(new double[] {75, 53.6275}, within(1e-9));
    assertThat(Arrays.stream(optical.targets()).average().orElseThrow())
        .isCloseTo(34.8365, within(1e-9));
  }

  @Test
  @NeedsData("fashion-mnist")
  void fashionMnistHasItsPublishedMeanAndDeviation() {
    TrainTest<LabelledImages> fashion = Datasets.fashionMnist().load(STORE);
    assertThat(fashion.train().classCounts()).containsOnly(6000);
    assertThat(fashion.test().classCounts()).containsOnly(1000);
    // The 0.2860 and 0.3530 by which everybody normalizes.
    assertMeanAndDeviation(fashion.train(), 0.2860, 0.3530);
    assertThat(fashion.train().classNames().get(fashion.train().labels()[0]))
        .isEqualTo("Ankle boot");
  }

  @Test
  @NeedsData("mnist")
  void mnistHasItsPublishedMeanAndDeviation() {
    TrainTest<LabelledImages> mnist = Datasets.mnist().load(STORE);
    assertThat(mnist.train().classCounts())
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(mnist.test().size()).isEqualTo(10_000);
    assertMeanAndDeviation(mnist.train(), 0.1307, 0.3081);
  }

  @Test
  @NeedsData("cifar-10")
  void cifarHasItsPublishedMeanAndDeviation() {
    TrainTest<LabelledImages> cifar = Datasets.cifar10().load(STORE);
    assertThat(cifar.train().classCounts()).containsOnly(5000);
    assertThat(cifar.test().classCounts()).containsOnly(1000);
    // The mean of the channels' 0.4914, 0.4822 and 0.4465.
    assertMeanAndDeviation(cifar.train(), 0.4734, 0.2516);
  }

  @Test
  @NeedsData("tiny-shakespeare")
  void tinyShakespeareHas65Characters() {
    Corpus text = Datasets.tinyShakespeare().load(STORE);
    assertThat(text.text())
        .startsWith("First Citizen:\nBefore we proceed any further, hear me speak.");
    // nanoGPT's preparation prints: train has 1,003,854 tokens, val has 111,540 tokens.
    assertThat(text.characters().size()).isEqualTo(65);
    assertThat(text.split(0.1).train().text()).hasSize(1_003_854);
    assertThat(text.characters().encode("hii there"))
        .containsExactly(46, 47, 47, 1, 58, 46, 43, 56, 43);
  }

  /** awk -F, over the files gives these counts and means. */
  @Test
  @NeedsData("azure-llm-code")
  void azureTracesHaveTheirLengths() {
    RequestTrace code = Datasets.azureLlmCode().load(STORE);
    assertThat(code.requests()).hasSize(8819);
    assertThat(code.requests().getFirst()).isEqualTo(new RequestTrace.Request(0, 4808, 10));
    assertThat(code.requests().get(1).seconds()).isCloseTo(0.052, within(1e-12));
    assertThat(code.requests().stream().mapToInt(RequestTrace.Request::contextTokens).sum())
        .isEqualTo(18059974);
    RequestTrace conversation = Datasets.azureLlmConversation().load(STORE);
    assertThat(conversation.requests()).hasSize(19_366);
    assertThat(
            conversation.requests().stream().mapToInt(RequestTrace.Request::generatedTokens).sum())
        .isEqualTo(4088665);
  }

  @Test
  @NeedsData("nasbench201")
  void hyperparameterTablesAreRead() {
    List<HpoTable> tables = Datasets.nasBench201().load(STORE);
    assertThat(tables)
        .extracting(HpoTable::name)
        .containsExactly("cifar10", "cifar100", "imagenet");
    assertThat(tables).extracting(HpoTable::size).containsOnly(15_625);
  }

  @Test
  void everySetHasANameOfItsOwnAndAddressesWhereItIsNotBundled() {
    assertThat(Datasets.all()).extracting(Dataset::name).doesNotHaveDuplicates();
    for (Dataset<?> each : Datasets.all()) {
      assertThat(Datasets.find(each.name()))
          .hasValueSatisfying(same -> assertThat(same).isSameAs(each));
      for (DataFile file : each.files()) {
        assertThat(file.resource() != null || file.source() != null).as(file.path()).isTrue();
        if (file.source() != null) {
          assertThat(file.source().getScheme()).as(file.path()).isEqualTo("https");
        }
      }
    }
    assertThat(Datasets.all().stream().flatMap(each -> each.files().stream()).map(DataFile::path))
        .doesNotHaveDuplicates();
  }

  @Test
  void absentDataIsSaid(@TempDir Path empty) {
    DataStore store = STORE.withCache(empty).withFolders();
    assertThat(Datasets.cifar10().find(store)).isEqualTo(Place.ABSENT);
    assertThatThrownBy(() -> Datasets.cifar10().load(store))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageStartingWith("cifar-10/cifar-10-binary.tar.gz is not on this machine");
  }

  @Test
  void isReadOnceAsLongAsMemoryLasts() {
    assertThat(Datasets.iris().load()).isSameAs(Datasets.iris().load());
    // sha256sum of the line "9e2a... two spaces iris/iris.csv".
    assertThat(Datasets.iris().checksum())
        .isEqualTo("2947d6e93a72dd08ff292b83716c732e153cc27b659357dd470f8f203b0b0433");
  }

  private static double[] means(Features features, int count) {
    double[] means = new double[count];
    for (int i = 0; i < features.rows(); i++) {
      for (int j = 0; j < count; j++) {
        means[j] += features.value(i, j) / features.rows();
      }
    }
    return means;
  }

  private static void assertMeanAndDeviation(LabelledImages images, double mean, double deviation) {
    try (TensorScope _ = TensorScope.open()) {
      Tensor pixels = images.images();
      double actual = pixels.mean().item();
      assertThat(actual).isCloseTo(mean, within(5e-5));
      double square = pixels.square().mean().item();
      assertThat(Math.sqrt(square - actual * actual)).isCloseTo(deviation, within(5e-5));
    }
  }
}
