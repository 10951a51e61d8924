package dev.assay.lab;

import java.util.Arrays;
import java.util.List;

/**
 * One dimension of a {@link SearchSpace}: real, integer, ordinal or categorical, and perhaps active
 * only where other parameters have certain values.
 *
 * <p>Each parameter maps the unit interval onto its values, so that a uniform number in [0, 1)
 * gives a value of the parameter's own distribution: uniform, or log-uniform after {@code log()}.
 */
public sealed interface Parameter {
  /** The setting's name in the configuration. */
  String name();

  /** All must hold for the parameter to be active; none for one that always is. */
  List<Condition> conditions();

  /** How many values there are; {@link Long#MAX_VALUE} for a continuum. */
  long size();

  /** The value at {@code unit}, a number in [0, 1]. */
  Object at(double unit);

  /** Whether {@code value} is one of the parameter's. */
  boolean contains(Object value);

  /** The numbers of the unit interval that give {@code value}: a point for a real parameter. */
  Interval cell(Object value);

  /** This parameter, active only where {@code parent} has one of {@code values}, too. */
  Parameter when(String parent, Object... values);

  /** The middle of {@link #cell}. */
  default double unit(Object value) {
    Interval cell = cell(value);
    return cell.low() + (cell.high() - cell.low()) / 2;
  }

  /** Whether neighbouring values are alike: all but categorical parameters. */
  default boolean ordered() {
    return true;
  }

  /** A real number from {@code low} to {@code high}, both included. */
  static Real real(String name, double low, double high) {
    return new Real(name, low, high, false, List.of());
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  static Int integer(String name, int low, int high) {
    return new Int(name, low, high, false, List.of());
  }

  /** One of {@code values}, which stand in order: numbers, texts or booleans. */
  static Ordinal ordinal(String name, Object... values) {
    return new Ordinal(name, Arrays.asList(values), List.of());
  }

  /** One of {@code values}, which have no order: numbers, texts or booleans. */
  static Categorical categorical(String name, Object... values) {
    return new Categorical(name, Arrays.asList(values), List.of());
  }

  /** Holds where the parameter named {@code parent} is active and has one of {@code values}. */
  record Condition(String parent, List<Object> values) {
    public Condition {
      values = ParameterValues.distinct("the condition on", parent, values);
    }

    boolean holds(Configuration configuration) {
      Object value = configuration.settings().get(parent);
      return value != null && values.contains(value);
    }

    @Override
    public String toString() {
      return parent + " in " + ParameterValues.text(values);
    }
  }

  /** A real number, uniform or log-uniform. */
  record Real(String name, double low, double high, boolean logScale, List<Condition> conditions)
      implements Parameter {
    public Real {
      Names.require("a parameter", name);
      if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high - low)) {
        throw new IllegalArgumentException(
            "parameter '%s' needs finite bounds low <= high, but has %s and %s"
                .formatted(name, low, high));
      }
      if (logScale && !(low > 0 && high / low <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "parameter '%s' on a log scale needs bounds above 0 of a finite ratio, but has %s and %s"
                .formatted(name, low, high));
      }
      conditions = List.copyOf(conditions);
    }

    /** This parameter on a logarithmic scale; its bounds must be above 0. */
    public Real log() {
      return new Real(name, low, high, true, conditions);
    }

    @Override
    public Real when(String parent, Object... values) {
      return new Real(name, low, high, logScale, ParameterValues.and(conditions, parent, values));
    }

    @Override
    public long size() {
      return low == high ? 1 : Long.MAX_VALUE;
    }

    @Override
    public Double at(double unit) {
      double value = logScale ? low * Math.pow(high / low, unit) : low + unit * (high - low);
      return Math.clamp(value, low, high);
    }

    @Override
    public boolean contains(Object value) {
      return value instanceof Double number && low <= number && number <= high;
    }

    @Override
    public Interval cell(Object value) {
      double number = (Double) ParameterValues.require(this, value);
      double unit =
          low == high
              ? 0.5
              : logScale
                  ? Math.log(number / low) / Math.log(high / low)
                  : (number - low) / (high - low);
      double clamped = Math.clamp(unit, 0.0, 1.0);
      return new Interval(clamped, clamped);
    }

    @Override
    public String toString() {
      return ParameterValues.text(
          this, "real [%s, %s]%s".formatted(low, high, logScale ? " on a log scale" : ""));
    }
  }

  /** A whole number, uniform or log-uniform (then each value weighs as its half-way interval). */
  record Int(String name, int low, int high, boolean logScale, List<Condition> conditions)
      implements Parameter {
    public Int {
      Names.require("a parameter", name);
      if (low > high) {
        throw new IllegalArgumentException(
            "parameter '%s' needs bounds low <= high, but has %d and %d"
                .formatted(name, low, high));
      }
      if (logScale && low < 1) {
        throw new IllegalArgumentException(
            "parameter '%s' on a log scale needs a lower bound of at least 1, but has %d"
                .formatted(name, low));
      }
      conditions = List.copyOf(conditions);
    }

    /** This parameter on a logarithmic scale; its lower bound must be at least 1. */
    public Int log() {
      return new Int(name, low, high, true, conditions);
    }

    @Override
    public Int when(String parent, Object... values) {
      return new Int(name, low, high, logScale, ParameterValues.and(conditions, parent, values));
    }

    @Override
    public long size() {
      return (long) high - low + 1;
    }

    @Override
    public Integer at(double unit) {
      double edge = low - 0.5;
      double value = logScale ? edge * Math.pow((high + 0.5) / edge, unit) : edge + unit * size();
      return (int) Math.clamp(Math.floor(value + 0.5), low, high);
    }

    @Override
    public boolean contains(Object value) {
      return value instanceof Integer number && low <= number && number <= high;
    }

    @Override
    public Interval cell(Object value) {
      int number = (Integer) ParameterValues.require(this, value);
      double offset = (double) number - low;
      if (!logScale) {
        return new Interval(offset / size(), (offset + 1) / size());
      }
      double edge = low - 0.5;
      double width = Math.log((high + 0.5) / edge);
      return new Interval(
          Math.log((number - 0.5) / edge) / width, Math.log((number + 0.5) / edge) / width);
    }

    @Override
    public String toString() {
      return ParameterValues.text(
          this, "integer [%d, %d]%s".formatted(low, high, logScale ? " on a log scale" : ""));
    }
  }

  /** One of several values in order, evenly apart. */
  record Ordinal(String name, List<Object> values, List<Condition> conditions)
      implements Parameter {
    public Ordinal {
      Names.require("a parameter", name);
      values = ParameterValues.distinct("parameter", name, values);
      conditions = List.copyOf(conditions);
    }

    @Override
    public Ordinal when(String parent, Object... parentValues) {
      return new Ordinal(name, values, ParameterValues.and(conditions, parent, parentValues));
    }

    @Override
    public long size() {
      return values.size();
    }

    @Override
    public Object at(double unit) {
      return ParameterValues.at(values, unit);
    }

    @Override
    public boolean contains(Object value) {
      return values.contains(value);
    }

    @Override
    public Interval cell(Object value) {
      return ParameterValues.cell(values, ParameterValues.require(this, value));
    }

    @Override
    public String toString() {
      return ParameterValues.text(this, "ordinal " + ParameterValues.text(values));
    }
  }

  /** One of several values without order. */
  record Categorical(String name, List<Object> values, List<Condition> conditions)
      implements Parameter {
    public Categorical {
      Names.require("a parameter", name);
      values = ParameterValues.distinct("parameter", name, values);
      conditions = List.copyOf(conditions);
    }

    @Override
    public Categorical when(String parent, Object... parentValues) {
      return new Categorical(name, values, ParameterValues.and(conditions, parent, parentValues));
    }

    @Override
    public long size() {
      return values.size();
    }

    @Override
    public Object at(double unit) {
      return ParameterValues.at(values, unit);
    }

    @Override
    public boolean contains(Object value) {
      return values.contains(value);
    }

    @Override
    public Interval cell(Object value) {
      return ParameterValues.cell(values, ParameterValues.require(this, value));
    }

    @Override
    public boolean ordered() {
      return false;
    }

    @Override
    public String toString() {
      return ParameterValues.text(this, "one of " + ParameterValues.text(values));
    }
  }
}
