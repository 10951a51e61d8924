package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.records.Claims;
import dev.assay.hub.runs.Run;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.runs.RunService;
import dev.assay.hub.runs.StoredEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A run: its page, the part of it that changes, and its events as they come. */
@Controller
final class RunPages {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Library library;
  private final Claims claims;
  private final RunRepository runs;
  private final RunService service;

  RunPages(Library library, Claims claims, RunRepository runs, RunService service) {
    this.library = library;
    this.claims = claims;
    this.runs = runs;
    this.service = service;
  }

  @GetMapping("/runs/{id}")
  String page(@PathVariable String id, Model model) {
    fill(find(id), model);
    return "run";
  }

  /** The part of the page that changes: the script puts it in place after each event. */
  @GetMapping("/runs/{id}/live")
  String live(@PathVariable String id, Model model) {
    fill(find(id), model);
    return "run :: live";
  }

  @PostMapping("/runs/{id}/resume")
  String resume(@PathVariable String id) {
    Run run = service.resume(find(id), Visitor.required().person().id());
    return "redirect:/runs/" + run.id();
  }

  @PostMapping("/runs/{id}/cancel")
  String cancel(@PathVariable String id, HttpServletResponse response, Model model) {
    Run run = find(id);
    Visitor visitor = Visitor.required();
    if (!RunRow.mayCancel(run, Optional.of(visitor))) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      model.addAttribute("title", "Not yours");
      model.addAttribute(
          "sentence", "A run is cancelled by who started it or by an administrator.");
      return "message";
    }
    service.cancel(run, visitor.person().name());
    return "redirect:/runs/" + run.id();
  }

  /**
   * The run's events, each under its number, and {@code end} when no more will come. A browser that
   * comes back names the last one it has.
   */
  @GetMapping(path = "/runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam(defaultValue = "0") String after) {
    Run run = find(id);
    int from = number(lastEventId == null ? after : lastEventId);
    SseEmitter emitter = new SseEmitter(0L);
    Thread.ofVirtual().name("events-of-run-" + run.id()).start(() -> tell(run, from, emitter));
    return emitter;
  }

  private void tell(Run run, int from, SseEmitter emitter) {
    int after = from;
    try {
      String state = "";
      while (!service.isClosing()) {
        long seen = service.changes();
        // The state first: the last event and the end of the run are stored together.
        Run now = runs.find(run.id()).orElseThrow();
        for (StoredEvent event : service.events(run.id(), after)) {
          emitter.send(SseEmitter.event().id(Integer.toString(event.seq())).data(event.json()));
          after = event.seq();
        }
        if (!now.state().name().equals(state)) {
          state = now.state().name();
          emitter.send(SseEmitter.event().name("state").data(state));
        }
        if (!now.state().isActive()) {
          emitter.send(SseEmitter.event().name("end").data(state));
          break;
        }
        if (!service.await(seen, HEARTBEAT)) {
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

  private void fill(Run run, Model model) {
    model.addAttribute("paper", library.find(run.paper()).orElseThrow());
    model.addAttribute("mayCancel", RunRow.mayCancel(run, Visitor.current()));
    model.addAttribute("place", runs.places().getOrDefault(run.id(), 0));
    model.addAttribute(
        "view",
        RunView.of(run, runs.events(run.id(), 0), claim -> claims.claim(run.paper(), claim)));
  }

  private Run find(String id) {
    return id.matches("[0-9]{1,15}")
        ? runs.find(Long.parseLong(id)).orElseThrow(() -> unknown(id))
        : unknownRun(id);
  }

  private static Run unknownRun(String id) {
    throw unknown(id);
  }

  private static NotThere unknown(String id) {
    return new NotThere(
        "There is no run " + (id.length() > 40 ? id.substring(0, 40) + "…" : id) + " here.", "");
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }
}
