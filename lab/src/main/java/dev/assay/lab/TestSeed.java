package dev.assay.lab;

/** A seed that evidence is made of. */
public record TestSeed(long value) implements Seed {
  public TestSeed {
    Seed.require(value);
  }

  @Override
  public String label() {
    return Long.toString(value);
  }
}
