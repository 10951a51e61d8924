package dev.assay.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the kinds of parameters share. */
final class ParameterValues {
  private ParameterValues() {}

  /** The values as a configuration holds them, so that they compare equal to its settings. */
  static List<Object> distinct(String what, String name, List<Object> values) {
    List<Object> normal =
        values.stream().map(value -> Configuration.of(name, value).settings().get(name)).toList();
    if (normal.isEmpty() || normal.stream().distinct().count() < normal.size()) {
      throw new IllegalArgumentException(
          "%s '%s' needs at least one value and none twice, but has %s"
              .formatted(what, name, values));
    }
    return normal;
  }

  /** Texts are quoted, so that equal texts mean equal values. */
  static String text(List<Object> values) {
    return values.stream()
        .map(value -> value instanceof String text ? Json.write(text) : value.toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static List<Parameter.Condition> and(
      List<Parameter.Condition> conditions, String parent, Object... values) {
    List<Parameter.Condition> more = new ArrayList<>(conditions);
    more.add(new Parameter.Condition(parent, Arrays.asList(values)));
    return more;
  }

  static Object at(List<Object> values, double unit) {
    return values.get(Math.clamp((long) (unit * values.size()), 0, values.size() - 1));
  }

  static Interval cell(List<Object> values, Object value) {
    double index = values.indexOf(value);
    return new Interval(index / values.size(), (index + 1) / values.size());
  }

  static Object require(Parameter parameter, Object value) {
    if (!parameter.contains(value)) {
      throw new IllegalArgumentException(
          "%s is no value of parameter %s".formatted(value, parameter));
    }
    return value;
  }

  static String text(Parameter parameter, String kind) {
    String conditions =
        parameter.conditions().stream()
            .map(Parameter.Condition::toString)
            .collect(Collectors.joining(" and "));
    return parameter.name() + ": " + kind + (conditions.isEmpty() ? "" : " where " + conditions);
  }
}
