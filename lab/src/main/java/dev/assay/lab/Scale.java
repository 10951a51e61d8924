package dev.assay.lab;

/** How near a run is to the paper's own setting. */
public enum Scale {
  /** The paper's own setting. */
  PAPER,
  /** The same algorithm and comparison, smaller. */
  SMALL,
  /** Only the effect behind the claim. */
  MECHANISM
}
