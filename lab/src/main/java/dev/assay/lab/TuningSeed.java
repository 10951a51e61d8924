package dev.assay.lab;

/** A seed that an arm's configuration is chosen by; never one that evidence is made of. */
public record TuningSeed(long value) implements Seed {
  public TuningSeed {
    Seed.require(value);
  }

  @Override
  public String label() {
    return "tuning " + value;
  }
}
