package dev.assay.data.format;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an ONNX file says of a network's weights: the arrays it holds and the graph that uses them.
 * Attributes, subgraphs and arrays in other files are not read.
 *
 * @param initializers the arrays by name; they lie in the file's memory
 * @param nodes the operations in the file's order
 */
public record OnnxModel(SortedMap<String, NdArray> initializers, List<Node> nodes) {
  private static final String BIAS = ".bias";

  public OnnxModel {
    initializers = Collections.unmodifiableSortedMap(new TreeMap<>(initializers));
    nodes = List.copyOf(nodes);
  }

  /** An operation and the names of the values it takes and gives. */
  public record Node(String operator, List<String> inputs, List<String> outputs) {
    public Node {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * Reads a whole file.
   *
   * @throws MalformedDataException where it is no ONNX model or an array is not as long as it says
   */
  public static OnnxModel read(MemorySegment file) {
    Protobuf model = new Protobuf("ONNX", file);
    SortedMap<String, NdArray> initializers = new TreeMap<>();
    List<Node> nodes = new ArrayList<>();
    boolean graphSeen = false;
    while (model.next()) {
      if (model.field() == 7) {
        graphSeen = true;
        readGraph(model.message(), initializers, nodes);
      }
    }
    if (!graphSeen) {
      throw model.malformed("it holds no graph");
    }
    return new OnnxModel(initializers, nodes);
  }

  private static void readGraph(
      Protobuf graph, SortedMap<String, NdArray> initializers, List<Node> nodes) {
    while (graph.next()) {
      if (graph.field() == 1) {
        nodes.add(readNode(graph.message()));
      } else if (graph.field() == 5) {
        OnnxTensor tensor = OnnxTensor.read(graph.message());
        if (initializers.put(tensor.name(), tensor.array()) != null) {
          throw graph.malformed("it holds " + tensor.name() + " twice");
        }
      }
    }
  }

  private static Node readNode(Protobuf node) {
    List<String> inputs = new ArrayList<>(2);
    List<String> outputs = new ArrayList<>(1);
    String operator = "";
    while (node.next()) {
      switch (node.field()) {
        case 1 -> inputs.add(node.text());
        case 2 -> outputs.add(node.text());
        case 4 -> operator = node.text();
        default -> {}
      }
    }
    return new Node(operator, inputs, outputs);
  }

  /**
   * The floating-point arrays under the names and in the shapes that PyTorch gave them. Its
   * exporter keeps most names but folds the transpose of a linear layer's weight into the array,
   * which then has a number for a name. Such an array is the second factor of a {@code MatMul}
   * whose product meets {@code x.bias} in an {@code Add}: it is transposed back to (out x in) and
   * called {@code x.weight}. An array that no bias names keeps its name and its shape.
   */
  public SortedMap<String, NdArray> stateDictionary() {
    Map<String, String> factorOfProduct = new HashMap<>();
    for (Node node : nodes) {
      if (node.operator().equals("MatMul")
          && node.inputs().size() == 2
          && node.outputs().size() == 1) {
        factorOfProduct.put(node.outputs().getFirst(), node.inputs().getLast());
      }
    }
    SortedMap<String, NdArray> state = new TreeMap<>();
    Set<String> renamed = new HashSet<>();
    for (Node node : nodes) {
      if (node.operator().equals("Add") && node.inputs().size() == 2) {
        for (int i = 0; i < 2; i++) {
          String bias = node.inputs().get(i);
          String factor = factorOfProduct.get(node.inputs().get(1 - i));
          NdArray weight = factor == null ? null : initializers.get(factor);
          if (weight != null && weight.shape().length == 2 && isBias(bias)) {
            String name = bias.substring(0, bias.length() - BIAS.length()) + ".weight";
            if (!initializers.containsKey(name)) {
              state.put(name, weight.transpose());
              renamed.add(factor);
            }
          }
        }
      }
    }
    initializers.forEach(
        (name, array) -> {
          if (!array.type().isInteger() && !renamed.contains(name)) {
            state.put(name, array);
          }
        });
    return Collections.unmodifiableSortedMap(state);
  }

  private boolean isBias(String name) {
    return name.endsWith(BIAS) && initializers.containsKey(name);
  }
}
