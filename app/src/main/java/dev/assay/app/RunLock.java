package dev.assay.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one process at a time make a run. A second one waits for the first, and then finds all its
 * trials in the store; where the first is killed, the system gives its lock to the second.
 */
final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the run's lock, and says so where it has to. */
  static RunLock take(Path home, String run, PrintWriter err) {
    Path file = home.resolve("running").resolve(run + ".lock");
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        err.println("The same run is under way: waiting for its trials.");
        err.flush();
        lock = channel.lock();
      }
      return new RunLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("the run's lock " + file + " cannot be taken", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It goes with the process at the latest.
    }
  }
}
