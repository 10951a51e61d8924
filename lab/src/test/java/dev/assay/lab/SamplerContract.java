package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What every {@link Sampler} must do: inherit this class and give it the sampler. */
public abstract class SamplerContract {
  private static final int TRIALS = 60;

  private static final SearchSpace MIXED =
      SearchSpace.of(
          Parameter.real("rate", 1e-5, 1).log(),
          Parameter.integer("width", 16, 1024).log(),
          Parameter.integer("depth", -1, 3),
          Parameter.ordinal("batch", 8, 16, 32, 64),
          Parameter.categorical("optimizer", "sgd", "adam", "muon"),
          Parameter.real("momentum", 0, 0.99).when("optimizer", "sgd", "muon"),
          Parameter.categorical("nesterov", true, false).when("optimizer", "sgd"),
          Parameter.real("damping", 0, 1).when("nesterov", true).when("depth", 0, 1, 2, 3));

  private static final SearchSpace CATEGORICAL =
      SearchSpace.of(
          Parameter.categorical("a", "x", "y", "z"),
          Parameter.categorical("b", true, false),
          Parameter.categorical("c", 1, 2, 3, 4, 5));

  private static final SearchSpace SINGLE =
      SearchSpace.of(
          Parameter.real("real", 2, 2),
          Parameter.integer("whole", 7, 7).log(),
          Parameter.ordinal("ordinal", 0.5),
          Parameter.categorical("categorical", "only"));

  /** The sampler under test. */
  protected abstract Sampler sampler();

  /** How many scores a trial has under this sampler. */
  protected int objectives() {
    return 1;
  }

  private static double smooth(Configuration configuration) {
    double rate = Math.log10(configuration.real("rate")) + 3;
    double depth = configuration.integer("depth") - 1;
    double optimizer = configuration.text("optimizer").equals("adam") ? 1 : 0;
    double momentum =
        configuration.has("momentum") ? Math.abs(configuration.real("momentum") - 0.9) : 0;
    return rate * rate + depth * depth + optimizer + momentum;
  }

  private static double byHash(Configuration configuration) {
    return (configuration.toString().hashCode() & 0xff) / 256.0;
  }

  private double[] scores(double score) {
    double[] scores = new double[objectives()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i == 0 ? score : -score / (1 + i);
    }
    return scores;
  }

  /** The proposals of a search in which each trial ends {@code parallelism} proposals later. */
  private List<Proposal> search(
      SearchSpace space, long seed, int trials, int parallelism, ToDoubleFunction<Proposal> score) {
    Sampler.Search search = sampler().begin(space, objectives(), new TuningSeed(seed));
    Deque<Proposal> pending = new ArrayDeque<>();
    List<Proposal> all = new ArrayList<>();
    for (int n = 0; n < trials; n++) {
      if (pending.size() == parallelism) {
        Proposal ended = pending.removeFirst();
        search.tell(ended.trial(), scores(score.applyAsDouble(ended)));
      }
      Proposal proposal = search.ask();
      assertThat(proposal.trial()).isEqualTo(n);
      assertThat(space.contains(proposal.configuration())).as("%s", proposal).isTrue();
      proposal.parent().ifPresent(parent -> assertThat(parent).isBetween(0, proposal.trial() - 1));
      pending.addLast(proposal);
      all.add(proposal);
    }
    return all;
  }

  private static double smooth(Proposal proposal) {
    return smooth(proposal.configuration());
  }

  @Test
  void proposesPointsOfTheSpaceWithoutInactiveParameters() {
    List<Proposal> proposals = search(MIXED, 1, TRIALS, 1, SamplerContract::smooth);
    assertThat(proposals)
        .allSatisfy(
            proposal -> {
              Configuration configuration = proposal.configuration();
              String optimizer = configuration.text("optimizer");
              assertThat(configuration.has("momentum")).isEqualTo(!optimizer.equals("adam"));
              assertThat(configuration.has("nesterov")).isEqualTo(optimizer.equals("sgd"));
            });
  }

  @Test
  void proposesTheSameAfterTheSameTells() {
    List<Proposal> first = search(MIXED, 2, TRIALS, 3, SamplerContract::smooth);
    assertThat(search(MIXED, 2, TRIALS, 3, SamplerContract::smooth)).isEqualTo(first);
    assertThat(search(MIXED, 3, TRIALS, 3, SamplerContract::smooth)).isNotEqualTo(first);
  }

  @Test
  void doesNotDependOnTheOrderOfTells() {
    List<List<Proposal>> byOrder = new ArrayList<>();
    for (int order = 0; order < 3; order++) {
      Sampler.Search search = sampler().begin(MIXED, objectives(), new TuningSeed(4));
      List<Proposal> all = new ArrayList<>();
      for (int round = 0; round < TRIALS / 4; round++) {
        List<Proposal> batch = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          batch.add(search.ask());
        }
        all.addAll(batch);
        Collections.shuffle(batch, new Random(order));
        batch.forEach(
            proposal -> search.tell(proposal.trial(), scores(smooth(proposal.configuration()))));
      }
      byOrder.add(all);
    }
    assertThat(byOrder.stream().distinct().count()).isEqualTo(1);
  }

  @Test
  void survivesFailedTrials() {
    search(MIXED, 5, TRIALS, 2, _ -> Double.NaN);
    search(MIXED, 6, TRIALS, 2, _ -> Double.POSITIVE_INFINITY);
    search(MIXED, 7, TRIALS, 2, _ -> Double.NEGATIVE_INFINITY);
    search(MIXED, 8, TRIALS, 2, p -> p.trial() % 3 == 0 ? smooth(p) : Double.NaN);
    search(MIXED, 9, TRIALS, 2, p -> p.trial() < TRIALS / 2 ? Double.NaN : smooth(p));
  }

  @Test
  void survivesScoresWithoutSpreadOrOfAnySize() {
    search(MIXED, 10, TRIALS, 1, _ -> 0);
    search(MIXED, 11, TRIALS, 1, _ -> 1e300);
    search(MIXED, 12, TRIALS, 1, p -> p.trial() % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE);
    search(MIXED, 13, TRIALS, 1, p -> p.trial() % 2 == 0 ? Double.MIN_VALUE : 0);
    search(MIXED, 14, TRIALS, 1, p -> smooth(p) + 1e9);
  }

  @Test
  void searchesSpacesOfOnePointAndOfCategoriesOnly() {
    search(SINGLE, 15, 20, 2, _ -> 1);
    List<Proposal> proposals = search(CATEGORICAL, 16, TRIALS, 2, p -> byHash(p.configuration()));
    assertThat(proposals.stream().map(Proposal::configuration).distinct().count()).isGreaterThan(5);
  }

  @Test
  void makesAThousandProposalsQuickly() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    search(MIXED, 17, 1000, 4, SamplerContract::smooth);
    // Of processor time, since a machine that runs tests may be busy.
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin))
        .isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void refusesWrongTellsAndSaysWhy() {
    Sampler.Search search = sampler().begin(MIXED, objectives(), new TuningSeed(18));
    search.ask();
    assertThatThrownBy(() -> search.tell(1, scores(0)))
        .hasMessage("trial 1 was not asked for: 1 trials were");
    assertThatThrownBy(() -> search.tell(0, new double[objectives() + 1]))
        .hasMessageContaining("%d scores, but got %d".formatted(objectives(), objectives() + 1));
    search.tell(0, scores(0));
    assertThatThrownBy(() -> search.tell(0, scores(0))).hasMessage("trial 0 was told before");
  }

  @Test
  void saysWhatItIs() {
    assertThat(sampler().toString()).doesNotContain("@").isEqualTo(sampler().toString());
  }
}
