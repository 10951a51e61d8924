package dev.assay.lab.stats;

/** A curve that may be fitted to points. */
public enum CurveModel {
  /** {@code a + b x}. */
  LINE("a + b x", 2, false, true),
  /** {@code a x^b}, for x above 0. */
  POWER_LAW("a x^b", 2, true, false),
  /** {@code a x^b + c}, for x above 0: the form of most scaling laws. */
  POWER_LAW_WITH_OFFSET("a x^b + c", 3, true, true),
  /** {@code a e^(b x)}. */
  EXPONENTIAL("a e^(b x)", 2, false, false),
  /** {@code a e^(b x) + c}. */
  EXPONENTIAL_WITH_OFFSET("a e^(b x) + c", 3, false, true);

  private final String formula;
  private final int parameters;
  private final boolean logarithmic;
  private final boolean offset;

  CurveModel(String formula, int parameters, boolean logarithmic, boolean offset) {
    this.formula = formula;
    this.parameters = parameters;
    this.logarithmic = logarithmic;
    this.offset = offset;
  }

  /** The curve in words, such as {@code a x^b + c}. */
  public String formula() {
    return formula;
  }

  /** How many parameters are fitted: a, b and, with an offset, c. */
  public int parameters() {
    return parameters;
  }

  /** Whether the curve is an exponential in log x. */
  boolean logarithmic() {
    return logarithmic;
  }

  /** Whether a constant is added to what b bends. */
  boolean offset() {
    return offset;
  }
}
