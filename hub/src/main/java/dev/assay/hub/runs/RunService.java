package dev.assay.hub.runs;

import dev.assay.hub.runs.RunLauncher.RunRequest;
import dev.assay.hub.runs.RunRepository.Worker;
import dev.assay.lab.Json;
import dev.assay.lab.process.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Runs claims in worker processes and keeps what they say.
 *
 * <p>Each event is in the database before anybody sees it, so a page that is opened later shows the
 * same as one that watched. What is under way when Assay ends waits in the queue again, and goes on
 * from its stored trials.
 */
public final class RunService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunService.class);
  private static final int MAX_LINE = 4 * 1024 * 1024;
  private static final int KEPT_WORDS = 600;
  private static final String STOPPED =
      "Assay was stopped during the run; it goes on from its stored trials.";
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final RunRepository runs;
  private final RunLauncher launcher;
  private final RunLimits limits;
  private final Clock clock;
  private final int places;
  private final boolean shared;
  private final ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Long, UnderWay> underWay = new ConcurrentHashMap<>();
  private final Semaphore wake = new Semaphore(0);
  private final Thread keeper;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private long changes;
  private volatile boolean closing;

  /** A run and its worker. */
  private static final class UnderWay {
    final Taken taken;
    final ProcessorTime time = new ProcessorTime();
    private @Nullable Process worker;
    private @Nullable String stopped;

    UnderWay(Taken taken) {
      this.taken = taken;
    }

    synchronized void works(Process started) {
      worker = started;
      if (stopped != null) {
        end(started);
      }
    }

    /** Ends the worker, also one that is yet to start; the first reason counts. */
    synchronized void stop(String why) {
      stopped = stopped == null ? why : stopped;
      if (worker != null) {
        end(worker);
      }
    }

    synchronized Optional<String> stopped() {
      return Optional.ofNullable(stopped);
    }

    synchronized Optional<Process> worker() {
      return Optional.ofNullable(worker);
    }
  }

  /**
   * Takes over the runs of a library: what an earlier Assay left under way waits again.
   *
   * @param places how many workers may be under way at once
   * @param shared whether other hubs may take from the same queue; what they have under way stays
   *     theirs while they live, and shows here too
   */
  public RunService(
      RunRepository runs,
      RunLauncher launcher,
      RunLimits limits,
      Clock clock,
      int places,
      boolean shared) {
    this.runs = runs;
    this.launcher = launcher;
    this.limits = limits;
    this.clock = clock;
    this.places = places;
    this.shared = shared;
    if (!shared) {
      runs.beAlone();
    }
    runs.beat();
    runs.workersOfLostRuns().forEach(RunService::endLeftOver);
    runs.requeueLost(STOPPED);
    keeper = Thread.ofVirtual().name("assay-runs").start(this::keepGoing);
  }

  /** Starts what waits, each second and when woken, until Assay closes. */
  private void keepGoing() {
    String seen = "";
    long beaten = System.nanoTime();
    boolean away = false;
    while (!closing) {
      try {
        underWay.values().forEach(each -> each.worker().ifPresent(each.time::look));
        if (System.nanoTime() - beaten >= BEAT.toNanos()) {
          beaten = System.nanoTime();
          beat();
        }
        stopWhatIsNoLongerOurs();
        takeTurns();
        if (shared) {
          String now = runs.version();
          if (!now.equals(seen)) {
            seen = now;
            tell();
          }
        }
        away = false;
      } catch (RuntimeException e) {
        // A database that is away for a while must not end this for good.
        if (!away) {
          log.warn("runs wait for the database: {}", e.getMessage());
        }
        away = true;
      }
      try {
        if (wake.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void beat() {
    if (shared) {
      runs.beat();
      runs.requeueOfDead("The Assay that ran it has gone; it goes on from its stored trials.");
    }
    // Where the database was away a worker may have been given up without it.
    runs.requeueAllBut(
        Set.copyOf(underWay.keySet()), "Its worker was lost; it goes on from its stored trials.");
    underWay.values().forEach(this::charge);
  }

  /** Puts the worker's time on the account of who asked, and ends it where that is used up. */
  private void charge(UnderWay run) {
    Long person = run.taken.run().person();
    Duration time = run.time.sinceAsked();
    if (person == null || time.isZero()) {
      return;
    }
    LocalDate today = today();
    runs.charge(person, today, time);
    if (runs.spent(person, today).compareTo(limits.aDay(person)) >= 0) {
      run.stop(
          "The processor minutes of "
              + run.taken.run().by()
              + " for this day are used up; it can go on tomorrow.");
    }
  }

  private void stopWhatIsNoLongerOurs() {
    for (long id : runs.noLongerOurs(underWay.values().stream().map(run -> run.taken).toList())) {
      UnderWay run = underWay.get(id);
      if (run != null) {
        run.stop("It was cancelled.");
      }
    }
  }

  private void takeTurns() {
    while (!closing && underWay.size() < places) {
      Optional<Taken> taken = runs.take();
      if (taken.isEmpty()) {
        return;
      }
      UnderWay run = new UnderWay(taken.get());
      underWay.put(run.taken.id(), run);
      tell();
      var _ = watchers.submit(() -> watch(run));
    }
  }

  private void watch(UnderWay run) {
    try {
      work(run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("run {} was given up: {}", run.taken.id(), e.getMessage());
    } finally {
      underWay.remove(run.taken.id(), run);
      wake.release();
      tell();
    }
  }

  /**
   * Puts a run into the queue, or joins the same one where it waits or is under way.
   *
   * @param person who asks, null for nobody in particular, whom no limit binds
   * @throws RunRefused where the limits do not allow it
   */
  public Run start(String paper, @Nullable String claim, String tier, @Nullable Long person) {
    Run run = runs.add(paper, claim, tier, person, room(person, tier));
    wake.release();
    tell();
    return run;
  }

  /**
   * Goes on with a run that has ended early, in the name of who asks; does nothing where it has
   * finished.
   *
   * @return the run that is under way: another one where the same claim was started meanwhile
   * @throws RunRefused where the limits do not allow it
   */
  public Run resume(Run run, @Nullable Long person) {
    Run resumed = runs.resume(run, person, room(person, run.tier()));
    wake.release();
    tell();
    return resumed;
  }

  /** How many runs they may have in the queue, where they may have one of this tier at all. */
  private int room(@Nullable Long person, String tier) {
    if (person == null) {
      return Integer.MAX_VALUE;
    }
    limits.requireTier(person, tier);
    Duration most = limits.aDay(person);
    if (runs.spent(person, today()).compareTo(most) >= 0) {
      throw new RunRefused(
          "Your runs have taken their %d processor minutes of this day (UTC); there are new ones tomorrow."
              .formatted(most.toMinutes()),
          true);
    }
    return limits.atOnce(person);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Ends a run early; {@link #resume} takes that back. Does nothing where it has ended. */
  public void cancel(Run run, String by) {
    if (runs.cancel(run.id(), "Cancelled by " + by + ".")) {
      wake.release();
      tell();
    }
  }

  /** How many runs can be under way here at once. */
  public int places() {
    return places;
  }

  /** A number that grows whenever a run has changed. */
  public long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until {@link #changes} is no longer {@code seen}; false where the time is over. */
  public boolean await(long seen, Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (changes == seen && left > 0) {
        left = news.awaitNanos(left);
      }
      return changes != seen;
    } finally {
      lock.unlock();
    }
  }

  public boolean isClosing() {
    return closing;
  }

  private void tell() {
    lock.lock();
    try {
      changes++;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void work(UnderWay run) throws InterruptedException {
    Taken taken = run.taken;
    Run what = taken.run();
    Process worker;
    try {
      worker = launcher.launch(new RunRequest(what.id(), what.paper(), what.claim(), what.tier()));
    } catch (IOException e) {
      interrupt(taken, "The worker did not start: " + e.getMessage() + ".");
      return;
    }
    try {
      run.works(worker);
      runs.worker(
          // A start that the system does not tell matches no process later: better left than
          // killed.
          new Worker(what.id(), worker.pid(), worker.info().startInstant().orElse(Instant.EPOCH)));
      LastWords lastWords = new LastWords();
      Thread errors = Thread.ofVirtual().start(() -> lastWords.listen(worker));
      listen(taken, worker);
      int code = worker.waitFor();
      errors.join(Duration.ofSeconds(1));
      if (closing) {
        return;
      }
      charge(run);
      String said = lastWords.text();
      interrupt(
          taken,
          run.stopped()
              .orElseGet(
                  () ->
                      "The worker ended with code "
                          + code
                          + " before the run was over"
                          + (said.isEmpty() ? "." : ": " + said)));
    } finally {
      end(worker);
    }
  }

  /** Has no effect on a run that has ended. */
  private void interrupt(Taken taken, String message) {
    if (runs.interrupt(taken, message)) {
      log.info("run {} was interrupted: {}", taken.id(), message);
    }
  }

  private void listen(Taken run, Process worker) {
    try (BufferedReader out = worker.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        keep(run, line);
      }
    } catch (IOException e) {
      log.debug("run {}: its worker's output ended", run.id(), e);
    }
  }

  private void keep(Taken run, String line) {
    if (!line.startsWith("{") || line.length() > MAX_LINE || line.contains("\\u0000")) {
      log.debug("run {}: {}", run.id(), line);
      return;
    }
    JsonNode event;
    try {
      event = Json.tree(line);
    } catch (JacksonException e) {
      log.warn("run {}: its worker printed a line that is no JSON", run.id());
      return;
    }
    switch (event.path("type").asString("")) {
      case "finished" -> runs.append(run, line, RunState.FINISHED, null);
      case "failed" ->
          runs.append(
              run,
              line,
              RunState.FAILED,
              event.path("message").asString("The worker did not say why."));
      default -> runs.append(run, line, null, null);
    }
    tell();
  }

  /** Its children too, who may hold its output open. The store's writes are atomic. */
  private static void end(Process worker) {
    ProcessTree.kill(worker);
  }

  private static void endLeftOver(Worker left) {
    ProcessHandle.of(left.pid())
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(started -> Duration.between(started, left.started()).abs().toMillis() < 20)
                    .orElse(false))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Ends all workers; their runs wait for the next start. */
  @Override
  public void close() {
    closing = true;
    wake.release();
    tell();
    try {
      // Nothing is taken from here on. Nobody is interrupted for it: that would break a connection
      // to the database in use.
      keeper.join(Duration.ofSeconds(5));
      underWay.values().forEach(run -> run.stop(STOPPED));
      watchers.shutdown();
      if (!watchers.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("not all runs ended in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      runs.giveBack(STOPPED);
      runs.leave();
    } catch (RuntimeException e) {
      // The next start does the same.
      log.warn("runs could not be given back: {}", e.getMessage());
    }
  }

  /** The end of what a worker wrote on its standard error. */
  private static final class LastWords {
    private final StringBuilder kept = new StringBuilder();

    void listen(Process worker) {
      try (BufferedReader errors = worker.errorReader()) {
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
          keep(line);
        }
      } catch (IOException e) {
        log.debug("a worker's errors ended", e);
      }
    }

    private synchronized void keep(String line) {
      kept.append(line).append(' ');
      if (kept.length() > KEPT_WORDS) {
        kept.delete(0, kept.length() - KEPT_WORDS);
      }
    }

    synchronized String text() {
      return kept.toString().strip();
    }
  }

  /** The events of a run after one of them. */
  public List<StoredEvent> events(long run, int after) {
    return runs.events(run, after);
  }
}
