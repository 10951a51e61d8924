package dev.assay.data;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Scores of every configuration of a search space, several seeds each: a problem to tune on that
 * costs a look-up.
 *
 * <p>A configuration is the list of its values' positions, one a parameter of the table's {@link
 * HpoTables.Family family}. Some seeds may be missing, so the number of scores differs between
 * configurations.
 */
public final class HpoTable {
  /** The largest file that is read. */
  static final int MOST_BYTES = 64 << 20;

  private final String name;
  private final HpoTables.Family family;
  private final Map<String, double[]> scores;
  private final List<String> keys;

  private HpoTable(String name, HpoTables.Family family, Map<String, double[]> scores) {
    this.name = name;
    this.family = family;
    this.scores = scores;
    this.keys = List.copyOf(scores.keySet());
  }

  /** The table in {@code bytes}; throws {@link IOException} with the reason. */
  static HpoTable parse(byte[] bytes, HpoTables.Family family, String name) throws IOException {
    if (bytes.length > MOST_BYTES) {
      throw new IOException("it has more than %d bytes".formatted(MOST_BYTES));
    }
    Map<String, double[]> scores = HpoTableReader.read(bytes);
    for (Map.Entry<String, double[]> entry : scores.entrySet()) {
      family.positions(entry.getKey());
      if (entry.getValue().length == 0) {
        throw new IOException("configuration '%s' has no score".formatted(entry.getKey()));
      }
      for (double score : entry.getValue()) {
        if (!Double.isFinite(score)) {
          throw new IOException(
              "configuration '%s' has the score %s".formatted(entry.getKey(), score));
        }
      }
    }
    if (scores.size() != family.size()) {
      throw new IOException(
          "%s has %d configurations, but the file has %d"
              .formatted(family.folder(), family.size(), scores.size()));
    }
    return new HpoTable(name, family, scores);
  }

  /** The data set that the configurations were trained on. */
  public String name() {
    return name;
  }

  /** The search space that the table is of. */
  public HpoTables.Family family() {
    return family;
  }

  /** How many configurations there are. */
  public int size() {
    return scores.size();
  }

  /** All configurations, in the file's order: each one digit a parameter, its value's position. */
  public List<String> keys() {
    return keys;
  }

  /** The scores of configuration {@code key}, one a seed; a copy. */
  public double[] scores(String key) {
    return known(key).clone();
  }

  /** How many scores configuration {@code key} has. */
  public int seeds(String key) {
    return known(key).length;
  }

  /** Score {@code seed} of configuration {@code key}. */
  public double score(String key, int seed) {
    return known(key)[seed];
  }

  /** The mean score of configuration {@code key} over its seeds. */
  public double mean(String key) {
    double sum = 0;
    for (double score : known(key)) {
      sum += score;
    }
    return sum / known(key).length;
  }

  private double[] known(String key) {
    double[] known = scores.get(key);
    if (known == null) {
      throw new IllegalArgumentException(
          "%s has no configuration '%s'".formatted(family.folder(), key));
    }
    return known;
  }

  @Override
  public String toString() {
    return family.folder() + "/" + name;
  }
}
