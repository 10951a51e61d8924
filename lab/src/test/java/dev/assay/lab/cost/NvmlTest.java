package dev.assay.lab.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a C library with the functions of nvml.h, compiled here: few machines have the real. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "compiles a C library")
class NvmlTest {
  private static final String LIBRARY =
      """
      #include <string.h>
      typedef struct { int index; unsigned long long millijoules; } *device;
      int nvmlInit_v2(void) { return 0; }
      int nvmlDeviceGetCount_v2(unsigned int *count) { *count = 2; return 0; }
      int nvmlDeviceGetHandleByIndex_v2(unsigned int index, device *handle) {
        static struct { int index; unsigned long long millijoules; } devices[2];
        devices[index].index = index;
        devices[index].millijoules = 5000000000ULL;
        *handle = (device) &devices[index];
        return 0;
      }
      int nvmlDeviceGetName(device handle, char *name, unsigned int length) {
        strncpy(name, "NVIDIA Example", length);
        return 0;
      }
      /* The first counts 1500 mJ more at each reading; the second is too old: NOT_SUPPORTED. */
      int nvmlDeviceGetTotalEnergyConsumption(device handle, unsigned long long *energy) {
        *energy = handle->millijoules += 1500;
        return handle->index == 0 ? 0 : 3;
      }
      """;

  @TempDir Path folder;

  private Path compile(String source) throws IOException, InterruptedException {
    Path library = folder.resolve("libnvml.so");
    Path file = Files.writeString(folder.resolve("nvml.c"), source);
    try {
      int exit =
          new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), file.toString())
              .inheritIO()
              .start()
              .waitFor();
      assertThat(exit).isZero();
    } catch (IOException e) {
      assumeTrue(false, "there is no C compiler");
    }
    return library;
  }

  @Test
  void joulesAreReadFromEachDeviceThatCountsThem() throws Exception {
    List<EnergyCounter> counters = Nvml.counters(compile(LIBRARY).toString());
    assertThat(counters).extracting(EnergyCounter::name).containsExactly("NVIDIA Example 0");
    EnergyMeter meter = new EnergyMeter(counters);
    double before = meter.joules().orElseThrow();
    assertThat(meter.joules().orElseThrow() - before).isEqualTo(1.5);
    assertThat(counters.getFirst().joules().orElseThrow()).isGreaterThan(4.9e6);
  }

  @Test
  void aLibraryWithoutTheFunctionsMeasuresNothing() throws Exception {
    assertThat(Nvml.counters(compile("int nvmlInit_v2(void) { return 0; }").toString())).isEmpty();
    assertThat(Nvml.counters("no-such-library.so")).isEmpty();
  }
}
