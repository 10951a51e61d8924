package dev.assay.lab;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configurations a tuner may propose: the product of {@link Parameter parameters}, less those
 * whose conditions do not hold.
 *
 * <pre>
 *   SearchSpace.of(
 *       Parameter.real("rate", 1e-5, 1).log(),
 *       Parameter.integer("depth", 1, 3),
 *       Parameter.categorical("optimizer", "sgd", "adam"),
 *       Parameter.real("momentum", 0, 0.99).when("optimizer", "sgd"))
 * </pre>
 *
 * <p>A point is a {@link Configuration} that holds exactly the active parameters. As a vector it
 * has one coordinate a parameter, in [0, 1], and {@code NaN} where the parameter is inactive.
 */
public final class SearchSpace {
  private final List<Parameter> parameters;
  private final Map<String, Integer> positions = new HashMap<>();

  private SearchSpace(List<Parameter> parameters) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      for (Parameter.Condition condition : parameter.conditions()) {
        Parameter parent = named.get(condition.parent());
        if (parent == null) {
          throw new IllegalArgumentException(
              "the condition of parameter '%s' names '%s', which must stand before it: %s do"
                  .formatted(parameter.name(), condition.parent(), named.keySet()));
        }
        condition.values().forEach(value -> ParameterValues.require(parent, value));
      }
      positions.put(parameter.name(), named.size());
      if (named.put(parameter.name(), parameter) != null) {
        throw new IllegalArgumentException(
            "a search space has two parameters named '%s'".formatted(parameter.name()));
      }
    }
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("a search space needs at least one parameter");
    }
    this.parameters = List.copyOf(parameters);
  }

  /** The space of {@code parameters}; a condition may only name a parameter before its own. */
  public static SearchSpace of(Parameter... parameters) {
    return new SearchSpace(Arrays.asList(parameters));
  }

  /** The space of {@code parameters}; a condition may only name a parameter before its own. */
  public static SearchSpace of(List<Parameter> parameters) {
    return new SearchSpace(parameters);
  }

  /** The parameters, in their order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** How many parameters there are. */
  public int dimensions() {
    return parameters.size();
  }

  /** Whether any parameter is conditional. */
  public boolean conditional() {
    return parameters.stream().anyMatch(parameter -> !parameter.conditions().isEmpty());
  }

  /** Whether {@code parameter} is active given the settings before it. */
  public boolean active(Parameter parameter, Configuration configuration) {
    return parameter.conditions().stream().allMatch(condition -> condition.holds(configuration));
  }

  /**
   * The configuration at {@code units}: one number in [0, 1] a parameter, in order; those of
   * inactive parameters are not looked at.
   */
  public Configuration configuration(double[] units) {
    requireLength(units);
    TreeMap<String, Object> settings = new TreeMap<>();
    for (int i = 0; i < units.length; i++) {
      Parameter parameter = parameters.get(i);
      if (active(parameter, settings)) {
        settings.put(parameter.name(), parameter.at(requireUnit(parameter, units[i])));
      }
    }
    return new Configuration(settings);
  }

  /** The coordinates of {@code configuration}, {@code NaN} where a parameter is inactive. */
  public double[] units(Configuration configuration) {
    require(configuration);
    double[] units = new double[parameters.size()];
    for (int i = 0; i < units.length; i++) {
      Parameter parameter = parameters.get(i);
      Object value = configuration.settings().get(parameter.name());
      units[i] = value == null ? Double.NaN : parameter.unit(value);
    }
    return units;
  }

  /**
   * Whether {@code configuration} has exactly the active parameters, each with one of its values.
   */
  public boolean contains(Configuration configuration) {
    int active = 0;
    for (Parameter parameter : parameters) {
      if (active(parameter, configuration)) {
        Object value = configuration.settings().get(parameter.name());
        if (value == null || !parameter.contains(value)) {
          return false;
        }
        active++;
      }
    }
    return active == configuration.settings().size();
  }

  /**
   * The coordinates of the configuration at {@code units}: those of discrete parameters moved to
   * the middle of their cells, those of inactive ones {@code NaN}.
   */
  public double[] snapped(double[] units) {
    requireLength(units);
    double[] snapped = new double[units.length];
    for (int i = 0; i < units.length; i++) {
      Parameter parameter = parameters.get(i);
      snapped[i] = Double.NaN;
      if (active(parameter, snapped)) {
        double unit = requireUnit(parameter, units[i]);
        snapped[i] = parameter.size() == Long.MAX_VALUE ? unit : parameter.unit(parameter.at(unit));
      }
    }
    return snapped;
  }

  private boolean active(Parameter parameter, double[] units) {
    for (Parameter.Condition condition : parameter.conditions()) {
      int parent = positions.getOrDefault(condition.parent(), -1);
      if (Double.isNaN(units[parent])
          || !condition.values().contains(parameters.get(parent).at(units[parent]))) {
        return false;
      }
    }
    return true;
  }

  private static double requireUnit(Parameter parameter, double unit) {
    if (!(unit >= 0 && unit <= 1)) {
      throw new IllegalArgumentException(
          "the coordinate of parameter '%s' must lie in [0, 1], but is %s"
              .formatted(parameter.name(), unit));
    }
    return unit;
  }

  /** Refuse a configuration that is not in the space. */
  public void require(Configuration configuration) {
    if (!contains(configuration)) {
      throw new IllegalArgumentException(
          "configuration %s does not lie in the search space %s".formatted(configuration, this));
    }
  }

  private static boolean active(Parameter parameter, Map<String, Object> settings) {
    for (Parameter.Condition condition : parameter.conditions()) {
      Object value = settings.get(condition.parent());
      if (value == null || !condition.values().contains(value)) {
        return false;
      }
    }
    return true;
  }

  private void requireLength(double[] units) {
    if (units.length != parameters.size()) {
      throw new IllegalArgumentException(
          "a point of this space has %d coordinates, but got %d"
              .formatted(parameters.size(), units.length));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SearchSpace space && parameters.equals(space.parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  /** The parameters in their order; equal texts mean equal spaces. */
  @Override
  public String toString() {
    return parameters.toString();
  }
}
