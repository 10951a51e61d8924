package dev.assay.hub.discussion;

import org.commonmark.node.CustomBlock;

/** Maths on lines of its own, its delimiters included. */
final class MathsBlock extends CustomBlock {
  private String source = "";

  String source() {
    return source;
  }

  void setSource(String text) {
    source = text;
  }
}
