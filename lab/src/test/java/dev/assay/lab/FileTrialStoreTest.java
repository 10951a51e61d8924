package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Jimfs;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
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
  void bytesThatAreNoTextAreNotBelieved() throws Exception {
    TrialKey key = TrialKey.of("bytes");
    store().put(key, Outcome.of("x", 0.25));
    Path file = folder.resolve(key.hex().substring(0, 2)).resolve(key.hex() + ".json");
    byte[] bytes = Files.readAllBytes(file);
    bytes[5] = (byte) 0xff;
    Files.write(file, bytes);
    assertThat(store().find(key)).isEmpty();
  }

  @Test
  void onAFullDiskAnOutcomeIsRefusedAndNothingElseIsHarmed() throws Exception {
    var disk =
        com.google.common.jimfs.Configuration.unix().toBuilder()
            .setBlockSize(512)
            .setMaxSize(64 * 512)
            .build();
    try (FileSystem full = Jimfs.newFileSystem(disk)) {
      Path trials = full.getPath("/trials");
      TrialStore store = new FileTrialStore(trials);
      store.put(TrialKey.of("before"), Outcome.of("x", 1));
      double[] much = new double[10_000];
      Outcome large = Outcome.of("x", 2).withCurve("y", much, much);
      assertThatThrownBy(() -> store.put(TrialKey.of("large"), large))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("the outcome of a trial cannot be stored in /trials")
          .hasRootCauseMessage("out of disk space");
      assertThat(store.find(TrialKey.of("large"))).isEmpty();
      assertThat(store.find(TrialKey.of("before"))).contains(Outcome.of("x", 1));
      store.put(TrialKey.of("small"), Outcome.of("x", 3));
      try (var files = Files.walk(trials)) {
        assertThat(files.filter(Files::isRegularFile)).hasSize(2);
      }
    }
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
