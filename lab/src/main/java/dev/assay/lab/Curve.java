package dev.assay.lab;

import java.util.List;

/** A sequence of points, to be drawn: {@code y} over {@code x}, of equal length. */
public record Curve(List<Double> x, List<Double> y) {
  public Curve {
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(
          "a curve needs as many x as y, but has %d and %d".formatted(x.size(), y.size()));
    }
    x = List.copyOf(x);
    y = List.copyOf(y);
  }
}
