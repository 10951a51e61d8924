package dev.assay.hub.curation;

import dev.assay.hub.catalogue.ArxivId;

/** Says whether others have made something of a paper that its submitter must not take away. */
@FunctionalInterface
public interface Attention {
  /** Whether anybody but {@code person} has. */
  boolean has(ArxivId paper, long person);
}
