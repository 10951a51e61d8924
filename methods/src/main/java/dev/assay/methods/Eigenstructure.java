package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * A learning task as a kernel sees it: the kernel's eigenvalues lambda_i over the inputs'
 * distribution, and the squared coefficients v_i^2 of the target in its eigenfunctions.
 *
 * <p>Modes of one eigenvalue may stand together as a group, with their number (which need not be
 * whole) and the sum of their squared coefficients. So a spectrum of infinitely many modes takes
 * some hundred groups.
 */
public final class Eigenstructure {
  /** Modes of a power law that stand alone; beyond, a sum is an integral, to about 1e-8. */
  private static final int ALONE = 1000;

  /** How far the integral goes, in units of log i; what lies beyond is one group. */
  private static final int PANELS = 30;

  private static final int NODES = 8;

  private final double[] eigenvalues;
  private final double[] counts;
  private final double[] powers;

  private Eigenstructure(double[] eigenvalues, double[] counts, double[] powers) {
    this.eigenvalues = eigenvalues;
    this.counts = counts;
    this.powers = powers;
  }

  /**
   * A task of finitely many modes.
   *
   * @param eigenvalues lambda (m), positive
   * @param squaredCoefficients v^2 (m), at least 0
   */
  public static Eigenstructure of(double[] eigenvalues, double[] squaredCoefficients) {
    if (eigenvalues.length == 0 || eigenvalues.length != squaredCoefficients.length) {
      throw new IllegalArgumentException(
          "A task needs one squared coefficient for each eigenvalue and at least one of them, not "
              + squaredCoefficients.length
              + " for "
              + eigenvalues.length
              + ".");
    }
    for (int i = 0; i < eigenvalues.length; i++) {
      Require.positive("Each eigenvalue", eigenvalues[i]);
      Require.notNegative("Each squared coefficient", squaredCoefficients[i]);
    }
    double[] ones = new double[eigenvalues.length];
    Arrays.fill(ones, 1);
    return new Eigenstructure(eigenvalues.clone(), ones, squaredCoefficients.clone());
  }

  /**
   * The first modes of a power law: {@code lambda_i = i^-alpha}, {@code v_i^2 = i^-beta}. With
   * exponents near 1 much of the task lies beyond any number of them.
   *
   * @param alpha positive
   * @param beta positive
   * @param modes at least 1
   */
  public static Eigenstructure powerLaw(double alpha, double beta, int modes) {
    Require.positive("alpha", alpha);
    Require.positive("beta", beta);
    double[] eigenvalues = new double[Require.positive("modes", modes)];
    double[] powers = new double[modes];
    for (int i = 0; i < modes; i++) {
      eigenvalues[i] = Math.pow(i + 1, -alpha);
      powers[i] = Math.pow(i + 1, -beta);
    }
    return of(eigenvalues, powers);
  }

  /**
   * All infinitely many modes of a power law.
   *
   * @param alpha above 1
   * @param beta above 1
   */
  public static Eigenstructure powerLaw(double alpha, double beta) {
    if (!(alpha > 1 && beta > 1) || Double.isInfinite(alpha) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException(
          "Infinitely many modes need alpha and beta above 1 and finite, not "
              + alpha
              + " and "
              + beta
              + ".");
    }
    int groups = ALONE + PANELS * NODES + 1;
    double[] eigenvalues = new double[groups];
    double[] counts = new double[groups];
    double[] powers = new double[groups];
    for (int i = 0; i < ALONE; i++) {
      eigenvalues[i] = Math.pow(i + 1, -alpha);
      counts[i] = 1;
      powers[i] = Math.pow(i + 1, -beta);
    }
    // A sum over i > m is the integral from m + 1/2, here over log i.
    double start = Math.log(ALONE + 0.5);
    int group = ALONE;
    for (int panel = 0; panel < PANELS; panel++) {
      GaussIntegrator rule =
          new GaussIntegratorFactory().legendre(NODES, start + panel, start + panel + 1);
      for (int node = 0; node < NODES; node++) {
        double logI = rule.getPoint(node);
        eigenvalues[group] = Math.exp(-alpha * logI);
        counts[group] = rule.getWeight(node) * Math.exp(logI);
        powers[group++] = rule.getWeight(node) * Math.exp((1 - beta) * logI);
      }
    }
    // Beyond, no eigenvalue is ever learnt from: only the sums matter.
    double end = start + PANELS;
    eigenvalues[group] = Math.exp(-alpha * end);
    counts[group] = Math.exp(end) / (alpha - 1);
    powers[group] = Math.exp((1 - beta) * end) / (beta - 1);
    return new Eigenstructure(eigenvalues, counts, powers);
  }

  /**
   * The task of a finite population of inputs, all equally likely: the eigenvalues of {@code kernel
   * / n}, and the targets' squared coefficients in its eigenvectors, summed over outputs. Modes
   * whose eigenvalue is 0 up to rounding are given the smallest positive one that is not.
   *
   * @param kernel (n x n), symmetric and positive semi-definite
   * @param targets (n) or (n x outputs)
   */
  public static Eigenstructure of(Tensor kernel, Tensor targets) {
    try (TensorScope _ = TensorScope.open()) {
      int n = kernel.size(0);
      LinearAlgebra.Eigen eigen = LinearAlgebra.eigh(kernel);
      double[] values = eigen.values().toDoubleArray();
      double[] powers =
          eigen
              .vectors()
              .transpose()
              .matmul(targets.reshape(n, -1))
              .square()
              .sum(1)
              .div(n)
              .toDoubleArray();
      double least = values[n - 1] * n * Math.ulp(1.0);
      if (values[0] < -least) {
        throw new IllegalArgumentException(
            "A kernel must be positive semi-definite, the least eigenvalue is " + values[0] + ".");
      }
      double[] eigenvalues = new double[n];
      double[] descending = new double[n];
      for (int i = 0; i < n; i++) {
        eigenvalues[i] = Math.max(values[n - 1 - i], least) / n;
        descending[i] = powers[n - 1 - i];
      }
      return of(eigenvalues, descending);
    }
  }

  /** The number of modes; where there is no end to them, a number beyond all samples. */
  public double modes() {
    return Arrays.stream(counts).sum();
  }

  /** The sum of all eigenvalues: the kernel's mean diagonal. */
  public double trace() {
    return sum((eigenvalue, count, _) -> count * eigenvalue);
  }

  /** The sum of all squared coefficients: the error of the answer 0. */
  public double power() {
    return sum((_, _, power) -> power);
  }

  /** One group's part of a sum. */
  @FunctionalInterface
  interface Term {
    double of(double eigenvalue, double count, double power);
  }

  /** The sum over all groups. */
  double sum(Term term) {
    double sum = 0;
    for (int i = 0; i < eigenvalues.length; i++) {
      sum += term.of(eigenvalues[i], counts[i], powers[i]);
    }
    return sum;
  }

  @Override
  public String toString() {
    return "Eigenstructure(modes=%.6g, trace=%.6g, power=%.6g)"
        .formatted(modes(), trace(), power());
  }
}
