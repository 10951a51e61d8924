package dev.assay.hub.discussion;

import org.commonmark.node.CustomNode;

/** A person's name behind an {@code @}. */
final class Mention extends CustomNode {
  private final String name;

  Mention(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }
}
