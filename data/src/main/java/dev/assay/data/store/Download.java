package dev.assay.data.store;

import dev.assay.data.format.WholeFile;
import dev.assay.data.store.VerifiedBytes.WrongBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Fetches one file: into {@code target.part} as the server sends it, from where an earlier try
 * ended; then unpacked and checked beside the target; then renamed.
 */
final class Download {
  /**
   * How long a download is patient.
   *
   * @param stall the longest wait for a connection or for the next byte
   * @param attempts how often in a row it may fail without a new byte
   * @param pause the wait after the first failure; it doubles with each
   */
  record Patience(Duration stall, int attempts, Duration pause) {
    static final Patience STANDARD = new Patience(Duration.ofSeconds(30), 4, Duration.ofSeconds(1));
  }

  /** What another try would not change. */
  private static final class Refused extends Exception {
    Refused(String message) {
      super(message);
    }
  }

  private final DataFile file;
  private final URI source;
  private final Path target;
  private final Path part;
  private final Patience patience;
  private final Progress progress;

  /** Whether what is here came in more than one piece. */
  private boolean resumed;

  Download(DataFile file, URI source, Path target, Patience patience, Progress progress) {
    this.file = file;
    this.source = source;
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Fetches the file.
   *
   * @throws DataUnavailableException where it is not to be had; what came so far stays for the next
   *     try, unless it was wrong
   */
  void run() {
    try {
      Files.createDirectories(part.toAbsolutePath().getParent());
      try {
        fetch();
        unpack();
      } catch (WrongBytes e) {
        discardPart(e);
        if (!resumed) {
          throw e;
        }
        // The server's file may have changed between two tries: begin again, once.
        fetch();
        unpack();
      }
    } catch (Refused e) {
      throw unavailable(describe(e), e);
    } catch (WrongBytes e) {
      discardPart(e);
      throw unavailable("what came is not that file, " + e.getMessage(), e);
    } catch (IOException e) {
      throw unavailable(describe(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the download was interrupted", e);
    }
  }

  /** Tries until all is there. */
  private void fetch() throws IOException, Refused, InterruptedException {
    int failures = 0;
    while (true) {
      long before = size();
      resumed |= before > 0;
      try {
        transfer(before);
        return;
      } catch (WrongBytes e) {
        throw e;
      } catch (IOException e) {
        failures = size() > before ? 1 : failures + 1;
        if (failures >= patience.attempts()) {
          throw e;
        }
        Thread.sleep(patience.pause().multipliedBy(1L << (failures - 1)));
      }
    }
  }

  /** Asks for the bytes from this one on and appends what comes. */
  private void transfer(long from) throws IOException, Refused {
    // Not java.net.http: its timeout ends with the headers, and a body that stalls waits forever.
    HttpURLConnection connection = (HttpURLConnection) source.toURL().openConnection();
    connection.setConnectTimeout(Math.toIntExact(patience.stall().toMillis()));
    connection.setReadTimeout(Math.toIntExact(patience.stall().toMillis()));
    connection.setRequestProperty("User-Agent", "Assay");
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    int status = connection.getResponseCode();
    switch (status) {
      case HttpURLConnection.HTTP_OK -> receive(connection, 0);
      case HttpURLConnection.HTTP_PARTIAL -> {
        String range = connection.getHeaderField("Content-Range");
        if (range == null || !range.startsWith("bytes " + from + "-")) {
          throw new Refused("it sent the bytes " + range + " where " + from + "- were asked for");
        }
        receive(connection, from);
      }
      case 416 -> {
        // Nothing follows what is here: it is the whole, or it is wrong and unpacking will say so.
        if (from == 0) {
          throw new Refused("it answered 416");
        }
      }
      case 429 -> throw new IOException("it answered 429, too many requests");
      default -> {
        if (status >= 500) {
          throw new IOException("it answered " + status);
        }
        throw new Refused("it answered " + status);
      }
    }
  }

  private void receive(HttpURLConnection connection, long from) throws IOException {
    long length = connection.getContentLengthLong();
    long total = length < 0 ? -1 : from + length;
    long done = from;
    StandardOpenOption mode =
        from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    // The stream itself complains where it ends before the length that was announced.
    try (InputStream in = connection.getInputStream();
        OutputStream out =
            Files.newOutputStream(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      byte[] chunk = new byte[1 << 16];
      progress.at(file, done, total);
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        done += n;
        if (done > longest()) {
          throw new WrongBytes("it is longer than " + longest() + " bytes");
        }
        out.write(chunk, 0, n);
        progress.at(file, done, total);
      }
    }
  }

  /** Gzip makes incompressible bytes a little longer. */
  private long longest() {
    return file.gzipped() ? file.size() + file.size() / 100 + 4096 : file.size();
  }

  private void unpack() throws IOException {
    try (InputStream raw = Files.newInputStream(part);
        InputStream in = file.gzipped() ? new GZIPInputStream(raw, 1 << 16) : raw) {
      WholeFile.write(target, out -> VerifiedBytes.copy(file, in, out));
    } catch (ZipException | EOFException e) {
      throw new WrongBytes("it is no whole gzip file (" + e.getMessage() + ")");
    }
    Files.delete(part);
  }

  private long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private void discardPart(Exception cause) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static String describe(Exception e) {
    if (e instanceof UnknownHostException) {
      return "there is no such host, or no network";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private DataUnavailableException unavailable(String why, Exception cause) {
    return new DataUnavailableException(
        "Could not fetch " + file.path() + " from " + source + ": " + why + ".", cause);
  }
}
