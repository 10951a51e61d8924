package dev.assay.hub.backup;

import java.util.List;
import java.util.Map;

/**
 * What a backup holds; the last entry of its file.
 *
 * @param format of the file, {@link #FORMAT}
 * @param made when, in UTC
 * @param schema the version that the database's tables were at
 * @param tables in the order of their entries
 * @param sequences the last number that each has given
 * @param sums the SHA-256 of each entry but this one, by its name
 */
record Manifest(
    int format,
    String made,
    String schema,
    List<Table> tables,
    Map<String, Long> sequences,
    Map<String, String> sums) {
  static final int FORMAT = 1;
  static final String ENTRY = "manifest.json";
  static final String HOME = "home/";

  /** A table, whose rows are the entry {@code database/NAME} in PostgreSQL's COPY text. */
  record Table(String name, List<String> columns, long rows) {
    String entry() {
      return "database/" + name;
    }
  }

  long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  List<String> files() {
    return sums.keySet().stream().filter(entry -> entry.startsWith(HOME)).sorted().toList();
  }
}
