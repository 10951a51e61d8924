package dev.assay.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Configuration;
import dev.assay.lab.ContractStudies;
import dev.assay.lab.Cost;
import dev.assay.lab.Outcome;
import dev.assay.lab.Plan;
import dev.assay.lab.Runner;
import dev.assay.lab.RunnerContract;
import dev.assay.lab.Study;
import dev.assay.lab.TestSeed;
import dev.assay.lab.Tier;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialNotRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessRunnerTest extends RunnerContract {
  private WorkerSettings settings() throws Exception {
    return WorkerSettings.likeThisProcess()
        .withJvmOption("-XX:ErrorFile=" + folder.resolve("crash.log"))
        .withClassPath(ContractStudies.announce(folder.resolve("studies")));
  }

  @Override
  protected Runner runner(int parallelism) throws Exception {
    return new ProcessRunner(parallelism, settings());
  }

  private static Outcome run(Runner runner, String arm) {
    return runner.submit(List.of(ContractStudies.trial(arm, 0))).getFirst().join();
  }

  @Test
  void aCrashAnExitAndAHangAreFailedOutcomesAndTheNextTrialRuns() throws Exception {
    try (Runner runner = new ProcessRunner(1, settings().withTimeLimit(Duration.ofMillis(1500)))) {
      assertThat(run(runner, "exit").failure()).isEqualTo("the worker process died (exit 7)");
      assertThat(run(runner, "crash").failure())
          .isEqualTo("the worker process crashed in native code (SIGSEGV)");
      Outcome hung =
          runner
              .submit(
                  List.of(
                      ContractStudies.sleep(
                          folder.resolve("hung"), 0, Duration.ofDays(1), Duration.ZERO)))
              .getFirst()
              .join();
      assertThat(hung.failure()).isEqualTo("took longer than 1.5 s");
      assertThat(hung.cost().wallSeconds().orElseThrow()).isBetween(1.5, 10.0);
      assertThat(run(runner, "measure").failure()).isNull();
      assertThat(ContractStudies.sleepers(folder.resolve("hung")))
          .noneMatch(ProcessRunnerTest::isAlive);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is watched through /proc")
  void heapAndNativeMemoryAreLimited() throws Exception {
    try (Runner runner = new ProcessRunner(1, settings().withMemoryBytes(256 << 20))) {
      assertThat(run(runner, "measure").failure()).isNull();
      assertThat(run(runner, "heap").failure())
          .isEqualTo("needed more memory than the 256 MiB a worker may use");
      assertThat(run(runner, "memory").failure())
          .isEqualTo("needed more memory than the 256 MiB a worker may use");
      assertThat(run(runner, "measure").failure()).isNull();
    }
  }

  @Test
  void aFullHeapWithoutALimitIsNamed() throws Exception {
    try (Runner runner = new ProcessRunner(1, settings().withJvmOption("-Xmx48m"))) {
      assertThat(run(runner, "heap").failure()).isEqualTo("ran out of heap memory");
    }
  }

  @Test
  void aCrashInAUsedWorkerIsNotTakenForTheTrials() throws Exception {
    try (Runner runner = new ProcessRunner(1, settings())) {
      assertThat(run(runner, "measure").failure()).isNull();
      assertThat(run(runner, "spoilt").failure()).isNull();
    }
  }

  @Test
  void aKilledWorkersTrialIsRunAgain() throws Exception {
    Path file = folder.resolve("killed");
    try (Runner runner = new ProcessRunner(1, settings())) {
      CompletableFuture<Outcome> outcome =
          runner
              .submit(List.of(ContractStudies.sleep(file, 0, Duration.ofDays(1), Duration.ZERO)))
              .getFirst();
      kill(file, 1);
      assertThat(outcome.join().failure()).isNull();
      assertThat(ContractStudies.sleepers(file)).hasSize(2);
    }
  }

  @Test
  void aTrialWhoseWorkersAreAlwaysKilledHasNoOutcome() throws Exception {
    Path file = folder.resolve("killed");
    try (Runner runner = new ProcessRunner(1, settings())) {
      CompletableFuture<Outcome> outcome =
          runner
              .submit(
                  List.of(ContractStudies.sleep(file, 0, Duration.ofDays(1), Duration.ofDays(1))))
              .getFirst();
      for (int attempt = 1; attempt <= ProcessRunner.ATTEMPTS; attempt++) {
        kill(file, attempt);
      }
      assertThatThrownBy(outcome::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(TrialNotRun.class)
          .hasMessageContaining(
              "a trial of runner-contract@1, arm 'sleep', seed 0, was not run: the worker process was killed (exit 137), 3 times");
      assertThat(run(runner, "measure").failure()).isNull();
    }
  }

  @Test
  void aWorkerThatWasKilledWhileIdleIsReplaced() throws Exception {
    Path file = folder.resolve("idle");
    try (Runner runner = new ProcessRunner(1, settings())) {
      runner
          .submit(List.of(ContractStudies.sleep(file, 0, Duration.ZERO, Duration.ZERO)))
          .getFirst()
          .join();
      kill(file, 1);
      assertThat(run(runner, "measure").failure()).isNull();
    }
  }

  @Test
  void workersAreUsedAgainAndEndWithTheRunner() throws Exception {
    Path file = folder.resolve("workers");
    try (Runner runner = new ProcessRunner(1, settings())) {
      for (int seed = 0; seed < 3; seed++) {
        runner
            .submit(List.of(ContractStudies.sleep(file, seed, Duration.ZERO, Duration.ZERO)))
            .getFirst()
            .join();
      }
      assertThat(ContractStudies.sleepers(file)).hasSize(3).containsOnly(lastSleeper(file));
    }
    assertThat(ContractStudies.sleepers(file)).noneMatch(ProcessRunnerTest::isAlive);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "peak memory is read from /proc")
  void aProcessHasPeakMemoryOfItsOwn() throws Exception {
    try (Runner runner = new ProcessRunner(2, settings())) {
      Cost cost = run(runner, "measure").cost();
      assertThat(cost.peakMemoryBytes().orElseThrow()).isBetween(2e7, 4e9);
      assertThat(cost.cpuSeconds().orElseThrow()).isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void aStudyThatIsNotAnnouncedIsRefused() {
    Study study =
        Study.of("unannounced", 1)
            .workload((configuration, seed) -> Outcome.of("x", 1))
            .arm("a", Configuration.empty())
            .plan(Tier.SMOKE, Plan.seeds(1, 1))
            .build();
    Trial trial = Trial.of(study, Tier.SMOKE, study.arm("a"), new TestSeed(0));
    try (Runner runner = new ProcessRunner(1, WorkerSettings.likeThisProcess())) {
      assertThatThrownBy(() -> runner.submit(List.of(trial)).getFirst().join())
          .hasCauseInstanceOf(TrialNotRun.class)
          .hasMessageContaining("the worker has no study unannounced@1; give it the same jars");
    }
  }

  @Test
  void aWorkerThatDoesNotStartIsNoOutcome() throws Exception {
    try (Runner runner = new ProcessRunner(1, settings().withJvmOption("--nonsense"))) {
      assertThatThrownBy(() -> run(runner, "measure"))
          .hasCauseInstanceOf(TrialNotRun.class)
          .hasMessageContaining("a worker process ended while it started (exit 1)");
    }
  }

  @Test
  void limitsThatCannotBeKeptAreRefused() throws Exception {
    assertThatThrownBy(() -> settings().withMemoryBytes(1000))
        .hasMessage("a worker process needs at least 64 MiB of memory, but was given 1000 bytes");
    assertThatThrownBy(() -> settings().withTimeLimit(Duration.ZERO))
        .hasMessage("a trial's time limit must be longer than nothing, but is PT0S");
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static long lastSleeper(Path file) {
    return ContractStudies.sleepers(file).getLast();
  }

  /** Kill -9 the worker of the n-th sleep as soon as it sleeps, and wait until it is dead. */
  private static void kill(Path file, int n) throws Exception {
    while (!Files.exists(file) || ContractStudies.sleepers(file).size() < n) {
      Thread.sleep(5);
    }
    ProcessHandle.of(lastSleeper(file))
        .ifPresent(
            worker -> {
              worker.destroyForcibly();
              worker.onExit().join();
            });
  }
}
