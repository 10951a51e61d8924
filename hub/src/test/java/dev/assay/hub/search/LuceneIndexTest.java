package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest extends SearchIndexContract {
  @TempDir Path folder;

  @Override
  SearchIndex open() {
    return LuceneIndex.open(folder, "here");
  }

  @Test
  void anIndexOfAnotherDatabaseIsBegunAnew() {
    close();
    try (SearchIndex other = LuceneIndex.open(folder, "elsewhere")) {
      assertThat(other.papers()).isZero();
      assertThat(other.state()).isEqualTo(IndexState.empty("elsewhere"));
    }
  }

  @Test
  void aDamagedIndexIsBegunAnew() throws IOException {
    close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> !each.endsWith("write.lock")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    try (SearchIndex mended = open()) {
      assertThat(mended.papers()).isZero();
      assertThat(mended.state()).isEqualTo(IndexState.empty("here"));
    }
  }
}
