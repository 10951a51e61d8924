package dev.assay.lab;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Chooses an arm's configuration by the study's sampler: the one whose objective is best in the
 * mean over the plan's tuning seeds.
 *
 * <p>A pure function of the study, the tier, the arm, the first seed and the trials' outcomes, so a
 * record's choice can be followed from its trials.
 */
final class ArmTuner {
  /** Trials told late: part of protocol 1, so that any number of processors makes the same ones. */
  private static final int PARALLELISM = 4;

  private final Study study;
  private final Tier tier;
  private final long firstSeed;

  ArmTuner(Study study, Tier tier, long firstSeed) {
    this.study = study;
    this.tier = tier;
    this.firstSeed = firstSeed;
  }

  /**
   * Tune {@code arm}, which must have a search space.
   *
   * @param begin begins trials, as {@link Runner#submit} does
   * @return a point of the arm's space; the first proposal where all have failed, so that the
   *     failure shows in the test plan too
   */
  Configuration tune(Arm arm, Function<List<Trial>, List<CompletableFuture<Outcome>>> begin) {
    TuningPlan tuning = study.tuning().orElseThrow();
    Tuning found =
        Tuner.of(arm.space().orElseThrow(), tuning.sampler(), tuning.objective())
            .trials(study.plan(tier).tuningTrials())
            .parallelism(PARALLELISM)
            .tune(
                new TuningSeed(firstSeed),
                (proposal, progress) -> {
                  List<CompletableFuture<Outcome>> parts =
                      begin.apply(trials(arm, proposal.configuration()));
                  return CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
                      .thenApply(done -> mean(parts));
                });
    return found.entries().stream()
        .filter(entry -> Double.isFinite(tuning.objective().score(entry.outcome())))
        .findFirst()
        .map(any -> found.best())
        .orElse(found.entries().getFirst())
        .proposal()
        .configuration();
  }

  private List<Trial> trials(Arm arm, Configuration proposed) {
    return IntStream.range(0, study.plan(tier).tuningSeeds())
        .mapToObj(i -> Trial.of(study, tier, arm, proposed, new TuningSeed(firstSeed + i)))
        .toList();
  }

  /** The objective's mean; a failure where one trial failed without a worst value to count with. */
  private Outcome mean(List<CompletableFuture<Outcome>> parts) {
    String metric = study.tuning().orElseThrow().objective().metric();
    double sum = 0;
    for (CompletableFuture<Outcome> part : parts) {
      sum += study.metric(part.join(), metric);
    }
    double mean = sum / parts.size();
    return Double.isFinite(mean)
        ? Outcome.of(metric, mean)
        : Outcome.failed("the mean %s of its seeds is not finite".formatted(metric));
  }
}
