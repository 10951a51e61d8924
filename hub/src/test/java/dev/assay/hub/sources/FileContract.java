package dev.assay.hub.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of file must do. */
abstract class FileContract extends PaperSourceContract {
  @TempDir Path folder;

  @Override
  protected PaperSource source(byte[] document) throws IOException {
    Path file = folder.resolve("papers");
    Files.write(file, document);
    return new PaperFile(file, "papers", Year.of(2025));
  }
}
