package dev.assay.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A plot written as SVG: lines, points and intervals over two axes, with a shaded region. It has no
 * script and brings its own colours, which follow the reader's light or dark setting.
 *
 * <p>Numbers that have no place on an axis (not finite, or not positive on a logarithmic one) are
 * left out, and a line is broken there.
 */
public final class Plot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 280;
  private static final int LEFT = 66;
  private static final int RIGHT = 14;
  private static final int TOP = 30;
  private static final int BOTTOM = 44;
  private static final int ROW = 18;
  private static final int COLOURS = 6;
  private static final String STYLE =
      """
      <style>
      .assay-plot{--ink:#3b4252;--grid:#e3e6ec;--c0:#2f6fd0;--c1:#d0602f;--c2:#2f9a62;--c3:#8a4fc4;--c4:#b58a1c;--c5:#c43f6f;--region:#2f9a62;
      font:12px system-ui,sans-serif;max-width:100%;height:auto}
      @media (prefers-color-scheme:dark){.assay-plot{--ink:#c9d1de;--grid:#333b4a;--c0:#7fb0ff;--c1:#ff9d70;--c2:#6fd3a0;--c3:#c49bf2;--c4:#e6c35c;--c5:#f58cb0;--region:#6fd3a0}}
      .assay-plot text{fill:var(--ink)}.assay-plot .grid{stroke:var(--grid)}
      .assay-plot .region{fill:var(--region);opacity:.13}.assay-plot .edge{stroke:var(--region);stroke-dasharray:5 4}
      .assay-plot .line{fill:none;stroke-width:1.8}
      </style>""";

  private final String title;
  private final String xName;
  private final String yName;
  private boolean logX;
  private boolean countX;
  private boolean logY;
  private double regionLow = Double.NaN;
  private double regionHigh = Double.NaN;
  private final List<Series> series = new ArrayList<>();

  private enum Mark {
    LINE,
    DASHED,
    POINTS,
    INTERVALS,
    RANGES
  }

  private static final class Series {
    final String name;
    final Mark mark;
    final double[] x;
    final double[] low;
    final double[] y;
    final double[] high;

    Series(String name, Mark mark, double[] x, double[] low, double[] y, double[] high) {
      if (x.length != y.length || x.length != low.length || x.length != high.length) {
        throw new IllegalArgumentException(
            "series '%s' needs as many x as y, but has %d and %d"
                .formatted(name, x.length, y.length));
      }
      this.name = name;
      this.mark = mark;
      this.x = x.clone();
      this.low = low.clone();
      this.y = y.clone();
      this.high = high.clone();
    }
  }

  /** A plot of {@code yName} over {@code xName}. */
  public Plot(String title, String xName, String yName) {
    this.title = title;
    this.xName = xName;
    this.yName = yName;
  }

  /** Show the x axis by decades. */
  public Plot logX() {
    logX = true;
    return this;
  }

  /** Show the x axis as a count: whole numbers from 1 to at least 5. */
  public Plot countX() {
    countX = true;
    return this;
  }

  /** Show the y axis by decades. */
  public Plot logY() {
    logY = true;
    return this;
  }

  /** Shade the y values from {@code low} to {@code high}; either may be infinite. */
  public Plot region(double low, double high) {
    regionLow = low;
    regionHigh = high;
    return this;
  }

  /** A line through {@code y[i]} at {@code x[i]}. */
  public Plot line(String name, double[] x, double[] y) {
    return add(new Series(name, Mark.LINE, x, y, y, y));
  }

  /** A dashed line: what theory says, beside what was measured. */
  public Plot dashed(String name, double[] x, double[] y) {
    return add(new Series(name, Mark.DASHED, x, y, y, y));
  }

  /** A dot for each {@code y[i]} at {@code x[i]}. */
  public Plot points(String name, double[] x, double[] y) {
    return add(new Series(name, Mark.POINTS, x, y, y, y));
  }

  /** A bar from {@code low[i]} to {@code high[i]} at each {@code x[i]}. */
  public Plot intervals(String name, double[] x, double[] low, double[] high) {
    return add(new Series(name, Mark.INTERVALS, x, low, high, high));
  }

  /**
   * A dot at {@code y[i]} and a bar from {@code low[i]} to {@code high[i]} at each {@code x[i]}.
   */
  public Plot ranges(String name, double[] x, double[] low, double[] y, double[] high) {
    return add(new Series(name, Mark.RANGES, x, low, y, high));
  }

  private Plot add(Series added) {
    series.add(added);
    return this;
  }

  /** The plot as one {@code svg} element that stands alone. */
  public String svg() {
    return svg(STYLE);
  }

  /**
   * The plot as one {@code svg} element without a style, for a page whose own style sheet has one
   * for the class {@code assay-plot} and whose policy allows no other.
   */
  public String svgWithoutStyle() {
    return svg("");
  }

  private String svg(String style) {
    DoubleStream x = series.stream().flatMapToDouble(each -> DoubleStream.of(each.x));
    Axis xAxis = countX ? Axis.counting(x) : Axis.over(x, logX);
    Axis yAxis =
        Axis.over(
            DoubleStream.concat(
                series.stream().flatMapToDouble(Plot::shownHeights),
                DoubleStream.of(regionLow, regionHigh)),
            logY,
            // Both sides of a region's edge are to be seen.
            Double.isNaN(regionLow) ? 0.06 : 0.18);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg class=\"assay-plot\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, height(), WIDTH, height(), Html.escape(title)));
    svg.append(style);
    region(svg, yAxis);
    axes(svg, xAxis, yAxis);
    for (int i = 0; i < series.size(); i++) {
      draw(svg, series.get(i), "var(--c" + i % COLOURS + ")", xAxis, yAxis);
    }
    if (series.size() > 1) {
      legend(svg);
    }
    return svg.append("</svg>").toString();
  }

  /** Early intervals may be wider than all that follows: the last one decides the axis. */
  private static DoubleStream shownHeights(Series each) {
    int last = each.x.length - 1;
    return switch (each.mark) {
      case INTERVALS ->
          last < 0 ? DoubleStream.empty() : DoubleStream.of(each.low[last], each.high[last]);
      case LINE, DASHED, POINTS -> DoubleStream.of(each.y);
      case RANGES -> DoubleStream.concat(DoubleStream.of(each.low), DoubleStream.of(each.high));
    };
  }

  private void region(StringBuilder svg, Axis yAxis) {
    if (Double.isNaN(regionLow)) {
      return;
    }
    double top = regionHigh == Double.POSITIVE_INFINITY ? TOP : y(yAxis, regionHigh);
    double bottom = regionLow == Double.NEGATIVE_INFINITY ? HEIGHT - BOTTOM : y(yAxis, regionLow);
    element(
        svg,
        "<rect class=\"region\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
        LEFT,
        top,
        WIDTH - LEFT - RIGHT,
        Math.max(1.5, bottom - top));
    Stream.of(regionLow, regionHigh)
        .filter(Double::isFinite)
        .forEach(
            edge ->
                element(
                    svg,
                    "<line class=\"edge\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT,
                    WIDTH - RIGHT,
                    y(yAxis, edge),
                    y(yAxis, edge)));
  }

  private void axes(StringBuilder svg, Axis xAxis, Axis yAxis) {
    for (double tick : yAxis.ticks()) {
      double at = y(yAxis, tick);
      element(
          svg,
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT,
          WIDTH - RIGHT,
          at,
          at);
      element(
          svg,
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 8,
          at + 4,
          Axis.label(tick));
    }
    for (double tick : xAxis.ticks()) {
      element(
          svg,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x(xAxis, tick),
          HEIGHT - BOTTOM + 16,
          Axis.label(tick));
    }
    element(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        (LEFT + WIDTH - RIGHT) / 2,
        HEIGHT - 8,
        Html.escape(xName));
    element(svg, "<text x=\"%d\" y=\"14\">%s</text>", LEFT, Html.escape(yName));
  }

  private static void draw(
      StringBuilder svg, Series series, String colour, Axis xAxis, Axis yAxis) {
    switch (series.mark) {
      case LINE, DASHED -> line(svg, series, colour, xAxis, yAxis);
      case POINTS -> dots(svg, series, colour, xAxis, yAxis);
      case INTERVALS -> bars(svg, series, colour, xAxis, yAxis);
      case RANGES -> {
        bars(svg, series, colour, xAxis, yAxis);
        dots(svg, series, colour, xAxis, yAxis);
      }
    }
  }

  private static void dots(
      StringBuilder svg, Series series, String colour, Axis xAxis, Axis yAxis) {
    for (int i = 0; i < series.x.length; i++) {
      if (xAxis.shows(series.x[i]) && yAxis.shows(series.y[i])) {
        element(
            svg,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" fill=\"%s\"/>",
            x(xAxis, series.x[i]),
            y(yAxis, series.y[i]),
            colour);
      }
    }
  }

  private static void bars(
      StringBuilder svg, Series series, String colour, Axis xAxis, Axis yAxis) {
    for (int i = 0; i < series.x.length; i++) {
      if (xAxis.shows(series.x[i]) && known(series.low[i], series.high[i])) {
        element(
            svg,
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"1.6\"/>",
            x(xAxis, series.x[i]),
            x(xAxis, series.x[i]),
            y(yAxis, series.low[i]),
            y(yAxis, series.high[i]),
            colour);
      }
    }
  }

  private static void line(
      StringBuilder svg, Series series, String colour, Axis xAxis, Axis yAxis) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < series.x.length; i++) {
      if (!xAxis.shows(series.x[i]) || !yAxis.shows(series.y[i])) {
        drawing = false;
        continue;
      }
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              drawing ? "L" : "M",
              x(xAxis, series.x[i]),
              y(yAxis, series.y[i])));
      drawing = true;
    }
    element(
        svg,
        "<path class=\"line\" d=\"%s\" stroke=\"%s\"%s/>",
        path,
        colour,
        series.mark == Mark.DASHED ? " stroke-dasharray=\"6 4\"" : "");
  }

  /** The names of the series, in rows under the plot. */
  private void legend(StringBuilder svg) {
    for (int i = 0; i < series.size(); i++) {
      double[] place = places()[i];
      element(
          svg,
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\" rx=\"2\" fill=\"var(--c%d)\"/>",
          place[0],
          place[1] - 9,
          i % COLOURS);
      element(
          svg,
          "<text x=\"%.1f\" y=\"%.1f\">%s</text>",
          place[0] + 16,
          place[1],
          Html.escape(series.get(i).name));
    }
  }

  /** Where each name in the legend stands: x and y. */
  private double[][] places() {
    double[][] places = new double[series.size()][];
    double x = LEFT;
    double y = HEIGHT + 10;
    for (int i = 0; i < places.length; i++) {
      // A letter is about 6.4 units wide at this size; the exact width is the browser's to know.
      double width = 32 + 6.4 * series.get(i).name.length();
      if (x > LEFT && x + width > WIDTH) {
        x = LEFT;
        y += ROW;
      }
      places[i] = new double[] {x, y};
      x += width;
    }
    return places;
  }

  /** The height with the legend, which a plot of one series does without. */
  private int height() {
    return series.size() < 2 ? HEIGHT : (int) places()[series.size() - 1][1] + 8;
  }

  /** Whether at least one end says something. */
  private static boolean known(double low, double high) {
    return !Double.isNaN(low)
        && !Double.isNaN(high)
        && (Double.isFinite(low) || Double.isFinite(high));
  }

  private static double x(Axis axis, double value) {
    return LEFT + axis.place(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(Axis axis, double value) {
    return HEIGHT - BOTTOM - axis.place(value) * (HEIGHT - TOP - BOTTOM);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be a library of its own.
  private static void element(StringBuilder svg, String form, Object... values) {
    svg.append(String.format(Locale.ROOT, form, values));
  }
}
