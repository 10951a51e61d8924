package dev.assay.hub.web;

import dev.assay.hub.runs.Run;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.runs.RunService;
import dev.assay.hub.runs.RunState;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** All runs: under way, waiting and ended; and when that changes. */
@Controller
final class QueuePages {
  private static final int SHOWN = 30;
  private static final int SHOWN_WAITING = 200;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final RunRepository runs;
  private final RunService service;

  QueuePages(RunRepository runs, RunService service) {
    this.runs = runs;
    this.service = service;
  }

  @GetMapping("/runs")
  String page(@RequestParam(defaultValue = "") String before, Model model) {
    fill(before.matches("[0-9]{1,15}") ? Long.parseLong(before) : Long.MAX_VALUE, model);
    return "runs";
  }

  /** The part of the page that changes. */
  @GetMapping("/runs/live")
  String live(Model model) {
    fill(Long.MAX_VALUE, model);
    return "runs :: live";
  }

  private void fill(long before, Model model) {
    Optional<Visitor> visitor = Visitor.current();
    Map<Long, Integer> places = runs.places();
    List<Run> waiting = runs.in(RunState.QUEUED);
    List<Run> ended = runs.ended(before, SHOWN + 1);
    model.addAttribute("newest", before == Long.MAX_VALUE);
    model.addAttribute(
        "running",
        runs.in(RunState.RUNNING).stream().map(run -> RunRow.of(run, 0, visitor)).toList());
    model.addAttribute("waitingCount", waiting.size());
    model.addAttribute(
        "waiting",
        waiting.stream()
            .map(run -> RunRow.of(run, places.getOrDefault(run.id(), 1), visitor))
            .sorted(Comparator.comparingInt(RunRow::place))
            .limit(SHOWN_WAITING)
            .toList());
    model.addAttribute(
        "ended", ended.stream().limit(SHOWN).map(run -> RunRow.of(run, 0, visitor)).toList());
    model.addAttribute("older", ended.size() > SHOWN ? ended.get(SHOWN - 1).id() : null);
    model.addAttribute("places", service.places());
  }

  /** An event whenever a run has changed, at most one each second. */
  @GetMapping(path = "/runs/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events() {
    SseEmitter emitter = new SseEmitter(0L);
    Thread.ofVirtual().name("events-of-runs").start(() -> tell(emitter));
    return emitter;
  }

  private void tell(SseEmitter emitter) {
    try {
      long seen = service.changes();
      while (!service.isClosing()) {
        if (service.await(seen, HEARTBEAT)) {
          seen = service.changes();
          emitter.send(SseEmitter.event().data("changed"));
          Thread.sleep(Duration.ofSeconds(1));
        } else {
          emitter.send(SseEmitter.event().comment("still here"));
        }
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      emitter.completeWithError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
