package dev.assay.papers.exposure;

import dev.assay.data.Datasets;
import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import dev.assay.data.format.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The 100 records that the benchmark was made of, and the 1,000 it released.
 *
 * <p>A record is one laboratory's simulation of one antenna distance and frequency. Its cell is all
 * records of that distance and frequency.
 */
final class ExposureRecords {
  static final String DISTANCE = "d_mm";
  static final String FREQUENCY = "f_ghz";

  /** A hundred times the temperature rise, as the copula learns it. */
  static final String RISE = "rise_100_c";

  /** The columns of the synthetic records: the rise is the last one. */
  static final List<String> COLUMNS =
      List.of(
          DISTANCE,
          FREQUENCY,
          "ppd_n",
          "ppd_tot",
          "pspd_n_1",
          "pspd_tot_1",
          "pspd_n_4",
          "pspd_tot_4",
          RISE);

  /** What a surrogate sees. */
  private static final List<String> INPUTS =
      List.of(DISTANCE, FREQUENCY, "pspd_tot_1", "pspd_tot_4");

  private final Table table;
  private final Features columns;
  private final int[] laboratories;

  private ExposureRecords(Table table, Features columns, int[] laboratories) {
    this.table = table;
    this.columns = columns;
    this.laboratories = laboratories;
  }

  /** The 100 records. */
  static ExposureRecords load() {
    Table table = Datasets.exposureRecords().load();
    double[] rise = table.column("temperature_rise_c").numbers();
    return new ExposureRecords(
        table,
        joined(table, Arrays.stream(rise).map(x -> 100 * x).toArray()),
        table.column("laboratory").codes());
  }

  /** The released synthetic records. */
  static Features released() {
    Table table = Datasets.exposureSynthetic().load();
    return joined(table, table.column("temperature_rise_100_c").numbers());
  }

  private static Features joined(Table table, double[] rise) {
    List<double[]> parts = new ArrayList<>();
    COLUMNS.stream()
        .limit(COLUMNS.size() - 1)
        .forEach(name -> parts.add(table.column(name).numbers()));
    parts.add(rise);
    double[] values = new double[rise.length * parts.size()];
    for (int i = 0; i < rise.length; i++) {
      for (int j = 0; j < parts.size(); j++) {
        values[i * parts.size() + j] = parts.get(j)[i];
      }
    }
    return Features.of(COLUMNS, values);
  }

  /** Inputs and temperature rise in degrees Celsius. */
  static RegressionTable examples(Features columns) {
    double[] rise = Arrays.stream(columns.column(RISE)).map(x -> x / 100).toArray();
    return new RegressionTable(columns.columns(INPUTS), rise);
  }

  /** All nine columns (100 x 9). */
  Features columns() {
    return columns;
  }

  /** Inputs and temperature rise of all records. */
  RegressionTable examples() {
    return examples(columns);
  }

  /** The number of laboratories. */
  int laboratories() {
    return Arrays.stream(laboratories).max().orElseThrow() + 1;
  }

  /** The positions of the records whose laboratory's number is accepted. */
  int[] of(IntPredicate laboratory) {
    return IntStream.range(0, laboratories.length)
        .filter(i -> laboratory.test(laboratories[i]))
        .toArray();
  }

  /** The absolute errors that the authors released of one of their surrogates. */
  double[] releasedErrors(String surrogate) {
    return table.column("error_" + surrogate).numbers();
  }

  /**
   * What the other laboratories say of each record: the mean rise of its cell without it. It is the
   * best that distance and frequency tell of a laboratory that was not seen.
   */
  double[] otherLaboratories() {
    double[] rise = examples().targets();
    double[] means = new double[rise.length];
    for (int i = 0; i < rise.length; i++) {
      double sum = 0;
      int others = 0;
      for (int j = 0; j < rise.length; j++) {
        if (j != i && sameCell(i, j)) {
          sum += rise[j];
          others++;
        }
      }
      means[i] = sum / others;
    }
    return means;
  }

  private boolean sameCell(int i, int j) {
    return columns.value(i, 0) == columns.value(j, 0) && columns.value(i, 1) == columns.value(j, 1);
  }
}
