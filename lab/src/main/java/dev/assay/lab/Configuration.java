package dev.assay.lab;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named settings of an arm: numbers, texts and booleans.
 *
 * <p>Immutable; {@link #toString} is canonical (sorted by name), so equal configurations have equal
 * texts and trials can be keyed by them.
 */
public record Configuration(SortedMap<String, Object> settings) {
  private static final Configuration EMPTY = new Configuration(new TreeMap<>());

  public Configuration {
    TreeMap<String, Object> copy = new TreeMap<>();
    settings.forEach(
        (name, value) -> copy.put(Names.require("a setting", name), normal(name, value)));
    settings = Collections.unmodifiableSortedMap(copy);
  }

  /** No settings. */
  public static Configuration empty() {
    return EMPTY;
  }

  /** One setting; add others with {@link #with}. */
  public static Configuration of(String name, Object value) {
    return EMPTY.with(name, value);
  }

  /** This configuration with one setting added or replaced. */
  public Configuration with(String name, Object value) {
    TreeMap<String, Object> copy = new TreeMap<>(settings);
    copy.put(name, value);
    return new Configuration(copy);
  }

  /** This configuration with those of {@code other} added; {@code other} wins. */
  public Configuration with(Configuration other) {
    TreeMap<String, Object> copy = new TreeMap<>(settings);
    copy.putAll(other.settings);
    return new Configuration(copy);
  }

  /** The number under {@code name}. */
  public double real(String name) {
    return value(name, Number.class).doubleValue();
  }

  /** The whole number under {@code name}. */
  public int integer(String name) {
    double value = real(name);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "setting '%s' must be a whole number of 32 bits, but is %s".formatted(name, value));
    }
    return (int) value;
  }

  /** The text under {@code name}. */
  public String text(String name) {
    return value(name, String.class);
  }

  /** The truth value under {@code name}. */
  public boolean flag(String name) {
    return value(name, Boolean.class);
  }

  /** Whether {@code name} is set. */
  public boolean has(String name) {
    return settings.containsKey(name);
  }

  private <T> T value(String name, Class<T> type) {
    Object value = settings.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no setting '%s': the configuration has %s".formatted(name, settings.keySet()));
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "setting '%s' is %s, not a %s".formatted(name, value, type.getSimpleName()));
    }
    return type.cast(value);
  }

  private static Object normal(String name, Object value) {
    return switch (value) {
      case Integer i -> i;
      case Long l when l == l.intValue() -> l.intValue();
      case Long l -> l;
      case Number n when Double.isFinite(n.doubleValue()) -> n.doubleValue();
      case String s -> s;
      case Boolean b -> b;
      default ->
          throw new IllegalArgumentException(
              "setting '%s' must be a finite number, a text or a boolean, but is %s"
                  .formatted(name, value));
    };
  }

  /** The settings as {@code {a=1, b="x"}}, sorted by name. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (Map.Entry<String, Object> setting : settings.entrySet()) {
      if (text.length() > 1) {
        text.append(", ");
      }
      text.append(setting.getKey()).append('=').append(canonical(setting.getValue()));
    }
    return text.append('}').toString();
  }

  /** Texts are quoted: otherwise one could be written that looks like two settings. */
  private static String canonical(Object value) {
    return value instanceof String text ? Json.write(text) : value.toString();
  }
}
