package dev.assay.data;

import dev.assay.data.store.DataFile;
import dev.assay.data.store.DataStore;
import dev.assay.data.store.DataUnavailableException;
import dev.assay.data.store.Place;
import java.lang.foreign.MemorySegment;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data set, or pre-trained weights: what it is called, which files it consists of, under which
 * licence, and how they are read.
 *
 * @param <T> what it is once read; never changes, so that many may share it
 */
public final class Dataset<T> {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final String name;
  private final String title;
  private final String licence;
  private final URI home;
  private final List<DataFile> files;
  private final Function<Files, T> reader;
  private SoftReference<@Nullable T> loaded = new SoftReference<>(null);

  private Dataset(Builder builder, Function<Files, T> reader) {
    this.name = builder.name;
    this.title = builder.title;
    this.licence = builder.licence;
    this.home = URI.create(builder.home);
    this.files = List.copyOf(builder.files);
    this.reader = reader;
    if (title.isEmpty() || licence.isEmpty() || files.isEmpty()) {
      throw new IllegalArgumentException(
          "The data set " + name + " needs a title, a licence and a file.");
    }
  }

  /** Opens a data set's files, checked. */
  public static final class Files {
    private final DataStore store;
    private final List<DataFile> files;

    private Files(DataStore store, List<DataFile> files) {
      this.store = store;
      this.files = files;
    }

    /** The bytes of the file whose path ends in this name. */
    public MemorySegment open(String fileName) {
      for (DataFile file : files) {
        if (file.path().endsWith("/" + fileName)) {
          return store.open(file);
        }
      }
      throw new IllegalArgumentException("There is no file " + fileName + " among " + files + ".");
    }

    /** The bytes of the only file. */
    public MemorySegment open() {
      if (files.size() != 1) {
        throw new IllegalArgumentException("There are several files: " + files + ".");
      }
      return store.open(files.getFirst());
    }
  }

  /**
   * Begins a data set.
   *
   * @param name small letters and digits, with hyphens between them
   */
  public static Builder named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A data set's name is small letters and digits with hyphens between them, not "
              + name
              + ".");
    }
    return new Builder(name);
  }

  /** What is said of a data set before it can be read. */
  public static final class Builder {
    private final String name;
    private String title = "";
    private String licence = "";
    private String home = "";
    private final List<DataFile> files = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** One line that says what it is. */
    public Builder title(String text) {
      title = text;
      return this;
    }

    /** The licence's SPDX name where it has one. */
    public Builder licence(String text) {
      licence = text;
      return this;
    }

    /** The page that describes it. */
    public Builder home(String address) {
      home = address;
      return this;
    }

    /** Another of its files. */
    public Builder file(DataFile file) {
      files.add(file);
      return this;
    }

    /** The data set, with how it is read. */
    public <T> Dataset<T> read(Function<Files, T> reader) {
      return new Dataset<>(this, reader);
    }
  }

  /** The name by which the command line knows it. */
  public String name() {
    return name;
  }

  /** One line that says what it is. */
  public String title() {
    return title;
  }

  /** The licence. */
  public String licence() {
    return licence;
  }

  /** The page that describes it. */
  public URI home() {
    return home;
  }

  /** Its files. */
  public List<DataFile> files() {
    return files;
  }

  /** The length of its files in bytes. */
  public long size() {
    return files.stream().mapToLong(DataFile::size).sum();
  }

  /** A checksum of its files' names and checksums, 64 hexadecimal digits: part of a trial's key. */
  public String checksum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (DataFile file : files) {
        String line = file.sha256() + "  " + file.path() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256.", e);
    }
  }

  /** Where its files are; {@link Place#ABSENT} where one of them is. */
  public Place find(DataStore store) {
    Place place = Place.ABSENT;
    for (DataFile file : files) {
      place = store.find(file);
      if (place == Place.ABSENT) {
        return place;
      }
    }
    return place;
  }

  /**
   * Reads it from this user's {@link DataStore#standard store}; reads again only where memory was
   * short since.
   *
   * @throws DataUnavailableException where a file is not to be had
   */
  public T load() {
    synchronized (this) {
      T value = loaded.get();
      if (value == null) {
        value = load(DataStore.standard());
        loaded = new SoftReference<>(value);
      }
      return value;
    }
  }

  /**
   * Reads it from this store.
   *
   * @throws DataUnavailableException where a file is not to be had
   */
  public T load(DataStore store) {
    return reader.apply(new Files(store, files));
  }

  @Override
  public String toString() {
    return name;
  }
}
