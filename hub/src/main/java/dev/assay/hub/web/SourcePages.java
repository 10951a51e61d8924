package dev.assay.hub.web;

import dev.assay.hub.HubSettings;
import dev.assay.hub.sources.Imported;
import dev.assay.hub.sources.PaperSource.Problem;
import dev.assay.hub.sources.ScheduledSource;
import dev.assay.hub.sources.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What feeds this hub, for people and for programs. */
@Controller
final class SourcePages {
  private static final int SHOWN = 20;

  private final Sources sources;
  private final HubSettings settings;

  SourcePages(Sources sources, HubSettings settings) {
    this.sources = sources;
    this.settings = settings;
  }

  /** A source as the page shows it. */
  public record Row(ScheduledSource source) {
    public String name() {
      return source.name().toString();
    }

    public String explanation() {
      return source.name().kind().explanation();
    }

    /** The status for style sheets: as those of runs. */
    public String style() {
      return switch (source.status()) {
        case READ -> "finished";
        case FAILED -> "failed";
        case NEW, READING, OFFLINE, BUSY -> "running";
      };
    }

    public String every() {
      Duration every = source.every();
      return every.toMinutes() % 1440 == 0
          ? Words.count((int) every.toDays(), "day")
          : every.toMinutes() % 60 == 0
              ? Words.count((int) every.toHours(), "hour")
              : Words.count((int) every.toMinutes(), "minute");
    }

    public String succeeded() {
      return source.succeeded() == null ? "never" : Words.time(source.succeeded());
    }

    public String next() {
      return source.next() == null ? "not planned" : Words.time(source.next());
    }

    /** What the latest reading brought, empty where there was none. */
    public String last() {
      Imported last = source.last();
      return source.began() == null
          ? ""
          : "%s read, %d new, %d updated"
              .formatted(Words.count(last.papers(), "paper"), last.added(), last.updated());
    }

    public List<Problem> problems() {
      List<Problem> all = source.last().problems();
      return all.subList(0, Math.min(SHOWN, all.size()));
    }

    public String problemCount() {
      return Words.count(source.last().skipped(), "problem");
    }
  }

  @GetMapping("/sources")
  String page(Model model) {
    model.addAttribute("rows", sources.all().stream().map(Row::new).toList());
    model.addAttribute("sync", settings.sync());
    return "sources";
  }

  @GetMapping("/api/sources")
  @ResponseBody
  List<Map<String, @Nullable Object>> json() {
    return sources.all().stream().map(SourcePages::fields).toList();
  }

  private static Map<String, @Nullable Object> fields(ScheduledSource source) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", source.name().toString());
    fields.put("status", source.status().name().toLowerCase(Locale.ROOT));
    fields.put("message", source.message());
    fields.put("everyMinutes", source.every().toMinutes());
    fields.put("began", text(source.began()));
    fields.put("ended", text(source.ended()));
    fields.put("succeeded", text(source.succeeded()));
    fields.put("next", text(source.next()));
    fields.put("failures", source.failures());
    fields.put("added", source.last().added());
    fields.put("updated", source.last().updated());
    fields.put("unchanged", source.last().unchanged());
    fields.put("skipped", source.last().skipped());
    fields.put("problems", source.last().problems());
    return fields;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
