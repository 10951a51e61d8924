import dev.assay.lab.*;
import dev.assay.lab.report.HtmlReport;
import dev.assay.lab.tune.RandomSampler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Does heavy-ball momentum halve what plain gradient descent leaves, when both are tuned? */
public final class Momentum {
  public static void main(String[] arguments) throws Exception {
    Parameter step = Parameter.real("step", 1e-4, 10).log();
    Study study =
        Study.of("momentum", 1)
            .workload(Momentum::descend)
            .arm("plain", Configuration.of("momentum", 0), SearchSpace.of(step))
            .arm("heavy ball", Configuration.empty(), SearchSpace.of(step, Parameter.real("momentum", 0, 0.99)))
            .tuning(new RandomSampler(), Objective.minimize("loss"))
            .worst("loss", 1)
            .plan(Tier.QUICK, Plan.seeds(5, 30).tuning(40, 2))
            .build();
    Claim claim =
        Claim.own("C1", "Momentum at least halves the loss", study,
            Expectation.mean(Contrast.logRatio("loss", "heavy ball", "plain"), Interval.atMost(Math.log(0.5)), "less would not be worth a second hyperparameter"));
    try (Runner runner = new ThreadRunner(2)) {
      List<ClaimRecord> records = ClaimRun.of("momentum", List.of(claim)).run(runner, Clock.systemUTC());
      System.out.println(records.getFirst().verdict().explain());
      Path report = Path.of(arguments.length > 0 ? arguments[0] : "momentum.html");
      Files.writeString(report, HtmlReport.of("Momentum", records));
      System.out.println("Report: " + report);
    }
  }

  /** The loss after 200 steps on a quadratic of 50 dimensions with condition number 1,000, over its start. */
  private static Outcome descend(Configuration configuration, Seed seed) {
    double[] x = seed.random("start").doubles(50, -1, 1).toArray();
    double[] v = new double[50];
    double start = loss(x);
    for (int t = 0; t < 200; t++) {
      for (int i = 0; i < 50; i++) {
        v[i] = configuration.real("momentum") * v[i] - configuration.real("step") * curvature(i) * x[i];
        x[i] += v[i];
      }
    }
    return Outcome.of("loss", Math.min(1, loss(x) / start));
  }

  private static double curvature(int i) {
    return Math.pow(1000, i / 49.0) / 1000;
  }

  private static double loss(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += curvature(i) * x[i] * x[i] / 2;
    }
    return sum;
  }
}
