package dev.assay.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataStoreTest {
  // printf abc | sha256sum
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final DataFile FILE = DataFile.at("set/f.txt", 3, ABC, "http://localhost:1/f");

  @TempDir Path cache;
  @TempDir Path folder;

  @Test
  void looksInTheCacheThenInTheFoldersPlainOrCompressed() throws IOException {
    assertThat(store().find(FILE)).isEqualTo(Place.ABSENT);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(in(folder).resolve("f.txt.gz")))) {
      out.write("abc".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(store().find(FILE)).isEqualTo(Place.FOLDER);
    assertThat(text(store())).isEqualTo("abc");
    // Each that comes earlier in the order is damaged, which shows that it is the one taken.
    Path plain = Files.writeString(in(folder).resolve("f.txt"), "abd");
    assertThatThrownBy(() -> store().open(FILE)).hasMessageStartingWith(plain + " is not the file");
    Path cached = Files.writeString(in(cache).resolve("f.txt"), "abcd");
    assertThat(store().find(FILE)).isEqualTo(Place.CACHE);
    assertThatThrownBy(() -> store().verify(FILE))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessage(
            cached
                + " is not the file it should be, it holds 4 bytes instead of 3:"
                + " remove it, and it can be fetched anew.");
  }

  @Test
  void theClassPathComesFirst() throws IOException {
    Files.writeString(in(cache).resolve("f.txt"), "bad");
    DataFile bundled = FILE.orResource("dev/assay/data/store/abc.txt");
    assertThat(store().find(bundled)).isEqualTo(Place.BUNDLED);
    assertThat(
            new String(
                store().open(bundled).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.US_ASCII))
        .isEqualTo("abc");
    assertThat(store().find(FILE.orResource("not/there"))).isEqualTo(Place.CACHE);
  }

  @Test
  void saysThatDataIsAbsent() {
    assertThatThrownBy(() -> store().open(FILE))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessage(
            "set/f.txt is not on this machine, neither in "
                + cache
                + " nor in ["
                + folder
                + "], and downloads are switched off; it is to be had from http://localhost:1/f.");
  }

  @Test
  void fetchReplacesADamagedCopyOnlyWhereItMayDownload() throws IOException {
    Path cached = Files.writeString(in(cache).resolve("f.txt"), "bad");
    assertThatThrownBy(() -> store().fetch(FILE)).hasMessageStartingWith(cached.toString());
    assertThat(cached).exists();
    try (FaultyServer server =
        new FaultyServer(FaultyServer.whole("abc".getBytes(StandardCharsets.US_ASCII)))) {
      DataFile file = DataFile.at("set/f.txt", 3, ABC, server.address("f"));
      store().online().fetch(file);
      assertThat(cached).hasContent("abc");
      store().online().fetch(file);
      assertThat(server.ranges()).hasSize(1);
    }
  }

  @Test
  void refusesPathsThatLeaveTheCache() {
    for (String path : new String[] {"../f", "/f", "a/../f", "a//f", "", "a/.f"}) {
      assertThatThrownBy(() -> DataFile.at(path, 3, ABC, "http://localhost/"))
          .hasMessage(path + " is no relative path of plain names.");
    }
  }

  private DataStore store() {
    return DataStore.standard().withCache(cache).withFolders(folder).offline();
  }

  private String text(DataStore store) {
    return new String(store.open(FILE).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.US_ASCII);
  }

  private static Path in(Path root) throws IOException {
    return Files.createDirectories(root.resolve("set"));
  }
}
