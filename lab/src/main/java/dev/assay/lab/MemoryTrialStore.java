package dev.assay.lab;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A trial store that lasts as long as its process. */
public final class MemoryTrialStore implements TrialStore {
  private final Map<TrialKey, Outcome> outcomes = new ConcurrentHashMap<>();

  @Override
  public Optional<Outcome> find(TrialKey key) {
    return Optional.ofNullable(outcomes.get(key));
  }

  @Override
  public Outcome put(TrialKey key, Outcome outcome) {
    Outcome before = outcomes.putIfAbsent(key, outcome);
    return before == null ? outcome : before;
  }
}
