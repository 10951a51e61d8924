package dev.assay.methods;

/** One of two worlds in which the same sample and hypothesis are equally likely. */
public enum World {
  /** What the algorithm is made for: its hypothesis is the truth. */
  KIND,
  /** Where the truth is anything that agrees with the sample. */
  INDIFFERENT
}
