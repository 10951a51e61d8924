package dev.assay.app;

import dev.assay.lab.Claim;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Outcome;
import dev.assay.lab.Plan;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Scale;
import dev.assay.lab.Seed;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A paper of the tests' own whose trials take their time and nothing else. */
public final class SlowPaper implements Reproduction {
  static final String ID = "9901.00001";
  static final int TRIALS = 40;

  /** The property that names a file; where it is set, no trial ends before the file is there. */
  static final String GATE = "assay.test.gate";

  private final Study study =
      Study.of("slow", 1)
          .workload(SlowPaper::sleep)
          .arm("one", Configuration.of("value", 1.0))
          .arm("two", Configuration.of("value", 2.0))
          .plan(Tier.SMOKE, Plan.seeds(2, 2).with("millis", 1))
          .plan(Tier.QUICK, Plan.seeds(TRIALS / 2, TRIALS / 2).with("millis", 60))
          .build();

  private static Outcome sleep(Configuration configuration, Seed seed) throws InterruptedException {
    Thread.sleep(configuration.integer("millis"));
    String gate = System.getProperty(GATE);
    while (gate != null && !Files.exists(Path.of(gate))) {
      Thread.sleep(20);
    }
    return Outcome.of("value", configuration.real("value"));
  }

  @Override
  public String paper() {
    return ID;
  }

  @Override
  public String title() {
    return "A Slow Paper";
  }

  @Override
  public String overview() {
    return "Two arms that sleep.";
  }

  @Override
  public List<String> differences() {
    return List.of();
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        new Claim(
            "C1",
            "Two is one more than one.",
            "1",
            "everywhere",
            Scale.PAPER,
            study,
            Expectation.exact(
                Contrast.difference("value", "two", "one"),
                Interval.between(0.5, 1.5),
                0,
                "arithmetic")));
  }
}
