package dev.assay.lab;

/** One method with its configuration: the method under test and every baseline are arms. */
public record Arm(String name, Configuration configuration) {
  public Arm {
    Names.require("an arm", name);
  }
}
