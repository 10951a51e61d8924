package dev.assay.lab.compare;

import dev.assay.lab.Configuration;
import dev.assay.lab.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command with {@code {placeholders}}: each stands for a setting of the trial's configuration, or
 * for its seed.
 *
 * <p>It is run without a shell, and a setting is put into its own argument, so no value can become
 * a second command.
 */
record CommandTemplate(List<String> arguments) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  CommandTemplate {
    arguments = List.copyOf(arguments);
    if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
      throw new IllegalArgumentException("a command needs at least the name of a program");
    }
  }

  /** The template in {@code line}: words between spaces; quotes hold a word together. */
  static CommandTemplate of(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          words.add(matcher.group(group));
        }
      }
    }
    return new CommandTemplate(words);
  }

  /** The placeholders' names. */
  Set<String> placeholders() {
    Set<String> names = new TreeSet<>();
    for (String argument : arguments) {
      Matcher matcher = PLACEHOLDER.matcher(argument);
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  /** The arguments of a trial. */
  List<String> fill(Configuration configuration, Seed seed) {
    return arguments.stream()
        .map(
            argument ->
                PLACEHOLDER
                    .matcher(argument)
                    .replaceAll(
                        match ->
                            Matcher.quoteReplacement(value(match.group(1), configuration, seed))))
        .toList();
  }

  private static String value(String name, Configuration configuration, Seed seed) {
    if (name.equals("seed")) {
      return Integer.toString(CommandWorkload.number(seed));
    }
    Object value = configuration.settings().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the command has {%s}, but the configuration is %s".formatted(name, configuration));
    }
    return value.toString();
  }
}
