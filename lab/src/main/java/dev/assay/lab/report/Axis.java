package dev.assay.lab.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** One axis: which numbers it spans, where each lies on it, and where its ticks stand. */
final class Axis {
  private final double low;
  private final double high;
  private final boolean log;
  private final boolean count;

  private Axis(double low, double high, boolean log, boolean count) {
    this.low = low;
    this.high = high;
    this.log = log;
    this.count = count;
  }

  /** The axis of the whole numbers from 1 to the largest value, at least 5. */
  static Axis counting(DoubleStream values) {
    return new Axis(0.5, Math.max(5, values.max().orElse(5)) + 0.5, false, true);
  }

  /**
   * The axis that shows all of {@code values} that can be shown, with a little room around them.
   */
  static Axis over(DoubleStream values, boolean log) {
    return over(values, log, 0.06);
  }

  /** The same with a share of their range as room below and above them. */
  static Axis over(DoubleStream values, boolean log, double share) {
    double[] shown =
        values
            .filter(value -> Double.isFinite(value) && (!log || value > 0))
            .map(value -> log ? Math.log10(value) : value)
            .toArray();
    double low = DoubleStream.of(shown).min().orElse(0);
    double high = DoubleStream.of(shown).max().orElse(1);
    double room = high > low ? share * (high - low) : Math.max(0.1 * Math.abs(high), 1e-9);
    return new Axis(low - room, high + room, log, false);
  }

  /** Whether {@code value} has a place on the axis. */
  boolean shows(double value) {
    return Double.isFinite(value) && (!log || value > 0);
  }

  /** Where {@code value} lies: 0 at the low end, 1 at the high end, never beyond them. */
  double place(double value) {
    double on = log ? Math.log10(Math.max(value, Double.MIN_NORMAL)) : value;
    return (Math.clamp(on, low, high) - low) / (high - low);
  }

  /** Three to eight round numbers on the axis; up to ten on one that counts. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (count) {
      double step = Math.ceil((high - 0.5) / 10);
      for (double tick = step; tick <= high; tick += step) {
        ticks.add(tick);
      }
      return ticks;
    }
    if (log && high - low >= 2) {
      int step = (int) Math.ceil((high - low) / 7);
      for (int decade = (int) Math.ceil(low); decade <= high; decade += step) {
        ticks.add(Math.pow(10, decade));
      }
      return ticks;
    }
    if (log && high - low >= 1) {
      for (int decade = (int) Math.floor(low); decade <= high; decade++) {
        for (int digit : new int[] {1, 2, 5}) {
          double tick = digit * Math.pow(10, decade);
          if (Math.log10(tick) >= low && Math.log10(tick) <= high) {
            ticks.add(tick);
          }
        }
      }
      return ticks;
    }
    double from = log ? Math.pow(10, low) : low;
    double to = log ? Math.pow(10, high) : high;
    double rough = (to - from) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    double step = power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
    for (double k = Math.ceil(from / step); k * step <= to; k++) {
      ticks.add(k * step + 0.0);
    }
    return ticks;
  }

  /** A tick's text: short, and without the dust of binary fractions. */
  static String label(double value) {
    double size = Math.abs(value);
    if (size < 1e-12) {
      return "0";
    }
    if (size >= 1e5 || size < 1e-3) {
      String text = String.format(Locale.ROOT, "%.1e", value);
      return text.replaceFirst("\\.0e", "e").replaceFirst("e([+-])0?", "e$1").replace("e+", "e");
    }
    return new BigDecimal(String.format(Locale.ROOT, "%.6g", value))
        .stripTrailingZeros()
        .toPlainString();
  }
}
