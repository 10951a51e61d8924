package dev.assay.data.store;

import dev.assay.data.format.WholeFile;
import dev.assay.data.store.VerifiedBytes.WrongBytes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds data files: on the class path, then in the cache, then in the folders of {@code ASSAY_DATA}
 * and in Debian's, then at their official address, from where they go into the cache.
 *
 * <p>Whatever is handed out has the checksum it should have. A file that has not is refused, never
 * passed over in silence for another.
 */
public final class DataStore {
  /** The environment variable that names folders of data, separated as in {@code PATH}. */
  public static final String FOLDERS_VARIABLE = "ASSAY_DATA";

  /** The environment variable that forbids downloads, where it is not empty. */
  public static final String OFFLINE_VARIABLE = "ASSAY_OFFLINE";

  /** The system property of Assay's home folder, {@code ~/.assay} by default. */
  public static final String HOME_PROPERTY = "assay.home";

  /** Where Debian's packages put data sets, dataset-fashion-mnist for one. */
  private static final Path DEBIAN_FOLDER = Path.of("/usr/share/datasets");

  /** Threads of this process wait here, other processes at the cache's lock file. */
  private static final ReentrantLock DOWNLOADING = new ReentrantLock();

  private final Path cache;
  private final List<Path> folders;
  private final boolean offline;
  private final Progress progress;
  private final Download.Patience patience;

  private DataStore(
      Path cache,
      List<Path> folders,
      boolean offline,
      Progress progress,
      Download.Patience patience) {
    this.cache = cache;
    this.folders = List.copyOf(folders);
    this.offline = offline;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * The store of this user: the cache in the home folder, folders and network as the environment
   * says.
   */
  public static DataStore standard() {
    String home = System.getProperty(HOME_PROPERTY);
    Path folder = home == null ? Path.of(System.getProperty("user.home"), ".assay") : Path.of(home);
    List<Path> folders = new ArrayList<>();
    for (String each : environment(FOLDERS_VARIABLE).split(File.pathSeparator, -1)) {
      if (!each.isBlank()) {
        folders.add(Path.of(each.strip()));
      }
    }
    folders.add(DEBIAN_FOLDER);
    return new DataStore(
        folder.resolve("data"),
        folders,
        !environment(OFFLINE_VARIABLE).isBlank(),
        Progress.NONE,
        Download.Patience.STANDARD);
  }

  /** The same store with another cache. */
  public DataStore withCache(Path folder) {
    return new DataStore(folder, folders, offline, progress, patience);
  }

  /** The same store with other folders. */
  public DataStore withFolders(Path... others) {
    return new DataStore(cache, List.of(others), offline, progress, patience);
  }

  /** The same store, which downloads nothing. */
  public DataStore offline() {
    return new DataStore(cache, folders, true, progress, patience);
  }

  /** The same store, which may download whatever the environment says. */
  public DataStore online() {
    return new DataStore(cache, folders, false, progress, patience);
  }

  /** The same store, which tells how far a download is. */
  public DataStore reporting(Progress listener) {
    return new DataStore(cache, folders, offline, listener, patience);
  }

  DataStore with(Download.Patience other) {
    return new DataStore(cache, folders, offline, progress, other);
  }

  /** Where the file would come from now; it is not read. */
  public Place find(DataFile file) {
    if (resource(file) != null) {
      return Place.BUNDLED;
    }
    if (Files.isRegularFile(cached(file))) {
      return Place.CACHE;
    }
    return inFolders(file) == null ? Place.ABSENT : Place.FOLDER;
  }

  /**
   * The file's bytes, checked. They stay valid as long as anything refers to them.
   *
   * @throws DataUnavailableException where the file is not to be had or damaged
   */
  public MemorySegment open(DataFile file) {
    MemorySegment here = openHere(file);
    return here != null ? here : download(file);
  }

  /**
   * Makes sure that a good copy is on this machine; replaces a damaged one in the cache.
   *
   * @throws DataUnavailableException where the file is not to be had
   */
  public void fetch(DataFile file) {
    MemorySegment here = null;
    try {
      here = openHere(file);
    } catch (DataUnavailableException damaged) {
      if (offline || file.source() == null) {
        throw damaged;
      }
      delete(cached(file));
    }
    if (here == null) {
      download(file);
    }
  }

  /**
   * Reads and checks the file where it is found.
   *
   * @return where, or {@link Place#ABSENT}
   * @throws DataUnavailableException where it is damaged
   */
  public Place verify(DataFile file) {
    Place place = find(file);
    openHere(file);
    return place;
  }

  private @Nullable MemorySegment openHere(DataFile file) {
    String resource = resource(file);
    if (resource != null) {
      return openResource(file, resource);
    }
    Path path = Files.isRegularFile(cached(file)) ? cached(file) : inFolders(file);
    return path == null ? null : openPath(file, path);
  }

  private static MemorySegment openResource(DataFile file, String resource) {
    try (InputStream raw = loader().getResourceAsStream(resource)) {
      if (raw == null) {
        throw new IOException("it is gone");
      }
      return read(file, raw, resource);
    } catch (WrongBytes e) {
      throw new DataUnavailableException(
          resource + " on the class path is damaged: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new DataUnavailableException(
          "Could not read " + resource + " from the class path: " + e.getMessage() + ".", e);
    }
  }

  private static MemorySegment openPath(DataFile file, Path path) {
    try {
      if (isCompressed(file, path.toString())) {
        try (InputStream raw = Files.newInputStream(path)) {
          return read(file, raw, path.toString());
        }
      }
      MemorySegment bytes = WholeFile.map(path);
      VerifiedBytes.check(file, bytes);
      return bytes;
    } catch (WrongBytes e) {
      throw new DataUnavailableException(
          path
              + " is not the file it should be, "
              + e.getMessage()
              + ": remove it, and it can be fetched anew.",
          e);
    } catch (IOException e) {
      throw new DataUnavailableException("Could not read " + path + ": " + e.getMessage() + ".", e);
    }
  }

  private static MemorySegment read(DataFile file, InputStream raw, String name)
      throws IOException {
    return VerifiedBytes.read(
        file, isCompressed(file, name) ? new GZIPInputStream(raw, 1 << 16) : raw);
  }

  /** A file may itself be an archive that is kept as it is. */
  private static boolean isCompressed(DataFile file, String name) {
    return name.endsWith(".gz") && !file.path().endsWith(".gz");
  }

  private MemorySegment download(DataFile file) {
    URI source = file.source();
    if (source == null || offline) {
      throw new DataUnavailableException(
          file.path()
              + " is not on this machine, neither in "
              + cache
              + (folders.isEmpty() ? "" : " nor in " + folders)
              + ", and "
              + (source == null
                  ? "has no address to be fetched from"
                  : "downloads are switched off; it is to be had from " + source)
              + ".");
    }
    Path path = cached(file);
    DOWNLOADING.lock();
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        if (!Files.isRegularFile(path)) {
          new Download(file, source, path, patience, progress).run();
        }
      }
    } catch (IOException e) {
      throw new DataUnavailableException(
          "Could not write to " + cache + ": " + e.getMessage() + ".", e);
    } finally {
      DOWNLOADING.unlock();
    }
    return openPath(file, path);
  }

  private @Nullable Path inFolders(DataFile file) {
    for (Path folder : folders) {
      for (String suffix : new String[] {"", ".gz"}) {
        Path path = folder.resolve(file.path() + suffix);
        if (Files.isRegularFile(path)) {
          return path;
        }
      }
    }
    return null;
  }

  private Path cached(DataFile file) {
    return cache.resolve(file.path());
  }

  private static @Nullable String resource(DataFile file) {
    String resource = file.resource();
    return resource != null && loader().getResource(resource) != null ? resource : null;
  }

  private static ClassLoader loader() {
    return DataStore.class.getClassLoader();
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new DataUnavailableException(
          "Could not remove the damaged " + path + ": " + e.getMessage() + ".", e);
    }
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }
}
