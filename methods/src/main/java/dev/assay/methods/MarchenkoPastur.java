package dev.assay.methods;

import java.util.function.DoubleUnaryOperator;

/**
 * The limiting spectrum of X X^T, for X (n x p) with independent entries of variance 1/n and p/n
 * near a load a.
 *
 * <p>Marchenko, Pastur. Distribution of eigenvalues for some sets of random matrices. Mathematics
 * of the USSR-Sbornik 1(4), 1967:
 *
 * <pre>
 *   density  sqrt((l+ - l)(l - l-)) / (2 pi l)   on [l-, l+],   l+- = (1 +- sqrt(a))^2
 *   and a mass of max(0, 1 - a) at 0
 * </pre>
 *
 * The mean is a. The covariance divided by p in place of n has these eigenvalues over a.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>Nothing known; the normalisation is that of Advani, Saxe and Sompolinsky.
 * </ol>
 */
public final class MarchenkoPastur {
  private static final int NODES = 4096;

  private final double load;

  /**
   * The law of a load.
   *
   * @param load a, positive: examples over dimensions
   */
  public MarchenkoPastur(double load) {
    this.load = Require.positive("The load", load);
  }

  /** The least eigenvalue that is not 0; 0 at a load of 1. */
  public double low() {
    double root = 1 - Math.sqrt(load);
    return root * root;
  }

  /** The largest eigenvalue. */
  public double high() {
    double root = 1 + Math.sqrt(load);
    return root * root;
  }

  /** The part of eigenvalues that are 0. */
  public double zeros() {
    return Math.max(0, 1 - load);
  }

  /** The density at an eigenvalue, without the mass at 0. */
  public double density(double eigenvalue) {
    double inside = (high() - eigenvalue) * (eigenvalue - low());
    return inside <= 0 ? 0 : Math.sqrt(inside) / (2 * Math.PI * eigenvalue);
  }

  /** The part of eigenvalues up to this one. */
  public double distribution(double eigenvalue) {
    if (eigenvalue <= low()) {
      return eigenvalue < 0 ? 0 : zeros();
    }
    double cosine = (2 * eigenvalue - high() - low()) / (high() - low());
    return zeros() + integral(_ -> 1, Math.acos(Math.clamp(cosine, -1, 1)));
  }

  /**
   * The mean of a function over the law.
   *
   * @param function smooth on the support, finite at 0 where the load is below 1
   */
  public double mean(DoubleUnaryOperator function) {
    return (zeros() == 0 ? 0 : zeros() * function.applyAsDouble(0)) + integral(function);
  }

  /** The function times the density, without the mass at 0. */
  double integral(DoubleUnaryOperator function) {
    return integral(function, 0);
  }

  /**
   * With an eigenvalue of {@code middle + half cos(theta)} the roots are {@code half sin(theta)}:
   * nodes at equal angles integrate to all digits, and lie as close towards 0 as a load of 1 needs.
   */
  private double integral(DoubleUnaryOperator function, double fromAngle) {
    double middle = (high() + low()) / 2;
    double half = (high() - low()) / 2;
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      double theta = fromAngle + (Math.PI - fromAngle) * (i + 0.5) / NODES;
      double eigenvalue = middle + half * Math.cos(theta);
      double root = half * Math.sin(theta);
      // At a load of 1 an eigenvalue near 0 may round to 0, where the quotient has this limit.
      double quotient = eigenvalue > 0 ? root * root / eigenvalue : 2 * half;
      sum += quotient * function.applyAsDouble(eigenvalue);
    }
    return sum * (Math.PI - fromAngle) / (2 * Math.PI * NODES);
  }

  @Override
  public String toString() {
    return "MarchenkoPastur(load=" + load + ")";
  }
}
