package dev.assay.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Run events as one line of JSON each, the form in which a worker process tells them. Infinite and
 * undefined numbers are {@code null}.
 */
public final class EventJson {
  private EventJson() {}

  /** The line for {@code event}, without its end. */
  public static String line(RunEvent event) {
    return Json.write(
        switch (event) {
          case RunEvent.Started e ->
              fields(
                  "type", "started",
                  "paper", e.paper(),
                  "claims", e.claims(),
                  "tier", e.tier().label(),
                  "total", e.maxTrials());
          case RunEvent.TrialFinished e ->
              fields(
                  "type", "trial-finished",
                  "study", e.study(),
                  "arm", e.arm(),
                  "seed", e.seed().label(),
                  "cached", e.cached(),
                  "failed", e.failed(),
                  "done", e.done(),
                  "total", e.maxTrials());
          case RunEvent.EvidenceArrived e ->
              fields(
                  "type", "evidence",
                  "claim", e.claim(),
                  "seeds", e.evidence().seeds(),
                  "value", finite(e.evidence().values().getLast()),
                  "estimate", finite(e.evidence().estimate()),
                  "low", finite(e.evidence().interval().low()),
                  "high", finite(e.evidence().interval().high()),
                  "regionLow", finite(e.region().low()),
                  "regionHigh", finite(e.region().high()));
          case RunEvent.Decided e ->
              fields(
                  "type", "verdict",
                  "claim", e.claim(),
                  "verdict", e.verdict().kind(),
                  "explanation", e.verdict().explain());
          case RunEvent.NotRun e ->
              fields("type", "not-run", "claims", e.claims(), "reason", e.reason());
          case RunEvent.Finished e -> fields("type", "finished", "records", e.records());
        });
  }

  /** The line that says a run could not go on. */
  public static String failed(String message) {
    return Json.write(fields("type", "failed", "message", message));
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Map<String, @Nullable Object> fields(@Nullable Object... pairs) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return fields;
  }
}
