package dev.assay.lab.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
  @TempDir Path folder;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void aPeakIsSeenAfterItIsOverAndForgottenByAReset() {
    long bytes = 200 << 20;
    ResidentMemory memory = ResidentMemory.ofThisProcess();
    assertThat(memory.reset()).isTrue();
    double before = memory.now().orElseThrow();
    try (Arena arena = Arena.ofConfined()) {
      arena.allocate(bytes).fill((byte) 1);
    }
    assertThat(memory.peak().orElseThrow() - before).isBetween(0.9 * bytes, 1.5 * bytes);
    assertThat(memory.reset()).isTrue();
    assertThat(memory.peak().orElseThrow() - before).isLessThan(0.5 * bytes);
  }

  @Test
  void whereTheSystemHasNoSuchFilesNothingIsMeasuredOrWritten() {
    ResidentMemory memory = new ResidentMemory(folder);
    assertThat(memory.reset()).isFalse();
    assertThat(memory.now()).isEmpty();
    assertThat(Files.exists(folder.resolve("clear_refs"))).isFalse();
  }
}
