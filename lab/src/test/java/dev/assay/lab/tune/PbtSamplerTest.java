package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Evaluation;
import dev.assay.lab.Objective;
import dev.assay.lab.Outcome;
import dev.assay.lab.Parameter;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.Tuner;
import dev.assay.lab.Tuning;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PbtSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler() {
    return new PbtSampler(8, 5);
  }

  @Test
  void letsTheWorstGoOnFromTheBestWithChangedHyperparameters() {
    SearchSpace space =
        SearchSpace.of(
            Parameter.real("rate", 1e-3, 10).log(),
            Parameter.integer("batch", 10, 1000),
            Parameter.categorical("kind", "a", "b"));
    Sampler.Search search = new PbtSampler(4, 3, 0.25, 0).begin(space, 1, new TuningSeed(1));
    List<Proposal> first = new ArrayList<>();
    for (int member = 0; member < 4; member++) {
      first.add(search.ask());
      search.tell(member, member);
    }
    for (int member = 0; member < 3; member++) {
      Proposal next = search.ask();
      assertThat(next.parent()).isEqualTo(OptionalInt.of(member));
      assertThat(next.configuration()).isEqualTo(first.get(member).configuration());
      assertThat(next.budget()).isEqualTo(2 / 3.0);
    }
    Proposal copy = search.ask();
    assertThat(copy.parent()).isEqualTo(OptionalInt.of(0));
    double rate = first.getFirst().configuration().real("rate");
    int batch = first.getFirst().configuration().integer("batch");
    assertThat(copy.configuration().real("rate")).isIn(rate * 1.2, rate * 0.8, 10.0);
    assertThat(copy.configuration().integer("batch"))
        .isIn(Math.min(1000, (int) (batch * 1.2)), Math.max(10, (int) (batch * 0.8)));
    assertThat(copy.configuration().text("kind"))
        .isEqualTo(first.getFirst().configuration().text("kind"));
  }

  /**
   * What is best moves from 1 to 5 over the intervals, so that every constant is off most times.
   */
  @Test
  void findsAScheduleThatNoConstantEquals() {
    int intervals = 30;
    SearchSpace space = SearchSpace.of(Parameter.real("x", 0.5, 6));
    double[] totals = new double[16 * intervals];
    Tuning tuning =
        Tuner.of(space, new PbtSampler(16, intervals), Objective.minimize("loss"))
            .trials(16 * intervals)
            .parallelism(4)
            .tune(
                new TuningSeed(1),
                Evaluation.on(
                    Runnable::run,
                    (proposal, _) -> {
                      double t = Math.rint(proposal.budget() * intervals) - 1;
                      double before =
                          proposal.parent().isPresent() ? totals[proposal.parent().getAsInt()] : 0;
                      double off = proposal.configuration().real("x") - best(t, intervals);
                      totals[proposal.trial()] = before + off * off;
                      return Outcome.of("loss", totals[proposal.trial()]);
                    }));
    double constant =
        IntStream.range(0, intervals).mapToDouble(t -> Math.pow(3 - best(t, intervals), 2)).sum();
    double found = totals[tuning.best().proposal().trial()];
    assertThat(found).isLessThan(0.6 * constant);
    assertThat(tuning.lineage(tuning.best())).hasSize(intervals);
  }

  private static double best(double t, int intervals) {
    return 1 + 4 * t / (intervals - 1);
  }

  @Test
  void refusesBadHyperparametersAndTooManyPendingTrials() {
    assertThatThrownBy(() -> new PbtSampler(1, 5)).hasMessageContaining("but got 1 and 5");
    assertThatThrownBy(() -> new PbtSampler(4, 5, 0.6, 0)).hasMessageContaining("but got 0.6 and");
    Sampler.Search search =
        new PbtSampler(2, 5).begin(SearchSpace.of(Parameter.real("x", 0, 1)), 1, new TuningSeed(1));
    search.ask();
    search.ask();
    assertThatThrownBy(search::ask)
        .hasMessageEndingWith(
            "may have at most 2 trials pending: tell trial 0 before asking for trial 2");
  }
}
