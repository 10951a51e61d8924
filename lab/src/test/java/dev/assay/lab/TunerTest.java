package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.tune.RandomSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TunerTest {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", -1, 1));

  /** Proposes, as x, a number made of the trials that it was told. */
  private static final Sampler RECALL =
      (space, _, _) ->
          new Sampler.Search() {
            private int asked;
            private final List<String> told = new ArrayList<>();

            @Override
            public Proposal ask() {
              double x = (told.toString().hashCode() & 0xffff) / 65536.0;
              return Proposal.of(asked++, Configuration.of("x", x));
            }

            @Override
            public void tell(int trial, double... scores) {
              told.add(trial + "=" + scores[0]);
            }
          };

  private static Outcome square(Proposal proposal) {
    return Outcome.of("loss", Math.pow(proposal.configuration().real("x"), 2));
  }

  @Test
  void findsTheSmallestOrTheLargest() {
    Evaluation squares = (proposal, _) -> CompletableFuture.completedFuture(square(proposal));
    Tuner small = Tuner.of(SPACE, new RandomSampler(), Objective.minimize("loss")).trials(200);
    Tuner large = Tuner.of(SPACE, new RandomSampler(), Objective.maximize("loss")).trials(200);
    double[] losses =
        small.tune(new TuningSeed(1), squares).entries().stream()
            .mapToDouble(entry -> entry.outcome().metrics().get("loss"))
            .sorted()
            .toArray();
    assertThat(small.tune(new TuningSeed(1), squares).best().outcome().metrics())
        .containsEntry("loss", losses[0]);
    assertThat(large.tune(new TuningSeed(1), squares).best().outcome().metrics())
        .containsEntry("loss", losses[199]);
  }

  @Test
  void makesEachProposalFromTheResultsThatThePlanSays() {
    List<String> seen = new ArrayList<>();
    Sampler spy =
        (space, _, _) ->
            new Sampler.Search() {
              private int asked;
              private int told;

              @Override
              public Proposal ask() {
                seen.add(asked + " after " + told);
                return Proposal.of(asked++, Configuration.of("x", 0.0));
              }

              @Override
              public void tell(int trial, double... scores) {
                assertThat(trial).isEqualTo(told++);
              }
            };
    Tuner.of(SPACE, spy, Objective.minimize("loss"))
        .trials(5)
        .parallelism(3)
        .tune(new TuningSeed(1), (p, _) -> CompletableFuture.completedFuture(square(p)));
    assertThat(seen)
        .containsExactly("0 after 0", "1 after 0", "2 after 0", "3 after 1", "4 after 2");
  }

  @Test
  void makesTheSameTrialsWhateverTheirTiming() {
    Pruner worseThanAnyEnded =
        (trial, ended) ->
            ended.stream().anyMatch(other -> other.value(0) < trial.value(trial.size() - 1));
    List<List<Tuning.Entry>> runs = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      try (ExecutorService threads = Executors.newFixedThreadPool(2 + run)) {
        runs.add(
            Tuner.of(SPACE, RECALL, Objective.minimize("loss"))
                .trials(40)
                .parallelism(5)
                .pruner(worseThanAnyEnded)
                .tune(
                    new TuningSeed(1),
                    Evaluation.on(
                        threads,
                        (proposal, progress) -> {
                          Thread.sleep(ThreadLocalRandom.current().nextInt(3));
                          boolean stop = progress.report(1, square(proposal).metrics().get("loss"));
                          return square(proposal).with("stopped", stop ? 1 : 0);
                        }))
                .entries());
      }
    }
    assertThat(runs.stream().distinct().count()).isEqualTo(1);
    assertThat(runs.getFirst()).anyMatch(Tuning.Entry::stopped).anyMatch(e -> !e.stopped());
  }

  @Test
  void keepsFailedAndStoppedTrialsButNeverChoosesThem() {
    Tuning tuning =
        Tuner.of(SPACE, RECALL, Objective.minimize("loss"))
            .trials(4)
            .pruner((trial, _) -> trial.trial() == 1)
            .tune(
                new TuningSeed(1),
                Evaluation.on(
                    Runnable::run,
                    (proposal, progress) ->
                        switch (proposal.trial()) {
                          case 0 -> throw new IllegalStateException("boom");
                          case 1 -> Outcome.of("loss", progress.report(1, 5) ? -9 : 9);
                          case 2 -> Outcome.of("loss", Double.NaN);
                          default -> Outcome.of("loss", 3);
                        }));
    assertThat(tuning.entries().getFirst().outcome().failure())
        .isEqualTo("IllegalStateException: boom");
    assertThat(tuning.entries().get(1).stopped()).isTrue();
    assertThat(tuning.best().proposal().trial()).isEqualTo(3);
  }

  @Test
  void saysSoWhereEveryTrialFailed() {
    Tuning tuning =
        Tuner.of(SPACE, RECALL, Objective.minimize("loss"))
            .trials(2)
            .tune(
                new TuningSeed(1),
                (_, _) -> CompletableFuture.completedFuture(Outcome.failed("no memory")));
    assertThatThrownBy(tuning::best).hasMessage("none of 2 trials ended with a finite loss");
  }

  @Test
  void endsWhereTheRunnerBreaks() {
    List<CompletableFuture<Outcome>> futures =
        IntStream.range(0, 3).mapToObj(_ -> new CompletableFuture<Outcome>()).toList();
    futures.getFirst().completeExceptionally(new IllegalStateException("no worker"));
    Tuner tuner = Tuner.of(SPACE, RECALL, Objective.minimize("loss")).trials(9).parallelism(3);
    assertThatThrownBy(() -> tuner.tune(new TuningSeed(1), (p, _) -> futures.get(p.trial())))
        .hasRootCauseMessage("no worker");
    assertThat(futures).allMatch(CompletableFuture::isDone);
  }

  @Test
  void keepsWhatNoOtherTrialIsBetterThan() {
    double[][] scores = {{1, 5}, {2, 4}, {2, 5}, {3, 3}, {0, 9}, {3, 4}};
    Tuning tuning =
        Tuner.of(SPACE, RECALL, Objective.minimize("loss"), Objective.maximize("gain"))
            .trials(scores.length)
            .tune(
                new TuningSeed(1),
                (p, _) ->
                    CompletableFuture.completedFuture(
                        Outcome.of("loss", scores[p.trial()][0])
                            .with("gain", -scores[p.trial()][1])));
    assertThat(tuning.front().stream().map(entry -> entry.proposal().trial()))
        .containsExactly(0, 1, 3, 4);
  }

  @Test
  void choosesAmongTheLargestBudgetAndFollowsASchedule() {
    Configuration x = Configuration.of("x", 0.0);
    List<Proposal> plan =
        List.of(
            new Proposal(0, x, 0.5, OptionalInt.empty()),
            new Proposal(1, x, 0.5, OptionalInt.empty()),
            new Proposal(2, x, 1, OptionalInt.of(1)));
    Sampler planned =
        (space, _, _) ->
            new Sampler.Search() {
              private int asked;

              @Override
              public Proposal ask() {
                return plan.get(asked++);
              }

              @Override
              public void tell(int trial, double... scores) {}
            };
    Tuning tuning =
        Tuner.of(SPACE, planned, Objective.minimize("loss"))
            .trials(3)
            .tune(
                new TuningSeed(1),
                (p, _) -> CompletableFuture.completedFuture(Outcome.of("loss", p.trial())));
    assertThat(tuning.best().proposal()).isEqualTo(plan.get(2));
    assertThat(tuning.lineage(tuning.best()).stream().map(Tuning.Entry::proposal))
        .containsExactly(plan.get(1), plan.get(2));
  }

  @Test
  void refusesWhatCannotBeTunedAndSaysWhy() {
    assertThatThrownBy(() -> Tuner.of(SPACE, RECALL)).hasMessage("a tuner needs an objective");
    assertThatThrownBy(
            () -> Tuner.of(SPACE, RECALL, Objective.minimize("loss")).trials(9).parallelism(0))
        .hasMessage(
            "a tuner needs at least one trial and a parallelism of at least 1, but got 9 and 0");
    assertThatThrownBy(
            () ->
                Tuner.of(SPACE, RECALL, Objective.minimize("error"))
                    .tune(
                        new TuningSeed(1), (p, _) -> CompletableFuture.completedFuture(square(p))))
        .hasMessage("a trial has no metric 'error' to tune by: it has [loss]");
  }
}
