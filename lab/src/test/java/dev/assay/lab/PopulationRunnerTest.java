package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PopulationRunnerTest extends RunnerContract {
  private final Walks walks = new Walks();
  private final Study study =
      Study.of("walks", 1)
          .workload(walks)
          .arm("up", Configuration.of("drift", 1.0))
          .arm("down", Configuration.of("drift", -1.0))
          .arm("long", Configuration.of("drift", 1.0).with("steps", 20))
          .arm("bad", Configuration.of("drift", 0.0))
          .arm("shapeless", Configuration.of("drift", 1.0).with("steps", "many"))
          .plan(Tier.SMOKE, Plan.seeds(5, 12))
          .build();

  @Override
  protected Runner runner(int parallelism) {
    return new PopulationRunner(parallelism, 64);
  }

  @Test
  void runsTrialsOfOneShapeTogether() {
    List<Trial> trials = trials("up", "down", "long");
    List<Outcome> outcomes = run(new PopulationRunner(1, 64), trials);
    assertThat(walks.populations).containsExactly(8, 4);
    for (int i = 0; i < trials.size(); i++) {
      assertThat(outcomes.get(i).metrics())
          .isEqualTo(walks.walk(trials.get(i).configuration(), trials.get(i).seed()).metrics());
      assertThat(outcomes.get(i).cost().wallSeconds().orElseThrow()).isPositive();
      assertThat(outcomes.get(i).cost().cpuSeconds()).isPresent();
    }
  }

  @Test
  void dividesByThreadsAndByTheLargestPopulationOfRunnerAndWorkload() {
    run(new PopulationRunner(2, 64), trials("up", "down"));
    assertThat(walks.populations).containsExactly(4, 4);
    walks.populations.clear();
    run(new PopulationRunner(1, 3), trials("up", "down"));
    assertThat(walks.populations).containsExactly(3, 3, 2);
    walks.populations.clear();
    walks.largest = 5;
    run(new PopulationRunner(1, 64), trials("up", "down"));
    assertThat(walks.populations).containsExactly(5, 3);
  }

  @Test
  void oneThatFailsDoesNotFailTheOthers() {
    List<Outcome> outcomes = run(new PopulationRunner(1, 64), trials("up", "bad", "shapeless"));
    assertThat(outcomes).extracting(Outcome::failure).startsWith(null, null, null, null);
    assertThat(outcomes.subList(4, 8))
        .extracting(Outcome::failure)
        .containsOnly("IllegalStateException: no drift");
    assertThat(outcomes.subList(8, 12))
        .allMatch(outcome -> String.valueOf(outcome.failure()).contains("'steps' is many"));
  }

  @Test
  void givesTheRecordThatThreadsGive() throws Exception {
    String expected;
    try (Runner threads = new ThreadRunner(2)) {
      expected = record(threads, "threads");
    }
    assertThat(walks.populations).containsOnly(1);
    walks.populations.clear();
    try (Runner populations = new PopulationRunner(1, 64)) {
      assertThat(record(populations, "populations")).isEqualTo(expected);
    }
    assertThat(walks.populations).contains(10);
    assertThat(expected).contains("REPRODUCED");
  }

  @Test
  void noThreadsAndNoMembersAreRefused() {
    assertThatThrownBy(() -> new PopulationRunner(1, 0))
        .hasMessage(
            "a runner runs at least one population of one trial at a time, but was asked for"
                + " 1 of 0");
  }

  private List<Trial> trials(String... arms) {
    List<Trial> trials = new ArrayList<>();
    for (String arm : arms) {
      for (int seed = 0; seed < 4; seed++) {
        trials.add(Trial.of(study, Tier.SMOKE, study.arm(arm), new TestSeed(seed)));
      }
    }
    return trials;
  }

  private static List<Outcome> run(Runner runner, List<Trial> trials) {
    try (runner) {
      return runner.submit(trials).stream().map(CompletableFuture::join).toList();
    }
  }

  private String record(Runner runner, String name) {
    Claim claim =
        new Claim(
            "C1",
            "up ends above down",
            "2",
            "here",
            Scale.MECHANISM,
            study,
            Expectation.mean(
                Contrast.difference("end", "up", "down"), Interval.atLeast(1), "by construction"));
    ClaimRecord record =
        ClaimRun.of("0000.00000", List.of(claim))
            .tier(Tier.SMOKE)
            .store(new FileTrialStore(folder.resolve(name)))
            .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            .getFirst();
    return Json.pretty(record).replaceAll("\"cost\" : \\{[^}]*}", "");
  }

  /** Random walks, all a step at a time. */
  private static final class Walks implements PopulationWorkload {
    final List<Integer> populations = Collections.synchronizedList(new ArrayList<>());
    int largest = Integer.MAX_VALUE;

    @Override
    public int largest(Configuration configuration) {
      return largest;
    }

    @Override
    public String shape(Configuration configuration) {
      return "steps=" + steps(configuration);
    }

    @Override
    public List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) {
      populations.add(seeds.size());
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < seeds.size(); i++) {
        outcomes.add(walk(configurations.get(i), seeds.get(i)));
      }
      return outcomes;
    }

    Outcome walk(Configuration configuration, Seed seed) {
      double drift = configuration.real("drift");
      if (drift == 0) {
        throw new IllegalStateException("no drift");
      }
      var random = seed.random("walk of " + configuration);
      double x = 0;
      for (int step = 0; step < steps(configuration); step++) {
        x += drift / 10 + 0.01 * random.nextGaussian();
      }
      return Outcome.of("end", x);
    }

    private static int steps(Configuration configuration) {
      return configuration.has("steps") ? configuration.integer("steps") : 10;
    }
  }
}
