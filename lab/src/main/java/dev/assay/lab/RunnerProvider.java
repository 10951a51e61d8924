package dev.assay.lab;

/**
 * Opens runners of other machines by their address. Found through {@link java.util.ServiceLoader},
 * so that a jar on the class path adds a way to run trials.
 */
public interface RunnerProvider {
  /** Whether {@code address}, such as {@code spark://host:7077}, is of its kind. */
  boolean accepts(String address);

  /**
   * A runner at {@code address}, which closes all that it opened.
   *
   * @throws TrialNotRun where nothing answers there
   */
  Runner open(String address);
}
