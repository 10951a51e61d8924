package dev.assay.hub.runs;

import dev.assay.hub.runs.RunLauncher.RunRequest;
import dev.assay.hub.runs.RunRepository.Worker;
import dev.assay.lab.Json;
import dev.assay.lab.process.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * same as one that watched.
 */
public final class RunService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunService.class);
  private static final int MAX_LINE = 4 * 1024 * 1024;
  private static final int KEPT_WORDS = 600;
  private static final String STOPPED = "Assay was stopped during the run.";
  private static final int LOOKS_A_BEAT = 10;

  private final RunRepository runs;
  private final RunLauncher launcher;
  private final Semaphore places;
  private final ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Long, Process> workers = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private long changes;
  private volatile boolean closing;

  /**
   * Takes over the runs of a library; what an earlier Assay left under way becomes interrupted.
   *
   * @param places how many workers may be under way at once
   */
  public RunService(RunRepository runs, RunLauncher launcher, int places) {
    this(runs, launcher, places, false);
  }

  /**
   * Takes over the runs of a library that other hubs may share: what they have under way stays
   * theirs while they live, and shows here too.
   */
  public RunService(RunRepository runs, RunLauncher launcher, int places, boolean shared) {
    this.runs = runs;
    this.launcher = launcher;
    this.places = new Semaphore(places, true);
    if (!shared) {
      runs.beAlone();
    }
    runs.beat();
    runs.workersOfLostRuns().forEach(RunService::endLeftOver);
    runs.interruptLost(STOPPED);
    if (shared) {
      Thread.ofVirtual().name("assay-other-hubs").start(this::followOthers);
    }
  }

  /** Says each ten seconds that this hub lives, and looks each second what others have done. */
  private void followOthers() {
    String seen = "";
    for (int look = 1; !closing; look++) {
      try {
        Thread.sleep(Duration.ofSeconds(1));
        if (look % LOOKS_A_BEAT == 0) {
          runs.beat();
          runs.interruptOfDead("The Assay that ran it has gone.");
        }
        String now = runs.version();
        if (!now.equals(seen)) {
          seen = now;
          tell();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        // A database that is away for a while must not end this for good.
        log.warn("other hubs cannot be followed: {}", e.getMessage());
      }
    }
  }

  /** Starts a run, or joins the same one where it is under way. */
  public Run start(String paper, @Nullable String claim, String tier) {
    while (true) {
      var added = runs.add(paper, claim, tier);
      if (added.isPresent()) {
        watch(added.get());
        return added.get();
      }
      var active = runs.active(paper, claim, tier);
      if (active.isPresent()) {
        return active.get();
      }
      // It ended between the two questions: now there is room for a new one.
    }
  }

  /**
   * Goes on with an interrupted or failed run; does nothing where it is not one.
   *
   * @return the run that is under way: another one where the same claim was started meanwhile
   */
  public Run resume(Run run) {
    var active = runs.active(run.paper(), run.claim(), run.tier());
    if (active.isPresent()) {
      return active.get();
    }
    if (runs.move(run.id(), RunState.QUEUED, null, RunState.INTERRUPTED, RunState.FAILED)) {
      watch(run);
      tell();
    }
    return run;
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

  private void watch(Run run) {
    var _ =
        watchers.submit(
            () -> {
              try {
                if (!acquirePlace()) {
                  return;
                }
                try {
                  work(run);
                } finally {
                  places.release();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                log.error("run {} cannot be kept", run.id(), e);
              } finally {
                tell();
              }
            });
  }

  /**
   * Waits for a place, false where Assay is closing meanwhile. Nobody is interrupted for it: that
   * would break a connection to the database in use.
   */
  private boolean acquirePlace() throws InterruptedException {
    while (!closing) {
      if (places.tryAcquire(200, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  private void work(Run run) throws InterruptedException {
    if (closing || !runs.move(run.id(), RunState.RUNNING, null, RunState.QUEUED)) {
      return;
    }
    tell();
    Process worker;
    try {
      worker = launcher.launch(new RunRequest(run.id(), run.paper(), run.claim(), run.tier()));
    } catch (IOException e) {
      interrupt(run, "The worker did not start: " + e.getMessage() + ".");
      return;
    }
    workers.put(run.id(), worker);
    try {
      if (closing) {
        end(worker);
      }
      runs.worker(
          // A start that the system does not tell matches no process later: better left than
          // killed.
          new Worker(run.id(), worker.pid(), worker.info().startInstant().orElse(Instant.EPOCH)));
      LastWords lastWords = new LastWords();
      Thread errors = Thread.ofVirtual().start(() -> lastWords.listen(worker));
      listen(run, worker);
      int code = worker.waitFor();
      errors.join(Duration.ofSeconds(1));
      String said = lastWords.text();
      interrupt(
          run,
          closing
              ? STOPPED
              : "The worker ended with code "
                  + code
                  + " before the run was over"
                  + (said.isEmpty() ? "." : ": " + said));
    } finally {
      workers.remove(run.id());
      end(worker);
    }
  }

  /** Has no effect on a run that has finished or failed. */
  private void interrupt(Run run, String message) {
    boolean moved = runs.move(run.id(), RunState.INTERRUPTED, message, RunState.RUNNING);
    if (moved) {
      log.info("run {} was interrupted: {}", run.id(), message);
    }
    tell();
  }

  private void listen(Run run, Process worker) {
    try (BufferedReader out = worker.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        keep(run, line);
      }
    } catch (IOException e) {
      log.debug("run {}: its worker's output ended", run.id(), e);
    }
  }

  private void keep(Run run, String line) {
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
      case "finished" -> runs.append(run.id(), line, RunState.FINISHED, null);
      case "failed" ->
          runs.append(
              run.id(),
              line,
              RunState.FAILED,
              event.path("message").asString("The worker did not say why."));
      default -> runs.append(run.id(), line, null, null);
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

  /** Ends all workers; their runs are left as interrupted. */
  @Override
  public void close() {
    closing = true;
    tell();
    workers.values().forEach(RunService::end);
    watchers.shutdown();
    try {
      if (!watchers.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("not all runs ended in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runs.interruptLost(STOPPED);
    runs.leave();
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
