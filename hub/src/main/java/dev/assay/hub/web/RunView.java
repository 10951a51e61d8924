package dev.assay.hub.web;

import dev.assay.hub.runs.Run;
import dev.assay.hub.runs.RunState;
import dev.assay.hub.runs.StoredEvent;
import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Interval;
import dev.assay.lab.Json;
import dev.assay.lab.report.EvidencePlot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run as its page shows it, made from its events alone. */
public final class RunView {
  private static final int RECENT = 6;

  private final Run run;
  private final Map<String, Panel> panels = new LinkedHashMap<>();
  private final Deque<TrialLine> recent = new ArrayDeque<>();
  private int done;
  private int total;
  private int last;

  /** One claim of the run. */
  public static final class Panel {
    private final String id;
    private final @Nullable Claim claim;
    private final List<ClaimRecord.Point> points = new ArrayList<>();
    private Interval region = Interval.ALL;
    private @Nullable String verdict;
    private String explanation = "";

    Panel(String id, @Nullable Claim claim) {
      this.id = id;
      this.claim = claim;
    }

    public String id() {
      return id;
    }

    public @Nullable Claim claim() {
      return claim;
    }

    public @Nullable String verdict() {
      return verdict;
    }

    public String word() {
      return verdict == null ? "" : verdict.toLowerCase(Locale.ROOT);
    }

    public String explanation() {
      return explanation;
    }

    public String svg() {
      return points.isEmpty() ? "" : EvidencePlot.of(id, region, points).svgWithoutStyle();
    }

    /** How far the evidence goes. */
    public String soFar() {
      return points.isEmpty()
          ? "Measured"
          : "Measured after " + Words.count(points.getLast().seeds(), "seed");
    }

    /** Where the evidence stands, in words for all who do not see the plot. */
    public String measured() {
      if (points.isEmpty()) {
        return "nothing yet";
      }
      ClaimRecord.Point last = points.getLast();
      return Double.isFinite(last.estimate())
          ? Words.measured(last.estimate(), last.interval())
          : "not finite";
    }

    /** What is compared and where it must lie. */
    public String predicted() {
      return claim == null
          ? ""
          : Words.predicted(claim.expectation().contrast().brief(), claim.expectation().region());
    }
  }

  /** One trial that ended. */
  public record TrialLine(String arm, String seed, String how) {}

  private RunView(Run run) {
    this.run = run;
  }

  static RunView of(Run run, List<StoredEvent> events, Function<String, Optional<Claim>> claims) {
    RunView view = new RunView(run);
    for (StoredEvent event : events) {
      view.take(Json.tree(event.json()), claims);
      view.last = event.seq();
    }
    return view;
  }

  private void take(JsonNode event, Function<String, Optional<Claim>> claims) {
    String claim = event.path("claim").asString("");
    switch (event.path("type").asString("")) {
      case "started" -> {
        // A resumed run tells its evidence again from the first seed.
        panels.clear();
        recent.clear();
        done = 0;
        total = event.path("total").asInt(0);
        for (JsonNode id : event.path("claims")) {
          panel(id.asString(""), claims);
        }
      }
      case "trial-finished" -> {
        done = event.path("done").asInt(0);
        total = event.path("total").asInt(0);
        String how =
            event.path("failed").asBoolean(false)
                ? "failed"
                : event.path("cached").asBoolean(false) ? "from the store" : "finished";
        recent.addFirst(
            new TrialLine(event.path("arm").asString(""), event.path("seed").asString(""), how));
        if (recent.size() > RECENT) {
          recent.removeLast();
        }
      }
      case "evidence" -> {
        Panel panel = panel(claim, claims);
        panel.region = interval(event, "regionLow", "regionHigh");
        panel.points.add(
            new ClaimRecord.Point(
                event.path("seeds").asInt(0),
                number(event, "estimate", Double.NaN),
                interval(event, "low", "high")));
      }
      case "verdict" -> {
        Panel panel = panel(claim, claims);
        panel.verdict = event.path("verdict").asString("INCONCLUSIVE");
        panel.explanation = event.path("explanation").asString("");
      }
      case "not-run" -> {
        for (JsonNode id : event.path("claims")) {
          panel(id.asString(""), claims).explanation = event.path("reason").asString("");
        }
      }
      default -> {}
    }
  }

  private Panel panel(String id, Function<String, Optional<Claim>> claims) {
    return panels.computeIfAbsent(id, key -> new Panel(key, claims.apply(key).orElse(null)));
  }

  /** What has no finite end there has no end. */
  private static Interval interval(JsonNode event, String low, String high) {
    return Interval.between(
        number(event, low, Double.NEGATIVE_INFINITY),
        number(event, high, Double.POSITIVE_INFINITY));
  }

  private static double number(JsonNode event, String name, double otherwise) {
    JsonNode value = event.path(name);
    return value.isNumber() ? value.asDouble() : otherwise;
  }

  public Run run() {
    return run;
  }

  public List<Panel> panels() {
    return List.copyOf(panels.values());
  }

  public List<TrialLine> recent() {
    return List.copyOf(recent);
  }

  public int done() {
    return done;
  }

  /** The most trials it may take; it ends sooner where the verdicts are decided. */
  public int total() {
    return Math.max(total, 1);
  }

  /** The last event that is in this view. */
  public int last() {
    return last;
  }

  /** The whole bar when it is over, however early it was decided. */
  public int shown() {
    return run.state() == RunState.FINISHED ? total() : done;
  }

  public String progress() {
    return switch (run.state()) {
      case QUEUED -> "Waiting for its turn";
      case RUNNING ->
          total == 0
              ? "The worker is starting"
              : done + " of at most " + total + (total == 1 ? " trial" : " trials");
      case INTERRUPTED -> "Interrupted after " + trials();
      case CANCELLED -> "Cancelled after " + trials();
      case FINISHED -> "Finished after " + trials();
      case FAILED -> "Failed after " + trials();
    };
  }

  private String trials() {
    return done == 1 ? "1 trial" : done + " trials";
  }

  public String stateWord() {
    return run.state().label();
  }
}
