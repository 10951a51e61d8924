package dev.assay.hub.web;

import dev.assay.lab.Interval;
import dev.assay.lab.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws estimate and interval by seeds against the predicted region, as SVG made of numbers. */
final class EvidencePlot {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 210;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int TOP = 12;
  private static final int BOTTOM = 30;

  private final StringBuilder svg = new StringBuilder();
  private final List<Point> points;
  private final @Nullable Double regionLow;
  private final @Nullable Double regionHigh;
  private final double low;
  private final double high;
  private final int seeds;

  /** The evidence after some seeds; a missing number is one that is not finite. */
  record Point(int seeds, @Nullable Double estimate, @Nullable Double low, @Nullable Double high) {
    /** The estimate and its interval, such as {@code 2.02 [1.9, 2.1]}. */
    String words() {
      if (estimate == null) {
        return "not finite";
      }
      return Words.measured(
          estimate,
          new Interval(
              low == null ? Double.NEGATIVE_INFINITY : low,
              high == null ? Double.POSITIVE_INFINITY : high));
    }
  }

  private EvidencePlot(
      List<Point> points, @Nullable Double regionLow, @Nullable Double regionHigh) {
    this.points = points;
    this.regionLow = regionLow;
    this.regionHigh = regionHigh;
    Point last = points.getLast();
    double[] shown =
        DoubleStream.concat(
                points.stream()
                    .map(Point::estimate)
                    .flatMap(Stream::ofNullable)
                    .mapToDouble(Double::doubleValue),
                Stream.of(
                        Stream.ofNullable(regionLow),
                        Stream.ofNullable(regionHigh),
                        Stream.ofNullable(last.low()),
                        Stream.ofNullable(last.high()))
                    .flatMap(one -> one)
                    .mapToDouble(Double::doubleValue))
            .toArray();
    double least = DoubleStream.of(shown).min().orElse(0);
    double most = DoubleStream.of(shown).max().orElse(1);
    double margin = most > least ? (most - least) * 0.18 : Math.max(Math.abs(most) * 0.2, 1e-9);
    this.low = least - margin;
    this.high = most + margin;
    this.seeds = Math.max(5, last.seeds());
  }

  static String svg(List<Point> points, @Nullable Double regionLow, @Nullable Double regionHigh) {
    return points.isEmpty() ? "" : new EvidencePlot(points, regionLow, regionHigh).draw();
  }

  private String draw() {
    append(
        String.format(
            Locale.ROOT,
            "<svg class='plot' viewBox='0 0 %d %d' role='img'"
                + " aria-label='Estimate and interval after each seed'>",
            WIDTH,
            HEIGHT));
    double top = y(regionHigh == null ? high : regionHigh);
    double bottom = y(regionLow == null ? low : regionLow);
    if (regionLow != null || regionHigh != null) {
      append(
          String.format(
              Locale.ROOT,
              "<rect class='region' x='%d' y='%.1f' width='%d' height='%.1f'/>",
              LEFT,
              top,
              WIDTH - LEFT - RIGHT,
              Math.max(1.5, bottom - top)));
      edge(regionLow);
      edge(regionHigh);
    }
    for (double value : ticks()) {
      append(
          String.format(
              Locale.ROOT,
              "<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>",
              LEFT,
              WIDTH - RIGHT,
              y(value),
              y(value)));
      append(
          String.format(
              Locale.ROOT,
              "<text x='%d' y='%.1f' text-anchor='end'>%s</text>",
              LEFT - 8,
              y(value) + 4,
              Words.signs(Numbers.text(value))));
    }
    int step = Math.max(1, (int) Math.ceil(seeds / 10.0));
    for (int seed = step; seed <= seeds; seed += step) {
      append(
          String.format(
              Locale.ROOT,
              "<text x='%.1f' y='%d' text-anchor='middle'>%d</text>",
              x(seed),
              HEIGHT - 10,
              seed));
    }
    append(
        String.format(
            Locale.ROOT,
            "<text x='%d' y='%d' text-anchor='end'>seeds</text>",
            LEFT - 8,
            HEIGHT - 10));
    for (Point point : points) {
      interval(point);
    }
    for (Point point : points) {
      Double estimate = point.estimate();
      if (estimate != null) {
        append(
            String.format(
                Locale.ROOT,
                "<circle class='estimate' cx='%.1f' cy='%.1f' r='3.4'/>",
                x(point.seeds()),
                y(estimate)));
      }
    }
    return svg.append("</svg>").toString();
  }

  private void interval(Point point) {
    if (point.low() == null && point.high() == null) {
      return;
    }
    double from = y(point.low() == null ? low : point.low());
    double to = y(point.high() == null ? high : point.high());
    append(
        String.format(
            Locale.ROOT,
            "<line class='interval' x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f'/>",
            x(point.seeds()),
            x(point.seeds()),
            from,
            to));
  }

  private void edge(@Nullable Double value) {
    if (value != null) {
      append(
          String.format(
              Locale.ROOT,
              "<line class='edge' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>",
              LEFT,
              WIDTH - RIGHT,
              y(value),
              y(value)));
    }
  }

  private double x(int seed) {
    return LEFT + (seed - 0.5) * (WIDTH - LEFT - RIGHT) / seeds;
  }

  private double y(double value) {
    double bounded = Math.clamp(value, low, high);
    return TOP + (high - bounded) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private void append(String element) {
    svg.append(element);
  }

  /** The number, or null where it is not finite. */
  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }

  /** Three to seven round numbers within the plot. */
  private List<Double> ticks() {
    double rough = (high - low) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    double step = power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
    List<Double> ticks = new ArrayList<>();
    for (double k = Math.ceil(low / step); k * step <= high; k++) {
      // Adding zero makes the negative one positive.
      ticks.add(k * step + 0.0);
    }
    return ticks;
  }
}
