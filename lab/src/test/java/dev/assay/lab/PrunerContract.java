package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Pruner} must do: inherit this class and give it the pruner. */
public abstract class PrunerContract {
  private static final int STEPS = 30;

  /** A pruner that compares trials from step 10 on at the latest, and with 20 trials at most. */
  protected abstract Pruner pruner();

  /** Reports of {@code value} at the steps 1 to {@code steps}. */
  protected static Reports reports(int trial, int steps, IntToDoubleFunction value) {
    Reports reports = new Reports(trial);
    IntStream.rangeClosed(1, steps).forEach(step -> reports.add(step, value.applyAsDouble(step)));
    return reports;
  }

  /** Trials 0 to 39: trial i reports i + 1 / step. */
  private static List<Reports> ended() {
    return IntStream.range(0, 40)
        .mapToObj(trial -> reports(trial, STEPS, step -> trial + 1.0 / step))
        .toList();
  }

  /** The step at which the trial that reports {@code value} stops, or 0. */
  protected final int stops(int trial, IntToDoubleFunction value, List<Reports> ended) {
    Pruner pruner = pruner();
    Reports own = new Reports(trial);
    for (int step = 1; step <= STEPS; step++) {
      own.add(step, value.applyAsDouble(step));
      boolean prunes = pruner.prunes(own, ended);
      assertThat(pruner.prunes(own, ended)).as("asked again").isEqualTo(prunes);
      if (prunes) {
        return step;
      }
    }
    return 0;
  }

  @Test
  void letsTheFirstTrialRun() {
    assertThat(stops(0, step -> 1.0 / step, List.of())).isZero();
    assertThat(stops(0, _ -> Double.NaN, List.of())).isZero();
  }

  @Test
  void letsTheBestTrialRunAndStopsTheWorst() {
    assertThat(stops(40, step -> -1 + 1.0 / step, ended())).isZero();
    assertThat(stops(40, step -> 100 + 1.0 / step, ended())).isBetween(1, STEPS);
  }

  @Test
  void letsATrialRunThatIsAsGoodAsAllOthers() {
    List<Reports> equal =
        IntStream.range(0, 40).mapToObj(trial -> reports(trial, STEPS, _ -> 1)).toList();
    assertThat(stops(40, _ -> 1, equal)).isZero();
  }

  @Test
  void survivesFailedValuesOfAnyone() {
    assertThat(stops(40, _ -> Double.NaN, ended())).isBetween(1, STEPS);
    List<Reports> failed =
        IntStream.range(0, 40).mapToObj(trial -> reports(trial, STEPS, _ -> Double.NaN)).toList();
    assertThat(stops(40, step -> 1.0 / step, failed)).isZero();
    stops(40, step -> step % 2 == 0 ? Double.NaN : Double.MAX_VALUE, failed);
    stops(40, step -> step % 2 == 0 ? Double.NEGATIVE_INFINITY : -Double.MAX_VALUE, ended());
  }

  @Test
  void survivesTrialsThatReportedNothingOrElsewhere() {
    List<Reports> odd =
        IntStream.range(0, 40)
            .mapToObj(
                trial -> {
                  Reports reports = new Reports(trial);
                  for (int step = trial; step < trial + trial % 4; step++) {
                    reports.add(100 * step, step);
                  }
                  return reports;
                })
            .toList();
    stops(40, step -> 1.0 / step, odd);
  }

  @Test
  void answersQuicklyAmongThousandsOfTrials() {
    List<Reports> many =
        IntStream.range(0, 10_000)
            .mapToObj(trial -> reports(trial, STEPS, step -> trial + 1.0 / step))
            .toList();
    long begin = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      stops(10_000, step -> -1 + 1.0 / step, many);
    }
    // 1,200 answers.
    assertThat((System.nanoTime() - begin) / 1e9).isLessThan(20);
  }

  @Test
  void saysWhatItIs() {
    assertThat(pruner().toString()).doesNotContain("@").doesNotContain("[");
  }
}
