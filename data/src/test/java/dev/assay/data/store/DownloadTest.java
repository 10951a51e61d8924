package dev.assay.data.store;

import static dev.assay.data.store.FaultyServer.cutAfter;
import static dev.assay.data.store.FaultyServer.rest;
import static dev.assay.data.store.FaultyServer.status;
import static dev.assay.data.store.FaultyServer.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.tensor.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A download meets every fault a server can have, and ends with the right bytes or a sentence. */
@Timeout(30)
class DownloadTest {
  private static final int LENGTH = 200_000;
  private static final byte[] CONTENT = content();

  @TempDir Path cache;

  @Test
  void fetchesOnceAndKeeps() throws Exception {
    try (FaultyServer server = new FaultyServer(whole(CONTENT))) {
      List<String> progress = new ArrayList<>();
      DataStore store = store().reporting((file, done, total) -> progress.add(done + "/" + total));
      assertThat(bytes(store, file(server))).isEqualTo(CONTENT);
      assertThat(bytes(store, file(server))).isEqualTo(CONTENT);
      assertThat(server.ranges()).containsExactly("null");
      assertThat(progress).startsWith("0/200000").endsWith("200000/200000");
      assertThat(store.find(file(server))).isEqualTo(Place.CACHE);
      assertThat(cache.resolve("set")).isDirectoryNotContaining("glob:**.{part,new}");
    }
  }

  @Test
  void unpacksAndChecksTheUnpackedBytes() throws Exception {
    try (FaultyServer server = new FaultyServer(whole(gzip(CONTENT)))) {
      DataFile file = DataFile.gzippedAt("set/f", LENGTH, sha256(), server.address("f.gz"));
      assertThat(bytes(store(), file)).isEqualTo(CONTENT);
    }
  }

  @Test
  void goesOnWhereTheConnectionEnded() throws Exception {
    try (FaultyServer server = new FaultyServer(cutAfter(70_000, CONTENT), rest(70_000, CONTENT))) {
      assertThat(bytes(store(), file(server))).isEqualTo(CONTENT);
      assertThat(server.ranges()).containsExactly("null", "bytes=70000-");
    }
  }

  @Test
  void goesOnInALaterProcess() throws Exception {
    try (FaultyServer server = new FaultyServer(cutAfter(70_000, CONTENT), status(404))) {
      assertThatThrownBy(() -> store().open(file(server)))
          .isInstanceOf(DataUnavailableException.class);
      assertThat(cache.resolve("set/f.part")).hasSize(70_000);
    }
    try (FaultyServer server = new FaultyServer(rest(70_000, CONTENT))) {
      assertThat(bytes(store(), file(server))).isEqualTo(CONTENT);
      assertThat(server.ranges()).containsExactly("bytes=70000-");
    }
  }

  @Test
  void beginsAgainWhereTheServerKnowsNoRanges() throws Exception {
    try (FaultyServer server = new FaultyServer(cutAfter(70_000, CONTENT), whole(CONTENT))) {
      assertThat(bytes(store(), file(server))).isEqualTo(CONTENT);
    }
  }

  @Test
  void beginsAgainWhereTheFileChangedBetweenTwoTries() throws Exception {
    byte[] other = new byte[LENGTH];
    try (FaultyServer server =
        new FaultyServer(cutAfter(70_000, other), rest(70_000, CONTENT), whole(CONTENT))) {
      assertThat(bytes(store(), file(server))).isEqualTo(CONTENT);
      assertThat(server.ranges()).containsExactly("null", "bytes=70000-", "null");
    }
  }

  @Test
  void takesAFinishedPartWithoutAskingForMore() throws Exception {
    Files.createDirectories(cache.resolve("set"));
    Files.write(cache.resolve("set/f.part"), CONTENT);
    try (FaultyServer server = new FaultyServer(status(416))) {
      assertThat(bytes(store(), file(server))).isEqualTo(CONTENT);
      assertThat(server.ranges()).containsExactly("bytes=200000-");
    }
  }

  @Test
  void refusesAWrongChecksumAndKeepsNothing() throws Exception {
    byte[] wrong = CONTENT.clone();
    wrong[123] ^= 1;
    try (FaultyServer server = new FaultyServer(whole(wrong))) {
      assertThatThrownBy(() -> store().open(file(server)))
          .isInstanceOf(DataUnavailableException.class)
          .hasMessageStartingWith("Could not fetch set/f from http://localhost:")
          .hasMessageContaining("what came is not that file, its SHA-256 is ")
          .hasMessageEndingWith(" instead of " + sha256() + ".");
      assertThat(cache.resolve("set")).isEmptyDirectory();
    }
  }

  @Test
  void refusesMoreThanTheFileHolds() throws Exception {
    try (FaultyServer server = new FaultyServer(whole(new byte[LENGTH + 1]))) {
      assertThatThrownBy(() -> store().open(file(server)))
          .hasMessageContaining("it is longer than 200000 bytes");
      assertThat(cache.resolve("set")).isEmptyDirectory();
    }
    // A few hundred bytes that unpack to more than they should.
    try (FaultyServer server = new FaultyServer(whole(gzip(new byte[LENGTH + 1])))) {
      DataFile file = DataFile.gzippedAt("set/f", LENGTH, sha256(), server.address("f.gz"));
      assertThatThrownBy(() -> store().open(file))
          .hasMessageContaining("it holds more than 200000 bytes");
      assertThat(cache.resolve("set")).isEmptyDirectory();
    }
  }

  @Test
  void refusesACutArchive() throws Exception {
    byte[] zipped = gzip(CONTENT);
    try (FaultyServer server = new FaultyServer(whole(Arrays.copyOf(zipped, zipped.length - 9)))) {
      DataFile file = DataFile.gzippedAt("set/f", LENGTH, sha256(), server.address("f.gz"));
      assertThatThrownBy(() -> store().open(file)).hasMessageContaining("it is no whole gzip file");
    }
  }

  @Test
  void saysThatThereIsNoSuchFileAndDoesNotAskAgain() throws Exception {
    try (FaultyServer server = new FaultyServer(status(404), whole(CONTENT))) {
      assertThatThrownBy(() -> store().open(file(server)))
          .isInstanceOf(DataUnavailableException.class)
          .hasMessage("Could not fetch set/f from " + server.address("f") + ": it answered 404.");
      assertThat(server.ranges()).hasSize(1);
    }
  }

  @Test
  void asksAgainWhereTheServerIsBusy() throws Exception {
    try (FaultyServer server = new FaultyServer(status(503), status(429), whole(CONTENT))) {
      assertThat(bytes(store(), file(server))).isEqualTo(CONTENT);
    }
  }

  @Test
  void givesUpOnAServerThatStalls() throws Exception {
    try (FaultyServer stalling = new FaultyServer();
        FaultyServer server =
            new FaultyServer(
                stalling.stallAfter(10, CONTENT),
                stalling.stallAfter(0, CONTENT),
                stalling.stallAfter(0, CONTENT))) {
      assertThatThrownBy(() -> store().open(file(server)))
          .isInstanceOf(DataUnavailableException.class)
          .hasMessageContaining("Read timed out");
      assertThat(server.ranges()).hasSize(3);
    }
  }

  @Test
  void goesOnAfterAStall() throws Exception {
    try (FaultyServer stalling = new FaultyServer();
        FaultyServer server =
            new FaultyServer(stalling.stallAfter(50_000, CONTENT), rest(50_000, CONTENT))) {
      assertThat(bytes(store(), file(server))).isEqualTo(CONTENT);
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    DataFile file;
    try (FaultyServer server = new FaultyServer()) {
      file = file(server);
    }
    assertThatThrownBy(() -> store().open(file))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("Connection refused");
  }

  @Test
  void fetchesOnceForManyThreads() throws Exception {
    try (FaultyServer server = new FaultyServer(whole(CONTENT));
        var threads = Executors.newFixedThreadPool(8)) {
      Callable<byte[]> open = () -> bytes(store(), file(server));
      for (var each : threads.invokeAll(List.of(open, open, open, open, open, open))) {
        assertThat(each.get()).isEqualTo(CONTENT);
      }
      assertThat(server.ranges()).hasSize(1);
    }
  }

  private DataStore store() {
    return DataStore.standard()
        .withCache(cache)
        .withFolders()
        .online()
        .with(new Download.Patience(Duration.ofMillis(300), 3, Duration.ofMillis(1)));
  }

  private static DataFile file(FaultyServer server) {
    return DataFile.at("set/f", LENGTH, sha256(), server.address("f"));
  }

  private static byte[] bytes(DataStore store, DataFile file) {
    return store.open(file).toArray(ValueLayout.JAVA_BYTE);
  }

  private static byte[] content() {
    byte[] bytes = new byte[LENGTH];
    RandomStream.of(1).nextBytes(bytes);
    return bytes;
  }

  private static String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
