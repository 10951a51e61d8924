package dev.assay.lab.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a folder laid out as Linux lays out {@code /sys/class/powercap} on a machine of two sockets
 * (zone names and their nesting from the kernel's powercap.rst and drivers/powercap).
 */
class PowercapTest {
  private static final long RANGE = 262_143_328_850L;

  @TempDir Path folder;

  @BeforeEach
  void machine() throws IOException {
    zone("intel-rapl", null, 0);
    zone("intel-rapl:0", "package-0", 5_000_000);
    zone("intel-rapl:0:0", "core", 1_000_000);
    zone("intel-rapl:0:1", "dram", 2_000_000);
    zone("intel-rapl:1", "package-1", RANGE - 4_000_000);
    zone("intel-rapl:2", "psys", 9_000_000);
    zone("intel-rapl-mmio:0", "package-0", 5_000_000);
  }

  private void zone(String zone, String name, long microjoules) throws IOException {
    Path at = Files.createDirectories(folder.resolve(zone));
    if (name != null) {
      Files.writeString(at.resolve("name"), name + "\n");
      Files.writeString(at.resolve("max_energy_range_uj"), RANGE + "\n");
      set(zone, microjoules);
    }
  }

  private void set(String zone, long microjoules) throws IOException {
    Files.writeString(folder.resolve(zone).resolve("energy_uj"), microjoules + "\n");
  }

  private EnergyMeter meter() {
    return new EnergyMeter(Powercap.counters(folder));
  }

  @Test
  void eachPackageAndItsMemoryIsCountedOnce() {
    assertThat(meter().counters()).containsExactly("package-0", "package-0 dram", "package-1");
  }

  @Test
  void joulesAreSummedAcrossAWrapAround() throws IOException {
    EnergyMeter meter = meter();
    assertThat(meter.joules()).hasValue(0);
    set("intel-rapl:0", 6_500_000);
    set("intel-rapl:0:1", 2_250_000);
    set("intel-rapl:1", 3_000_000);
    // 1.5 J, .25 J, and 4 J to the end of the range with 3 J after it.
    assertThat(meter.joules().orElseThrow()).isCloseTo(8.75, within(1e-4));
    set("intel-rapl:1", 4_000_000);
    assertThat(meter.joules().orElseThrow()).isCloseTo(9.75, within(1e-4));
  }

  @Test
  void aCounterThatCannotBeReadIsNotCounted() throws IOException {
    Files.delete(folder.resolve("intel-rapl:0/energy_uj"));
    Files.writeString(folder.resolve("intel-rapl:1/energy_uj"), "no number");
    assertThat(meter().counters()).containsExactly("package-0 dram");
  }

  @Test
  void aCounterThatGoesAwayLeavesEnergyUnmeasured() throws IOException {
    EnergyMeter meter = meter();
    Files.delete(folder.resolve("intel-rapl:1/energy_uj"));
    assertThat(meter.joules()).isEmpty();
    set("intel-rapl:1", 0);
    assertThat(meter.joules()).isEmpty();
  }

  @Test
  void aMachineWithoutCountersMeasuresNothing() {
    EnergyMeter meter = new EnergyMeter(Powercap.counters(folder.resolve("absent")));
    assertThat(meter.counters()).isEmpty();
    assertThat(meter.joules()).isEmpty();
  }
}
