package dev.assay.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A claim of many short trials, each of which writes down that it begins. */
public final class KilledPaper implements Reproduction {
  /** The system property that names the file each trial adds a line to; without it none does. */
  static final String LOG = "dev.assay.killed.log";

  private static final int MILLIS = 60;

  private static final Study STUDY =
      Study.of("killed", 1)
          .workload(KilledPaper::run)
          .arm("method", Configuration.of("shift", 0.6))
          .arm("baseline", Configuration.of("shift", 0.0))
          .plan(Tier.SMOKE, Plan.seeds(40, 40))
          .plan(Tier.FULL, Plan.seeds(400, 400))
          .build();

  private static Outcome run(Configuration configuration, Seed seed) throws Exception {
    String log = System.getProperty(LOG);
    if (log != null) {
      Files.writeString(
          Path.of(log),
          "%s %d%n".formatted(configuration, seed.value()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      Thread.sleep(MILLIS);
    }
    double noise = seed.random("noise of " + configuration).nextGaussian();
    return Outcome.of("score", configuration.real("shift") + 0.5 * noise);
  }

  /** The line that {@code trial} writes when it begins. */
  static String line(Trial trial) {
    return trial.configuration() + " " + trial.seed().value();
  }

  @Override
  public String paper() {
    return "0000.00001";
  }

  @Override
  public String title() {
    return "What is killed and goes on";
  }

  @Override
  public String overview() {
    return "";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        new Claim(
            "C1",
            "the method scores more",
            "0.6",
            "here",
            Scale.MECHANISM,
            STUDY,
            Expectation.mean(
                Contrast.difference("score", "method", "baseline"),
                Interval.atLeast(0.1),
                "by construction")));
  }

  @Override
  public List<String> differences() {
    return List.of();
  }
}
