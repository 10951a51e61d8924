package dev.assay.hub.store;

import dev.assay.hub.HubException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The folder that holds all that one Assay keeps, locked against a second Assay while open. */
public final class Home implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private Home(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the folder where it is missing and locks it.
   *
   * @throws HubException where it cannot be written or another Assay uses it
   */
  public static Home lock(Path folder) {
    return tryLock(folder)
        .orElseThrow(
            () ->
                new HubException(
                    "The home folder "
                        + folder.toAbsolutePath()
                        + " is in use by another Assay; stop that one or choose another folder"
                        + " with --home."));
  }

  /** Like {@link #lock}, but empty where another Assay uses the folder. */
  public static Optional<Home> tryLock(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = null;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        // Held within this very process: the same answer as held by another.
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
      return lock == null ? Optional.empty() : Optional.of(new Home(absolute, channel, lock));
    } catch (IOException e) {
      throw new HubException(
          "The home folder "
              + absolute
              + " cannot be written; choose another with --home or give yourself the right to"
              + " write it.",
          e);
    }
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process at the latest.
    }
  }
}
