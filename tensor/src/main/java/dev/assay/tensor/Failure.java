package dev.assay.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns libtorch's exceptions into one sentence that names the operation and the shapes. */
final class Failure {
  private static final int LONGEST_REASON = 300;

  private Failure() {}

  /** What to throw for an exception of libtorch; an exception of ours is handed back as it is. */
  static RuntimeException of(String operation, RuntimeException cause, Tensor... operands) {
    for (Tensor operand : operands) {
      if (operand.pointer().isNull()) {
        return new IllegalStateException(
            operation + ": a tensor was used after it, or its scope, was closed.");
      }
    }
    String message = cause.getMessage();
    // JavaCPP throws std::exception as a RuntimeException itself, never as one of its subclasses.
    if (cause.getClass() != RuntimeException.class || message == null) {
      return cause;
    }
    return new IllegalArgumentException(
        operation + describe(operands) + ": " + reason(message), cause);
  }

  private static String describe(Tensor... operands) {
    if (operands.length == 0) {
      return "";
    }
    boolean oneType = Stream.of(operands).map(Tensor::dtype).distinct().count() == 1;
    return Stream.of(operands)
        .map(t -> Arrays.toString(t.shape()) + (oneType ? "" : " " + t.dtype()))
        .collect(Collectors.joining(" and ", " of ", ""));
  }

  /** The first sentence of libtorch's message, without the C++ stack that may follow it. */
  private static String reason(String message) {
    int stack = message.indexOf("\nException raised from ");
    String text =
        (stack < 0 ? message : message.substring(0, stack)).strip().replaceAll("\\s+", " ");
    if (text.length() > LONGEST_REASON) {
      text = text.substring(0, LONGEST_REASON) + "...";
    }
    return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? text : text + ".";
  }
}
