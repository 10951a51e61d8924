package dev.assay.lab;

import java.util.List;

/**
 * Decides whether a trial is worth going on with, from what it has reported so far.
 *
 * <p>A pure function of the reports it is given. Reported values are such that smaller is better.
 */
public interface Pruner {
  /**
   * Whether {@code trial} should stop after its latest report.
   *
   * @param ended the reports of the trials that had ended when {@code trial} began, in order of
   *     their numbers; those that were stopped or failed are among them
   */
  boolean prunes(Reports trial, List<Reports> ended);

  /** Lets every trial run to its end. */
  static Pruner none() {
    return new Pruner() {
      @Override
      public boolean prunes(Reports trial, List<Reports> ended) {
        return false;
      }

      @Override
      public String toString() {
        return "no pruner";
      }
    };
  }
}
