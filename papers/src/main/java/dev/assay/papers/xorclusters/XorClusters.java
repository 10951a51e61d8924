package dev.assay.papers.xorclusters;

import dev.assay.data.XorClusterData;
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
import dev.assay.methods.GrokkingTrace;
import dev.assay.methods.SpanGradientDescent;
import dev.assay.tensor.TensorScope;
import java.util.List;

/**
 * Xu, Wang, Frei, Vardi and Hu, "Benign Overfitting and Grokking in ReLU Networks for XOR Cluster
 * Data", arXiv 2310.02541.
 *
 * <p>A two-layer ReLU network fits noisy labels of four XOR clusters after one step of gradient
 * descent, and learns the clusters some steps later without giving the noise up.
 */
public final class XorClusters implements Reproduction {
  private static final String MAIN = "main";
  private static final String WEAK = "signal 100";

  private static final Configuration BASE =
      Configuration.of("n", 400)
          .with("p", 20000)
          .with("signal", 500)
          .with("flip", 0.1)
          .with("init", 1e-8)
          .with("width", 1000)
          .with("steps", 20)
          .with("test", 2000);

  private final Study study =
      Study.of("xor-clusters", 1)
          .workload(XorClusters::train)
          .arm(MAIN, BASE)
          .arm(WEAK, BASE.with("p", 40000).with("signal", 100))
          .plan(Tier.SMOKE, Plan.seeds(3, 3))
          .plan(Tier.QUICK, Plan.seeds(5, 10))
          .plan(Tier.FULL, Plan.seeds(10, 30))
          .build();

  private static Outcome train(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.open()) {
      int p = configuration.integer("p");
      int steps = configuration.integer("steps");
      XorClusterData data =
          XorClusterData.reduced(
              configuration.integer("n"),
              p,
              configuration.real("signal"),
              configuration.real("flip"),
              seed.number("data"));
      SpanGradientDescent descent =
          new SpanGradientDescent(
              1.0 / p, configuration.real("init"), configuration.integer("width"));
      GrokkingTrace trace =
          GrokkingTrace.record(
              descent, data, steps, configuration.integer("test"), seed.number("training"));
      double[] t = new double[steps];
      double[] train = new double[steps];
      double[] test = new double[steps];
      double worstTrain = 1;
      for (int i = 0; i < steps; i++) {
        GrokkingTrace.Point point = trace.at(i + 1);
        t[i] = i + 1;
        train[i] = point.trainAccuracy();
        test[i] = point.testAccuracy();
        worstTrain = Math.min(worstTrain, train[i]);
      }
      GrokkingTrace.Point first = trace.at(1);
      GrokkingTrace.Point last = trace.at(steps);
      return Outcome.of("train accuracy at 1", first.trainAccuracy())
          .with("test accuracy at 1", first.testAccuracy())
          .with("agreement with the linear rule at 1", first.linearAgreement())
          .with("lowest train accuracy", worstTrain)
          .with("clean agreement at the end", last.cleanAgreement())
          .with("test accuracy at the end", last.testAccuracy())
          .with("noisy test accuracy at the end", last.noisyTestAccuracy())
          .with("alignment at 1", first.positiveAlignment())
          .with("alignment at the end", last.positiveAlignment())
          .with("negative alignment at the end", last.negativeAlignment())
          .withCurve("train accuracy", t, train)
          .withCurve("test accuracy, clean labels", t, test);
    }
  }

  @Override
  public String paper() {
    return "2310.02541";
  }

  @Override
  public String title() {
    return "Benign Overfitting and Grokking in ReLU Networks for XOR Cluster Data";
  }

  @Override
  public String overview() {
    return "Full-batch gradient descent on a two-layer ReLU network of 1,000 neurons, 400 examples in"
        + " 20,000 dimensions, a tenth of the labels flipped. The descent is computed exactly in"
        + " the span of the examples.";
  }

  @Override
  public List<Claim> claims() {
    String pilot = "set before the run from a pilot in another implementation";
    return List.of(
        claim(
            "C1a",
            "After one step every training label is fitted, the flipped ones too.",
            "100 %",
            "main theorem, t = 1",
            Expectation.exact(
                Contrast.metric("train accuracy at 1", MAIN), Interval.atLeast(1), 0, pilot)),
        claim(
            "C1b",
            "After one step the test accuracy is that of a guess.",
            "1/2, within n^-delta (exponent unverified)",
            "main theorem, t = 1",
            Expectation.exact(
                Contrast.metric("test accuracy at 1", MAIN),
                Interval.between(0.44, 0.56),
                0,
                pilot)),
        claim(
            "C2",
            "The network after one step acts as a linear classifier.",
            "a linear rule",
            "analysis of the first step",
            Expectation.mean(
                Contrast.metric("agreement with the linear rule at 1", MAIN),
                Interval.atLeast(0.9),
                pilot)),
        claim(
            "C3",
            "Every training label stays fitted at all later steps (here, to step 20).",
            "100 % up to t = sqrt(n) (exponent unverified)",
            "main theorem",
            Expectation.exact(
                Contrast.metric("lowest train accuracy", MAIN), Interval.atLeast(1), 0, pilot)),
        claim(
            "C4a",
            "Some steps later the accuracy against clean labels is nearly perfect.",
            "tends to 1",
            "main theorem, generalization",
            Expectation.mean(
                Contrast.metric("test accuracy at the end", MAIN), Interval.atLeast(0.99), pilot)),
        claim(
            "C4b",
            "The accuracy against noisy labels is the best possible, 1 - eta.",
            "test error between eta and eta + exp(-Omega(.))",
            "main theorem, generalization",
            Expectation.mean(
                Contrast.metric("noisy test accuracy at the end", MAIN),
                Interval.between(0.88, 0.92),
                pilot)),
        claim(
            "C5",
            "Later, neurons of positive output align with the positive clusters only: the ratio of"
                + " their mean alignments grows.",
            "alignment with one direction only",
            "mechanism",
            Expectation.mean(
                Contrast.metric("alignment at the end", MAIN), Interval.atLeast(3), pilot)),
        claim(
            "T1",
            "Control: with a weak signal the labels are fitted and the clusters are not learned.",
            "not in the paper",
            "our control",
            Expectation.mean(
                Contrast.metric("test accuracy at the end", WEAK), Interval.atMost(0.75), pilot)));
  }

  private Claim claim(
      String id, String statement, String paperSays, String where, Expectation expectation) {
    return new Claim(id, statement, paperSays, where, Scale.SMALL, study, expectation);
  }

  @Override
  public List<String> differences() {
    return List.of(
        "n = 400, p = 20,000 and |mu|^2 = 500 lie outside the theorem's regime (p >= C n^5.02): this is"
            + " evidence for the phenomenon, not for the theorem's constants.",
        "The step size is 1/p, n times what the theorem permits.",
        "The sizes of the paper's own figures are unverified.");
  }

  @Override
  public List<String> untested() {
    return List.of("Probability 1 - o(1) and the constants C: a finite run cannot show them.");
  }
}
