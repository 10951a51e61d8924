package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link TrialStore} must do: inherit this class and give it a fresh store. */
public abstract class TrialStoreContract {
  private static final TrialKey KEY = TrialKey.of("one");
  private static final Outcome OUTCOME =
      Outcome.of("error", 1e-300)
          .with("diverged", Double.NaN)
          .with("bound", Double.POSITIVE_INFINITY)
          .withCurve("loss", new double[] {0, 1}, new double[] {.1 + .2, Double.NaN});

  /** A view of the store under test; each call may be another process's. */
  protected abstract TrialStore store() throws Exception;

  @Test
  void holdsNothingAtFirst() throws Exception {
    assertThat(store().find(KEY)).isEmpty();
  }

  @Test
  void returnsWhatWasStoredToTheLastBit() throws Exception {
    store().put(KEY, OUTCOME);
    assertThat(store().find(KEY)).contains(OUTCOME);
  }

  @Test
  void keepsFailures() throws Exception {
    Outcome failed = Outcome.failed("<b>IllegalState</b>: \u0000 \ud83d\ude00 'x'");
    store().put(KEY, failed);
    assertThat(store().find(KEY)).contains(failed);
  }

  @Test
  void keepsTheFirstOfTwo() throws Exception {
    store().put(KEY, OUTCOME);
    assertThat(store().put(KEY, Outcome.of("error", 2))).isEqualTo(OUTCOME);
    assertThat(store().find(KEY)).contains(OUTCOME);
  }

  @Test
  void tellsKeysApart() throws Exception {
    store().put(KEY, OUTCOME);
    assertThat(store().find(TrialKey.of("two"))).isEmpty();
  }

  @Test
  void agreesOnOneOutcomeWhenManyWriteAtOnce() throws Exception {
    TrialStore store = store();
    List<Callable<Outcome>> writers =
        IntStream.range(0, 16)
            .<Callable<Outcome>>mapToObj(i -> () -> store.put(KEY, Outcome.of("writer", i)))
            .toList();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var seen = threads.invokeAll(writers).stream().map(future -> future.resultNow()).distinct();
      assertThat(seen).containsExactly(store.find(KEY).orElseThrow());
    }
  }
}
