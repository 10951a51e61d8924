package dev.assay.hub.web;

import dev.assay.hub.runs.RunLauncher;
import dev.assay.lab.Board;
import dev.assay.lab.Claim;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Objective;
import dev.assay.lab.Outcome;
import dev.assay.lab.Plan;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Scale;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import java.util.List;
import java.util.Locale;

/** Three claims, and a worker that plays a run of two. */
public final class SampleReproduction implements Reproduction {
  private final Study study =
      Study.of("sample", 1)
          .workload((configuration, seed) -> Outcome.of("rate", 1))
          .arm("symmetric", Configuration.of("k", 5.0))
          .arm("asymmetric", Configuration.of("k", 5.0))
          .plan(Tier.SMOKE, Plan.seeds(3, 3))
          .plan(Tier.QUICK, Plan.seeds(5, 12))
          .build();

  @Override
  public String paper() {
    return "2310.01769";
  }

  @Override
  public String title() {
    return "How Over-Parameterization Slows Down Gradient Descent in Matrix Sensing";
  }

  @Override
  public String overview() {
    return "A sample: symmetric and asymmetric gradient descent on a small matrix.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        claim("C1", "Symmetric gradient descent is <slow>: its error falls as 1/T².", Scale.SMALL),
        claim("C2", "Asymmetric gradient descent is linear.", Scale.MECHANISM),
        claim("C10", "The same at ten times the size.", Scale.MECHANISM));
  }

  @Override
  public List<String> differences() {
    return List.of("The matrices are smaller.");
  }

  @Override
  public List<Board> boards() {
    return List.of(Board.of("sampling", "a small matrix", Objective.maximize("rate"), study));
  }

  private Claim claim(String id, String statement, Scale scale) {
    return new Claim(
        id,
        statement,
        "exponent 2",
        "Theorem 1",
        scale,
        study,
        Expectation.mean(
            Contrast.difference("rate", "asymmetric", "symmetric"),
            Interval.between(1.8, 2.2),
            "the theorem"));
  }

  /** Prints the events of a run of {@code seeds} seeds and {@code end}, a pause between each. */
  public static RunLauncher worker(int seeds, String pause, String end) {
    StringBuilder script = new StringBuilder();
    say(script, "{'type':'started','claims':['C1','C2'],'tier':'quick','total':24}", pause);
    for (int seed = 1; seed <= seeds; seed++) {
      say(
          script,
          "{'type':'trial-finished','arm':'symmetric','seed':%d,'cached':%b,'done':%d,'total':24}"
              .formatted(seed, seed < 3, seed),
          pause);
      double half = 0.9 / seed;
      double estimate = 2.02 + (seed % 2 == 0 ? 0.2 : -0.17) / seed;
      say(
          script,
          String.format(
              Locale.ROOT,
              "{'type':'evidence','claim':'C1','seeds':%d,'estimate':%s,'low':%s,'high':%s,"
                  + "'regionLow':1.8,'regionHigh':2.2}",
              seed,
              estimate,
              seed == 1 ? "null" : Double.toString(estimate - half),
              seed == 1 ? "null" : Double.toString(estimate + half)),
          pause);
    }
    if (end.isEmpty()) {
      say(
          script,
          "{'type':'verdict','claim':'C1','verdict':'REPRODUCED','explanation':'Reproduced: the"
              + " interval [1.9, 2.1] lies wholly in the predicted region [1.8, 2.2].'}",
          pause);
      say(script, "{'type':'finished','records':[]}", pause);
    }
    script.append(end);
    return request -> new ProcessBuilder("sh", "-c", script.toString()).start();
  }

  private static void say(StringBuilder script, String event, String pause) {
    script
        .append("echo '")
        .append(event.replace('\'', '"'))
        .append("'; sleep ")
        .append(pause)
        .append(";\n");
  }
}
