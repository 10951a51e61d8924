package dev.assay.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JacksonException;

/** Keeps records as files: {@code <paper>/<claim>-<tier>-<finished>.json}. */
public final class RecordFolder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final long MAX_BYTES = 64L << 20;
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

  /**
   * Read the record in {@code file}.
   *
   * @throws IllegalArgumentException where the file holds none, with a sentence that says so
   */
  public static ClaimRecord read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(
            "%s is no record: it is larger than %d MB".formatted(file, MAX_BYTES >> 20));
      }
      return Json.read(Files.readString(file), ClaimRecord.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read as a text file".formatted(file), e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "%s is no record of a claim: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }
}
