package dev.assay.hub.web;

import dev.assay.hub.people.Role;
import dev.assay.hub.runs.Run;
import java.util.Optional;

/**
 * A run in the list of all.
 *
 * @param place in the queue, from 1; 0 where it does not wait
 */
public record RunRow(Run run, int place, boolean mayCancel) {
  static RunRow of(Run run, int place, Optional<Visitor> visitor) {
    return new RunRow(run, place, mayCancel(run, visitor));
  }

  /** Who started a run, or an administrator, while it has not ended. */
  static boolean mayCancel(Run run, Optional<Visitor> visitor) {
    return run.state().isActive()
        && visitor
            .filter(
                asking ->
                    asking.is(Role.ADMINISTRATOR)
                        || Long.valueOf(asking.person().id()).equals(run.person()))
            .isPresent();
  }

  /** What is run. */
  public String what() {
    return (run.claim() == null ? "all claims" : "claim " + run.claim()) + ", " + run.tier();
  }

  /** Why it waits. */
  public String why() {
    return switch (place) {
      case 0, 1 -> "next, when a worker is free";
      case 2 -> "after one other; everybody has a turn";
      default -> "after " + (place - 1) + " others; everybody has a turn";
    };
  }

  public String since() {
    return Words.time(run.taken() == null ? run.created() : run.taken());
  }

  public String ended() {
    return Words.time(run.updated());
  }
}
