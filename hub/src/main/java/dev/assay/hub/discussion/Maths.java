package dev.assay.hub.discussion;

import org.commonmark.node.CustomNode;

/** Maths within a line, its delimiters included. */
final class Maths extends CustomNode {
  private final String source;

  Maths(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }
}
