package dev.assay.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs sh")
class ProcessTreeTest {
  /** A shell that starts a sleep, says its id, and waits. */
  private static Process shell() throws Exception {
    return new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait").start();
  }

  private static ProcessHandle child(Process shell) throws Exception {
    BufferedReader out = shell.inputReader();
    return ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
  }

  @Test
  void aKillReachesWhatTheProcessHasStarted() throws Exception {
    Process shell = shell();
    ProcessHandle child = child(shell);
    assertThat(ProcessTree.living(shell)).containsExactlyInAnyOrder(shell.toHandle(), child);
    ProcessTree.kill(shell);
    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    child.onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aProcessThatHasEndedHasNoDescendantsAnyMore() throws Exception {
    Process shell = shell();
    ProcessHandle child = child(shell);
    try {
      shell.destroyForcibly().waitFor();
      assertThat(ProcessTree.living(shell)).isEmpty();
      ProcessTree.kill(shell);
      assertThat(child.isAlive()).isTrue();
    } finally {
      child.destroyForcibly();
    }
  }
}
