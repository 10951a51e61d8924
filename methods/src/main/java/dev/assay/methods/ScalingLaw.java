package dev.assay.methods;

/** Predicts a language model's loss from its size and the number of tokens it is trained on. */
public interface ScalingLaw {
  /**
   * The predicted loss in nats a token.
   *
   * @param parameters the model's parameters N, positive
   * @param tokens the training tokens D, positive
   */
  double loss(double parameters, double tokens);
}
