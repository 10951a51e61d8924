package dev.assay.hub.records;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.RecordFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records in some folders, each with a folder for every paper: whoever made them, the site or
 * the command line, they count the same.
 */
public final class Records {
  private static final Logger log = LoggerFactory.getLogger(Records.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,150}");
  private static final String SUFFIX = ".json";

  private final List<Path> folders;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  /** What was read from a file, empty where it holds no record of the paper. */
  private record Known(FileTime modified, Optional<Result> result) {}

  /** The records in {@code folders}; one that is not there holds none. */
  public Records(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** The newest record of each claim and tier, by claim, the largest tier first. */
  public List<Result> latest(String paper) {
    Map<String, Result> newest = new TreeMap<>();
    for (Path file : files(paper)) {
      read(paper, file)
          .ifPresent(
              result ->
                  newest.merge(
                      result.claim() + " " + result.tier(),
                      result,
                      (a, b) -> b.finished().isAfter(a.finished()) ? b : a));
    }
    return newest.values().stream()
        .sorted(
            Comparator.comparing(Result::claim)
                .thenComparing(Result::tier, Comparator.reverseOrder()))
        .toList();
  }

  /**
   * A number for the files that are there: another one once some were added, replaced or taken out.
   * Records are written aside and moved into place, which changes the folder's time.
   */
  public long state() {
    long state = 0;
    for (Path root : folders) {
      try (DirectoryStream<Path> papers = Files.newDirectoryStream(root)) {
        for (Path paper : papers) {
          state += 31L * paper.hashCode() + Files.getLastModifiedTime(paper).to(NANOSECONDS);
        }
      } catch (IOException e) {
        // No records there, or a folder that is being taken out.
        state++;
      }
    }
    return state;
  }

  /** How many files are no record that this Assay can read. */
  public int unreadable(String paper) {
    return (int) files(paper).stream().filter(file -> read(paper, file).isEmpty()).count();
  }

  /** The file of a record, where there is one of this name. */
  public Optional<Path> file(String paper, String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return folders.stream()
        .map(folder -> folder.resolve(paper).resolve(name + SUFFIX))
        .filter(file -> read(paper, file).isPresent())
        .findFirst();
  }

  /** The record of this name, where there is one. */
  public Optional<ClaimRecord> read(String paper, String name) {
    return file(paper, name).map(RecordFolder::read);
  }

  private Collection<Path> files(String paper) {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> list = Files.list(folder.resolve(paper))) {
        list.filter(file -> file.toString().endsWith(SUFFIX)).forEach(files::add);
      } catch (IOException e) {
        // No record of this paper there.
      }
    }
    return files;
  }

  private Optional<Result> read(String paper, Path file) {
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      return known
          .compute(
              file,
              (path, before) ->
                  before != null && before.modified().equals(modified)
                      ? before
                      : new Known(modified, parse(paper, path)))
          .result();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Result> parse(String paper, Path file) {
    try {
      ClaimRecord record = RecordFolder.read(file);
      String name = file.getFileName().toString();
      return record.paper().equals(paper)
          ? Optional.of(Result.of(name.substring(0, name.length() - SUFFIX.length()), record))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      log.debug("{}", e.getMessage());
      return Optional.empty();
    }
  }
}
