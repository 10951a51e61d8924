package dev.assay.hub.runs;

/**
 * A run that this hub has under way.
 *
 * @param attempt which start of a worker it is: what is said for an earlier one has no effect
 */
record Taken(Run run, int attempt) {
  long id() {
    return run.id();
  }
}
