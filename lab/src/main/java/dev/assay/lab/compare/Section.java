package dev.assay.lab.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML file, whose mistakes are told with their line. */
final class Section {
  private static final int MAX_CHARACTERS = 1 << 20;

  private final String file;
  private final String name;
  private final Node node;
  private final Map<String, Node> entries = new LinkedHashMap<>();

  private Section(String file, String name, Node node) {
    this.file = file;
    this.name = name;
    this.node = node;
    if (!(node instanceof MappingNode mapping)) {
      throw mistake(node, "%s must be a mapping of names to values".formatted(name));
    }
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw mistake(entry.getKeyNode(), "a name in %s must be a text".formatted(name));
      }
      if (entries.put(key.getValue(), entry.getValueNode()) != null) {
        throw mistake(key, "%s has '%s' twice".formatted(name, key.getValue()));
      }
    }
  }

  /** The one document in {@code text}, which came from {@code path}. */
  static Section parse(Path path, String text) {
    String file = path.getFileName().toString();
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(MAX_CHARACTERS)
            .setMaxAliasesForCollections(20)
            .build();
    try {
      Node root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new StudyFileException(file + " is empty."));
      return new Section(file, "the file", root);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new StudyFileException(
          "%s, line %d: this is no YAML: %s.".formatted(file, line, e.getProblem()));
    } catch (YamlEngineException e) {
      throw new StudyFileException("%s is no YAML: %s.".formatted(file, e.getMessage()));
    }
  }

  /** Refuse every name that is not among {@code known}. */
  void only(Set<String> known) {
    entries.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw mistake(
                value,
                "%s has no '%s': it takes %s".formatted(name, key, String.join(", ", known)));
          }
        });
  }

  Set<String> names() {
    return entries.keySet();
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** A mistake in the value of {@code key}. */
  StudyFileException mistake(String key, String what) {
    return mistake(entries.getOrDefault(key, node), what);
  }

  private StudyFileException mistake(Node at, String what) {
    int line = at.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new StudyFileException("%s, line %d: %s.".formatted(file, line, what));
  }

  private Node require(String key) {
    Node value = entries.get(key);
    if (value == null) {
      throw mistake(node, "%s needs '%s'".formatted(name, key));
    }
    return value;
  }

  Section section(String key) {
    return new Section(file, "'" + key + "'", require(key));
  }

  Optional<Section> optionalSection(String key) {
    return has(key) ? Optional.of(section(key)) : Optional.empty();
  }

  boolean isSection(String key) {
    return entries.get(key) instanceof MappingNode;
  }

  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    for (Node each : sequence(key)) {
      sections.add(new Section(file, "an entry of '" + key + "'", each));
    }
    return sections;
  }

  String text(String key) {
    return scalar(key, require(key)).getValue();
  }

  boolean isList(String key) {
    return entries.get(key) instanceof SequenceNode;
  }

  List<String> texts(String key) {
    return sequence(key).stream().map(each -> scalar(key, each).getValue()).toList();
  }

  /** The values of a list: numbers, truth values and texts. */
  List<Object> values(String key) {
    return sequence(key).stream().map(each -> value(key, each)).toList();
  }

  /** A number, truth value or text. */
  Object value(String key) {
    return value(key, require(key));
  }

  double number(String key) {
    if (value(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw mistake(key, "'%s' must be a number, but is '%s'".formatted(key, text(key)));
  }

  int whole(String key, int least) {
    double number = number(key);
    if (number != Math.rint(number) || number < least || number > 1_000_000_000) {
      throw mistake(
          key,
          "'%s' must be a whole number of at least %d, but is %s".formatted(key, least, text(key)));
    }
    return (int) number;
  }

  private List<Node> sequence(String key) {
    if (require(key) instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw mistake(key, "'%s' must be a list".formatted(key));
  }

  private ScalarNode scalar(String key, Node value) {
    if (value instanceof ScalarNode scalar) {
      return scalar;
    }
    throw mistake(value, "'%s' must be a single value".formatted(key));
  }

  private Object value(String key, Node of) {
    ScalarNode scalar = scalar(key, of);
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.INT)) {
      try {
        return Integer.valueOf(text);
      } catch (NumberFormatException e) {
        throw mistake(of, "'%s' must be a whole number of 32 bits, but is %s".formatted(key, text));
      }
    }
    if (scalar.getTag().equals(Tag.FLOAT)) {
      double number;
      try {
        number = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw mistake(of, "'%s' must be a finite number, but is %s".formatted(key, text));
      }
      if (!Double.isFinite(number)) {
        throw mistake(of, "'%s' must be a finite number, but is %s".formatted(key, text));
      }
      return number;
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    return text;
  }
}
