package dev.assay.tensor.nn;

/** What a parameter is to its network. Optimizers, decay and adapters treat roles differently. */
public enum Role {
  /** A linear map or a convolution's kernel inside the network. */
  MATRIX,
  /** A table with a row for each token or position. */
  EMBEDDING,
  /** A bias, or a norm's weight. */
  VECTOR,
  /** The linear map to the outputs. */
  HEAD
}
