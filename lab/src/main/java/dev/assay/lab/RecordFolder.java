package dev.assay.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Keeps records as files: {@code <paper>/<claim>-<tier>-<finished>.json}. */
public final class RecordFolder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private final Path folder;

  public RecordFolder(Path folder) {
    this.folder = folder;
  }

  /** Write {@code record} beside its place and rename it; returns the file. */
  public Path add(ClaimRecord record) {
    Path ofPaper = folder.resolve(record.paper());
    Path file =
        ofPaper.resolve(
            "%s-%s-%s.json"
                .formatted(record.claim(), record.tier().label(), TIME.format(record.finished())));
    try {
      Files.createDirectories(ofPaper);
      Path beside = Files.createTempFile(ofPaper, "record", ".tmp");
      Files.writeString(beside, Json.pretty(record) + "\n");
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the record cannot be written to " + file, e);
    }
    return file;
  }
}
