package dev.assay.hub.web;

import dev.assay.hub.catalogue.ArxivId;

/** Addresses at arXiv. */
final class Arxiv {
  private Arxiv() {}

  static String abs(ArxivId id) {
    return "https://arxiv.org/abs/" + id.value();
  }

  static String pdf(ArxivId id) {
    return "https://arxiv.org/pdf/" + id.value();
  }
}
