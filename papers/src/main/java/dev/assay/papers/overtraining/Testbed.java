package dev.assay.papers.overtraining;

import dev.assay.data.Datasets;
import dev.assay.data.ScalingTestbed;
import dev.assay.data.ScalingTestbed.Run;
import dev.assay.methods.ScalingLaw;
import dev.assay.methods.TrainedModels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The released models of one training set, and which of them the paper fits and predicts. */
record Testbed(List<Run> runs) {
  static final String C4 = "C4";
  static final String RED_PAJAMA = "RedPajama";
  static final String REFINED_WEB = "RefinedWeb";
  static final List<String> SETS = List.of(RED_PAJAMA, C4, REFINED_WEB);

  /** The tasks of the paper's average of 17. */
  static final List<String> TASKS_17 =
      List.of(
          "arc_easy",
          "bigbench_cs_algorithms",
          "bigbench_dyck_languages",
          "bigbench_novel_concepts",
          "bigbench_operators",
          "bigbench_qa_wikidata",
          "boolq",
          "commonsense_qa",
          "copa",
          "coqa",
          "hellaswag",
          "hellaswag_zeroshot",
          "lambada_openai",
          "piqa",
          "pubmed_qa_labeled",
          "squad",
          "winograd");

  private static final Map<Double, String> SIZES =
      Map.of(
          10_569_312.0, "11M",
          78_914_048.0, "79M",
          153_677_376.0, "154M",
          411_616_256.0, "411M",
          1_439_795_200.0, "1.4B",
          6_889_410_560.0, "6.9B");

  static Testbed of(String trainingSet) {
    ScalingTestbed all = Datasets.scalingTestbed().load();
    return new Testbed(
        all.runs().stream().filter(run -> run.trainingSet().equals(trainingSet)).toList());
  }

  static String size(Run run) {
    return SIZES.getOrDefault(run.parameters(), Double.toString(run.parameters()));
  }

  /** Such as {@code 1.4B at M = 640}. */
  static String name(Run run) {
    return "%s at M = %d".formatted(size(run), Math.round(run.tokensPerParameter()));
  }

  static boolean isLarge(Run run) {
    return run.parameters() > 1e9;
  }

  /** The paper's five: 20 tokens a parameter below 1B, and the smallest model at 320. */
  List<Run> five() {
    return runs.stream()
        .filter(
            run ->
                !isLarge(run)
                    && (run.tokensPerParameter() == 20
                        || (size(run).equals("11M") && run.tokensPerParameter() == 320)))
        .toList();
  }

  /** The five and 1.4B at 20 tokens a parameter: what the error law is fitted to. */
  List<Run> six() {
    return runs.stream()
        .filter(
            run ->
                five().contains(run)
                    || (size(run).equals("1.4B") && run.tokensPerParameter() == 20))
        .toList();
  }

  /** Runs that cost no more than the dearest of the five, not under-trained. */
  List<Run> cheap() {
    double dearest = five().stream().mapToDouble(Run::flops).max().orElseThrow();
    return runs.stream()
        .filter(run -> run.flops() <= dearest && run.tokensPerParameter() >= 20)
        .toList();
  }

  /** The most over-trained 1.4B model. */
  Run target14() {
    return runs.stream()
        .filter(run -> size(run).equals("1.4B"))
        .max(Comparator.comparingDouble(Run::tokens))
        .orElseThrow();
  }

  /** The 6.9B model. */
  Run target69() {
    return runs.stream().filter(run -> size(run).equals("6.9B")).findFirst().orElseThrow();
  }

  /** All but the five. */
  List<Run> heldOut() {
    List<Run> five = five();
    return runs.stream().filter(run -> !five.contains(run)).toList();
  }

  static TrainedModels models(List<Run> runs, String validationSet) {
    return new TrainedModels(
        runs.stream().mapToDouble(Run::parameters).toArray(),
        runs.stream().mapToDouble(Run::tokens).toArray(),
        runs.stream().mapToDouble(run -> run.loss(validationSet)).toArray());
  }

  static double flops(List<Run> runs) {
    return runs.stream().mapToDouble(Run::flops).sum();
  }

  static double predicted(ScalingLaw law, Run run) {
    return law.loss(run.parameters(), run.tokens());
  }

  /** |predicted - measured| / measured, in percent. */
  static double percent(double predicted, double measured) {
    return 100 * Math.abs(predicted - measured) / measured;
  }
}
