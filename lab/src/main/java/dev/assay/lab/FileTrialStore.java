package dev.assay.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A trial store in a folder: one JSON file an outcome, under the first two digits of its key.
 *
 * <p>A file is written beside its place, forced to disk and linked into place, so a reader sees all
 * of it or nothing, and of two writers the first wins. Each file ends with the SHA-256 of its body;
 * a torn or altered file is treated as absent, set aside under {@code *.damaged}, and its trial
 * runs again.
 */
public final class FileTrialStore implements TrialStore {
  /** Larger than any outcome that is stored: a file of more bytes is damaged. */
  private static final int LARGEST = 256 << 20;

  private final Path folder;

  /** A store in {@code folder}, made if absent. */
  public FileTrialStore(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the trial store's folder " + folder + " cannot be made", e);
    }
  }

  @Override
  public Optional<Outcome> find(TrialKey key) {
    Path file = file(key);
    String text;
    try {
      // Bytes that are no UTF-8 are replaced, so that the checksum finds them.
      text =
          Files.size(file) > LARGEST
              ? ""
              : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the trial file " + file + " cannot be read", e);
    }
    int end = text.lastIndexOf('\n', text.length() - 2);
    if (end > 0 && text.substring(end + 1).strip().equals(Sha256.hex(text.substring(0, end)))) {
      return Optional.of(Json.read(text.substring(0, end), Outcome.class));
    }
    setAside(file);
    return Optional.empty();
  }

  @Override
  public Outcome put(TrialKey key, Outcome outcome) {
    Path file = file(key);
    String body = Json.write(outcome);
    byte[] content = (body + "\n" + Sha256.hex(body) + "\n").getBytes(StandardCharsets.UTF_8);
    if (content.length > LARGEST) {
      throw new IllegalArgumentException(
          "an outcome of %d MiB cannot be stored: at most %d MiB can; give its curves fewer points"
              .formatted(content.length >> 20, LARGEST >> 20));
    }
    try {
      Files.createDirectories(file.getParent());
      Path beside = Files.createTempFile(file.getParent(), key.hex().substring(0, 16), ".tmp");
      try {
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.wrap(content);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.createLink(file, beside);
      } catch (FileAlreadyExistsException e) {
        return find(key).orElseGet(() -> put(key, outcome));
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the outcome of a trial cannot be stored in " + folder, e);
    }
    return outcome;
  }

  private Path file(TrialKey key) {
    return folder.resolve(key.hex().substring(0, 2)).resolve(key.hex() + ".json");
  }

  private static void setAside(Path file) {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".damaged"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      // Another process set it aside first.
    } catch (IOException e) {
      throw new UncheckedIOException("the damaged trial file " + file + " cannot be moved", e);
    }
  }
}
