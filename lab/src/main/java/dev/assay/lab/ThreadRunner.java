package dev.assay.lab;

import dev.assay.lab.cost.CostMeter;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs trials in this process, one thread a trial. A trial that hangs, ends the process or crashes
 * in native code takes the study with it: {@link dev.assay.lab.process.ProcessRunner} does not.
 *
 * <p>Processor time is that of the trial's own thread; memory is not measured, since the trials
 * share a process; energy is where one trial runs at a time.
 */
public final class ThreadRunner implements Runner {
  private final TrialPool pool;

  /** A runner of {@code parallelism} trials at once. */
  public ThreadRunner(int parallelism) {
    CostMeter meter = CostMeter.ofThread(parallelism == 1);
    pool = new TrialPool(parallelism, meter::run);
  }

  @Override
  public List<CompletableFuture<Outcome>> submit(List<Trial> trials) {
    return pool.submit(trials);
  }

  @Override
  public void close() {
    pool.close();
  }
}
