package dev.assay.lab.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The resident memory of a process, from {@code /proc} (Linux, proc(5)): now ({@code VmRSS}), and
 * at most since a reset ({@code VmHWM}, set back by writing 5 to {@code clear_refs}).
 */
public final class ResidentMemory {
  static final ResidentMemory NOT_MEASURED = new ResidentMemory(null);

  private final @Nullable Path process;

  ResidentMemory(@Nullable Path process) {
    this.process = process;
  }

  /** That of this process. */
  static ResidentMemory ofThisProcess() {
    return new ResidentMemory(Path.of("/proc/self"));
  }

  /** That of another process of the same user. */
  public static ResidentMemory of(Process other) {
    return new ResidentMemory(Path.of("/proc", Long.toString(other.pid())));
  }

  /** Bytes resident now, or empty where not measured. */
  public OptionalDouble now() {
    return field("VmRSS:");
  }

  /**
   * Begin a new peak. False where that is refused; then {@link #peak} must not be used, since it
   * may be an earlier trial's.
   */
  boolean reset() {
    if (process == null) {
      return false;
    }
    try {
      // Opened without "create": where there is no such file there must be none afterwards.
      Files.writeString(process.resolve("clear_refs"), "5", StandardOpenOption.WRITE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The most bytes resident since {@link #reset}, or empty where not measured. */
  OptionalDouble peak() {
    return field("VmHWM:");
  }

  /** A field of {@code status} that is given in kB, in bytes. */
  private OptionalDouble field(String name) {
    if (process == null) {
      return OptionalDouble.empty();
    }
    try {
      for (String line : Files.readAllLines(process.resolve("status"))) {
        if (line.startsWith(name)) {
          String kilobytes = line.substring(name.length()).replace("kB", "").strip();
          return OptionalDouble.of(1024.0 * Long.parseLong(kilobytes));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not this kind of system, or the process has ended.
    }
    return OptionalDouble.empty();
  }
}
