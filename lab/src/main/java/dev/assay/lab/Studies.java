package dev.assay.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The studies a process can run, by name and version. */
public final class Studies {
  private final Map<String, Study> byName = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  private Studies() {}

  /**
   * Those of every {@link Reproduction} announced on the class path. One that cannot be loaded does
   * not hide the others.
   */
  public static Studies onClassPath() {
    Studies studies = new Studies();
    Iterator<Reproduction> found = ServiceLoader.load(Reproduction.class).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return studies;
        }
        studies.add(found.next());
      } catch (ServiceConfigurationError e) {
        studies.broken.add(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Those of {@code reproductions}. */
  public static Studies of(Collection<? extends Reproduction> reproductions) {
    Studies studies = new Studies();
    reproductions.forEach(studies::add);
    return studies;
  }

  /**
   * The study {@code name@version}.
   *
   * @throws TrialNotRun where there is none, naming what is there
   */
  public Study require(String name, int version) {
    Study found = byName.get(name + "@" + version);
    if (found != null) {
      return found;
    }
    List<String> others = byName.keySet().stream().filter(s -> s.startsWith(name + "@")).toList();
    throw new TrialNotRun(
        "the worker has no study %s@%d%s; give it the same jars, with the paper's Reproduction announced in META-INF/services%s"
            .formatted(
                name,
                version,
                others.isEmpty() ? "" : ", only " + String.join(", ", others),
                broken.isEmpty() ? "" : " (not loaded: " + String.join("; ", broken) + ")"));
  }

  private void add(Reproduction reproduction) {
    try {
      for (Claim claim : reproduction.claims()) {
        // Papers may share a study: equal names and versions mean equal trials.
        byName.putIfAbsent(claim.study().label(), claim.study());
      }
    } catch (RuntimeException | LinkageError e) {
      broken.add(reproduction.getClass().getName() + ": " + e);
    }
  }
}
