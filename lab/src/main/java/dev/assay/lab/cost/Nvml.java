package dev.assay.lab.cost;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The energy counters of NVIDIA's graphics processors, by NVML, the management library that comes
 * with the driver: {@code nvmlDeviceGetTotalEnergyConsumption} counts millijoules since the driver
 * was loaded (Volta and newer; NVML API reference, device queries).
 */
@SuppressWarnings("restricted") // a C library; only called where the driver is there
final class Nvml {
  private static final int NAME_LENGTH = 96;

  private final MethodHandle handleByIndex;
  private final MethodHandle name;
  private final MethodHandle energy;

  private Nvml(SymbolLookup library) {
    handleByIndex = function(library, "nvmlDeviceGetHandleByIndex_v2", JAVA_INT, ADDRESS);
    name = function(library, "nvmlDeviceGetName", ADDRESS, ADDRESS, JAVA_INT);
    energy = function(library, "nvmlDeviceGetTotalEnergyConsumption", ADDRESS, ADDRESS);
  }

  /** The counters of this machine; empty where there is no NVIDIA driver. */
  static List<EnergyCounter> counters() {
    // Asked first, since to open a library prints the JVM's warning in programs without the flag.
    return Files.exists(Path.of("/proc/driver/nvidia/version"))
        ? counters("libnvidia-ml.so.1")
        : List.of();
  }

  /** The counters that the library {@code library} tells of. */
  static List<EnergyCounter> counters(String library) {
    List<EnergyCounter> counters = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
      Nvml nvml = new Nvml(symbols);
      MemorySegment count = arena.allocate(JAVA_INT);
      if (!ok(function(symbols, "nvmlInit_v2"))
          || !ok(function(symbols, "nvmlDeviceGetCount_v2", ADDRESS), count)) {
        return List.of();
      }
      for (int index = 0; index < count.get(JAVA_INT, 0); index++) {
        MemorySegment handle = arena.allocate(ADDRESS);
        if (ok(nvml.handleByIndex, index, handle)) {
          Device device = nvml.device(index, handle.get(ADDRESS, 0));
          if (device.joules().isPresent()) {
            counters.add(device);
          }
        }
      }
    } catch (IllegalArgumentException | IllegalCallerException e) {
      // No such library or function, or this program may not call it: not measured.
      return List.of();
    }
    return counters;
  }

  private Device device(int index, MemorySegment handle) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(NAME_LENGTH);
      String label =
          ok(name, handle, text, NAME_LENGTH) ? text.getString(0, StandardCharsets.UTF_8) : "GPU";
      return new Device(label + " " + index, this, handle);
    }
  }

  private static MethodHandle function(
      SymbolLookup library, String name, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(
            library
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException("NVML has no " + name)),
            FunctionDescriptor.of(JAVA_INT, arguments));
  }

  /** Calls a function that returns 0 for success. */
  private static boolean ok(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("a function of NVML cannot be called", e);
    }
  }

  private record Device(String name, Nvml nvml, MemorySegment handle) implements EnergyCounter {
    @Override
    public OptionalDouble joules() {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment millijoules = arena.allocate(JAVA_LONG);
        return ok(nvml.energy, handle, millijoules)
            ? OptionalDouble.of(millijoules.get(JAVA_LONG, 0) / 1e3)
            : OptionalDouble.empty();
      }
    }

    @Override
    public double range() {
      return Double.POSITIVE_INFINITY;
    }
  }
}
