package dev.assay.lab.cost;

import dev.assay.lab.Cost;
import dev.assay.lab.Outcome;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialNotRun;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Runs a trial in the calling thread and measures what it takes. */
public final class CostMeter {
  private static final int LONGEST_REASON = 2000;

  private final LongSupplier cpuNanos;
  private final ResidentMemory memory;
  private final EnergyMeter energy;

  private CostMeter(LongSupplier cpuNanos, ResidentMemory memory, EnergyMeter energy) {
    this.cpuNanos = cpuNanos;
    this.memory = memory;
    this.energy = energy;
  }

  /**
   * For trials that share a process: the processor time is the calling thread's, memory is not
   * measured.
   *
   * @param alone whether one trial runs at a time; only then is energy measured, since the counters
   *     are the machine's
   */
  public static CostMeter ofThread(boolean alone) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new CostMeter(
        threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : () -> -1,
        ResidentMemory.NOT_MEASURED,
        alone ? EnergyMeter.ofMachine() : EnergyMeter.NOT_MEASURED);
  }

  /**
   * For a trial that has this process to itself: processor time and peak memory are the process's.
   *
   * @param alone whether no other process runs a trial meanwhile; only then is energy measured
   */
  public static CostMeter ofProcess(boolean alone) {
    LongSupplier cpu =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system::getProcessCpuTime
            : () -> -1;
    return new CostMeter(
        cpu,
        ResidentMemory.ofThisProcess(),
        alone ? EnergyMeter.ofMachine() : EnergyMeter.NOT_MEASURED);
  }

  /**
   * The outcome of {@code trial} with its cost; a failed outcome where the workload throws, runs
   * out of heap or stack, or returns none.
   *
   * @throws TrialNotRun where the workload says that it could not run, as for want of data
   */
  public Outcome run(Trial trial) {
    boolean own = trial.study().workload().inProcess();
    boolean peak = own && memory.reset();
    OptionalDouble joules = energy.joules();
    long cpu = cpuNanos.getAsLong();
    long wall = System.nanoTime();
    Outcome outcome = attempt(trial);
    double wallSeconds = (System.nanoTime() - wall) / 1e9;
    long cpuAfter = cpuNanos.getAsLong();
    return outcome.withCost(
        new Cost(
            OptionalDouble.of(wallSeconds),
            cpu < 0 || !own ? OptionalDouble.empty() : OptionalDouble.of((cpuAfter - cpu) / 1e9),
            peak ? memory.peak() : OptionalDouble.empty(),
            difference(joules, energy.joules())));
  }

  // An arm's code is anybody's: whatever it throws is the trial's failure and not the runner's.
  private static Outcome attempt(Trial trial) {
    try {
      Outcome outcome = trial.study().workload().run(trial.configuration(), trial.seed());
      return outcome == null ? Outcome.failed("the workload returned no outcome") : outcome;
    } catch (Throwable e) {
      Optional<TrialNotRun> notRun = TrialNotRun.in(e);
      if (notRun.isPresent()) {
        throw notRun.get();
      }
      String reason = e.getClass().getSimpleName();
      if (e.getMessage() != null) {
        reason += ": " + e.getMessage();
      }
      return Outcome.failed(
          reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason);
    }
  }

  private static OptionalDouble difference(OptionalDouble before, OptionalDouble after) {
    return before.isPresent() && after.isPresent()
        ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
        : OptionalDouble.empty();
  }
}
