package dev.assay.lab;

import java.util.Optional;

/**
 * One method: the method under test and every baseline are arms.
 *
 * @param configuration the settings that are fixed, because the paper fixes them
 * @param space the settings that are tuned, by protocol with the same number of trials in every
 *     arm; empty where nothing is
 */
public record Arm(String name, Configuration configuration, Optional<SearchSpace> space) {
  public Arm {
    Names.require("an arm", name);
  }
}
