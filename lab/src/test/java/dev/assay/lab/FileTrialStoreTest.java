package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTrialStoreTest extends TrialStoreContract {
  @TempDir Path folder;

  @Override
  protected TrialStore store() {
    return new FileTrialStore(folder);
  }

  @Test
  void aTornFileCountsAsAbsentAndIsKeptAside() throws Exception {
    TrialKey key = TrialKey.of("torn");
    store().put(key, Outcome.of("x", 1));
    Path file = folder.resolve(key.hex().substring(0, 2)).resolve(key.hex() + ".json");
    String whole = Files.readString(file);
    for (int length = 0; length < whole.length() - 1; length++) {
      Files.writeString(file, whole.substring(0, length));
      assertThat(store().find(key)).as("cut to %d characters", length).isEmpty();
      assertThat(file.resolveSibling(key.hex() + ".json.damaged")).exists();
    }
    store().put(key, Outcome.of("x", 1));
    assertThat(store().find(key)).contains(Outcome.of("x", 1));
  }

  @Test
  void anAlteredNumberIsNotBelieved() throws Exception {
    TrialKey key = TrialKey.of("altered");
    store().put(key, Outcome.of("x", 0.25));
    Path file = folder.resolve(key.hex().substring(0, 2)).resolve(key.hex() + ".json");
    Files.writeString(file, Files.readString(file).replace("0.25", "0.75"));
    assertThat(store().find(key)).isEmpty();
  }

  @Test
  void leavesNoFilesBeside() throws Exception {
    store().put(TrialKey.of("a"), Outcome.of("x", 1));
    store().put(TrialKey.of("a"), Outcome.of("x", 2));
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }
}
