package dev.assay.lab;

import java.util.Optional;

/**
 * Keeps outcomes by trial key, append-only: the first outcome stored under a key stays.
 *
 * <p>Safe for use from several threads and processes at once. An outcome is durable when {@link
 * #put} returns.
 */
public interface TrialStore {
  /** The outcome stored under {@code key}, or empty. */
  Optional<Outcome> find(TrialKey key);

  /** Store {@code outcome} and return what the store now holds under {@code key}. */
  Outcome put(TrialKey key, Outcome outcome);
}
