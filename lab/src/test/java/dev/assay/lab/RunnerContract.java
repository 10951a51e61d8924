package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Runner} must do: inherit this class and give it a runner. Workers in other
 * processes need {@link ContractStudies#announce} on their class path.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class RunnerContract {
  @TempDir protected Path folder;

  /** A fresh runner of {@code parallelism} trials at once. */
  protected abstract Runner runner(int parallelism) throws Exception;

  @Test
  void givesTheOutcomesInTheOrderOfTheTrialsToTheLastBit() throws Exception {
    List<Trial> trials =
        LongStream.range(0, 5).mapToObj(seed -> ContractStudies.trial("measure", seed)).toList();
    try (Runner runner = runner(2)) {
      List<CompletableFuture<Outcome>> futures = runner.submit(trials);
      for (int i = 0; i < trials.size(); i++) {
        Trial trial = trials.get(i);
        assertThat(futures.get(i).get().withCost(Cost.NOT_MEASURED))
            .isEqualTo(trial.study().workload().run(trial.configuration(), trial.seed()));
      }
    }
  }

  @Test
  void measuresTheTimeOfEachTrial() throws Exception {
    try (Runner runner = runner(1)) {
      Cost cost = runner.submit(List.of(sleep(0, Duration.ofMillis(120)))).getFirst().get().cost();
      assertThat(cost.wallSeconds().orElseThrow()).isBetween(0.12, 10.0);
    }
  }

  @Test
  void aTrialThatMisbehavesFailsAloneAndSaysWhy() throws Exception {
    try (Runner runner = runner(1)) {
      List<String> failures =
          runner
              .submit(
                  Stream.of("throw", "assert", "overflow", "nothing", "print", "measure")
                      .map(arm -> ContractStudies.trial(arm, 0))
                      .toList())
              .stream()
              .map(CompletableFuture::join)
              .map(outcome -> String.valueOf(outcome.failure()))
              .toList();
      assertThat(failures)
          .containsExactly(
              "IllegalStateException: no luck",
              "AssertionError: not so",
              "StackOverflowError",
              "the workload returned no outcome",
              "null",
              "null");
    }
  }

  @Test
  void aTrialThatTheMachineLacksSomethingForHasNoOutcome() throws Exception {
    try (Runner runner = runner(1)) {
      List<CompletableFuture<Outcome>> futures =
          runner.submit(
              List.of(ContractStudies.trial("lack", 0), ContractStudies.trial("measure", 0)));
      assertThatThrownBy(futures.getFirst()::join)
          .hasCauseInstanceOf(TrialNotRun.class)
          .hasMessageContaining("the table is not here");
      assertThat(futures.getLast().join().failure()).isNull();
    }
  }

  @Test
  void aCancelledTrialIsNotBegun() throws Exception {
    Runner runner = runner(1);
    List<CompletableFuture<Outcome>> futures;
    try (runner) {
      futures = runner.submit(List.of(sleep(0, Duration.ofMillis(400)), sleep(1, Duration.ZERO)));
      awaitSleepers(1);
      futures.getLast().cancel(false);
    }
    assertThat(futures.getFirst()).isCompletedWithValueMatching(slept -> slept.failure() == null);
    assertThat(ContractStudies.sleepers(log())).hasSize(1);
  }

  @Test
  void aCloseWaitsForWhatHasBegunAndCancelsTheRest() throws Exception {
    List<CompletableFuture<Outcome>> futures;
    try (Runner runner = runner(1)) {
      futures =
          runner.submit(
              List.of(
                  sleep(0, Duration.ofMillis(400)),
                  sleep(1, Duration.ZERO),
                  sleep(2, Duration.ZERO)));
      awaitSleepers(1);
    }
    assertThat(futures.getFirst()).isCompletedWithValueMatching(slept -> slept.failure() == null);
    assertThat(futures.subList(1, 3)).allMatch(CompletableFuture::isCancelled);
    assertThat(ContractStudies.sleepers(log())).hasSize(1);
  }

  @Test
  void givesTheRecordThatOneThreadGives() throws Exception {
    ClaimRecord expected;
    try (Runner thread = new ThreadRunner(1)) {
      expected = record(thread, folder.resolve("expected"));
    }
    try (Runner runner = runner(3)) {
      assertThat(withoutCosts(record(runner, folder.resolve("actual"))))
          .isEqualTo(withoutCosts(expected));
    }
    assertThat(expected.verdict().kind()).isEqualTo(Verdict.Kind.REPRODUCED);
  }

  private static String withoutCosts(ClaimRecord record) {
    return Json.pretty(record).replaceAll("\"cost\" : \\{[^}]*}", "");
  }

  private Path log() {
    return folder.resolve("sleepers");
  }

  private Trial sleep(long seed, Duration duration) {
    return ContractStudies.sleep(log(), seed, duration, duration);
  }

  private void awaitSleepers(int count) throws InterruptedException {
    while (ContractStudies.sleepers(log()).size() < count) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static ClaimRecord record(Runner runner, Path trials) {
    return ClaimRun.of("0000.00000", List.of(ContractStudies.CLAIM))
        .tier(Tier.SMOKE)
        .store(new FileTrialStore(trials))
        .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
        .getFirst();
  }
}
