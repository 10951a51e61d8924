package dev.assay.lab.process;

import java.util.List;
import java.util.stream.Stream;

/** A process that this one has started, with the processes it has started itself. */
public final class ProcessTree {
  private ProcessTree() {}

  /**
   * Kill {@code root} and its descendants; does nothing where it has ended.
   *
   * <p>Descendants are found by process id, and the system gives the id of a process that has ended
   * to another, whoever's that is. So they count only where {@code root} still lives after they
   * were listed: until then its id was its own.
   */
  public static void kill(Process root) {
    living(root).forEach(ProcessHandle::destroyForcibly);
  }

  /** {@code root} and its descendants, or none where it has ended. */
  public static List<ProcessHandle> living(Process root) {
    if (!root.isAlive()) {
      return List.of();
    }
    List<ProcessHandle> tree =
        Stream.concat(root.toHandle().descendants(), Stream.of(root.toHandle())).toList();
    return root.isAlive() ? tree : List.of();
  }
}
