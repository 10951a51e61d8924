package dev.assay.hub.sources;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.Paper;
import dev.assay.lab.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The papers in a file, whose kind shows in its content, whatever its name: JSON lines, Hugging
 * Face's Daily Papers as JSON, Atom of arXiv's API, OAI-PMH, BibTeX, or a saved Daily Papers page;
 * each may be compressed by gzip.
 */
public final class PaperFile implements PaperSource {
  /** A file is read whole up to this size; JSON lines may be longer. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final int SNIFFED = 1 << 16;
  private static final int PART = 1_000;
  private static final Pattern BIBTEX = Pattern.compile("(?m)^\\s*@[A-Za-z]{2,30}\\s*[{(]");
  private static final Pattern PAGE = Pattern.compile("(?m)^\\s*Daily Papers\\s*$");

  private final Path file;
  private final String name;
  private final Year year;

  /**
   * The papers in {@code file}.
   *
   * @param name the file's name for messages
   * @param year the year of dates without one, which a saved page may have
   * @throws HubException where there is no such file
   */
  public PaperFile(Path file, String name, Year year) {
    if (!Files.exists(file)) {
      throw new HubException("There is no file " + PlainText.shortened(name) + ".");
    }
    if (Files.isDirectory(file)) {
      throw new HubException(name + " is a folder, not a file of papers.");
    }
    this.file = file;
    this.name = name;
    this.year = year;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void read(String position, Receiver receiver) throws IOException {
    String start = start();
    String trimmed = start.stripLeading();
    if (trimmed.isEmpty()) {
      throw refused("it is empty");
    }
    try {
      if (trimmed.startsWith("<")) {
        receiver.accept(xml(text()));
      } else if (trimmed.startsWith("[")) {
        receiver.accept(items(text()));
      } else if (trimmed.startsWith("{")) {
        json(start, receiver);
      } else if (BIBTEX.matcher(start).find()) {
        receiver.accept(some(BibtexPapers.read(text())));
      } else if (PAGE.matcher(start).find()) {
        try (InputStream in = open()) {
          DailyPapersPage.of(name, in, year).read(position, receiver);
        }
      } else {
        throw unknown();
      }
    } catch (Malformed e) {
      throw refused(e.why());
    } catch (EOFException | ZipException e) {
      throw refused("its compressed content is damaged");
    }
  }

  private Reading xml(String text) throws Malformed {
    // The names in a document that may be damaged, before anything else in it is believed.
    String head = text.substring(0, Math.min(text.length(), SNIFFED)).toLowerCase(Locale.ROOT);
    if (head.contains("<oai-pmh")) {
      OaiPage page = OaiPage.parse(text);
      if (!page.errorCode().isEmpty()) {
        throw new Malformed("it holds an error, \"" + page.error() + "\"");
      }
      return some(withDamage(page.papers(), page.problems(), page.damage()));
    }
    if (head.contains("<html")) {
      throw new Malformed(
          "it is a web page; save the text of a Daily Papers page instead, or give its address");
    }
    AtomFeed feed = AtomFeed.parse(text);
    if (feed.error() != null) {
      throw new Malformed("it holds an error, \"" + feed.error() + "\"");
    }
    return some(withDamage(feed.papers(), feed.problems(), feed.damage()));
  }

  private Reading items(String text) throws Malformed {
    JsonItems document = JsonItems.parse(text);
    List<Paper> papers = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (JsonNode item : document.items()) {
      number++;
      JsonPaper.read(item, null, "item " + number, problems).ifPresent(papers::add);
    }
    return some(withDamage(papers, problems, document.damage()));
  }

  /** One object a line, or one object over many lines. */
  private void json(String start, Receiver receiver) throws IOException, Malformed {
    int end = start.stripLeading().indexOf('\n');
    String first = end < 0 ? start : start.stripLeading().substring(0, end);
    if (tree(first).isEmpty() && first.length() < SNIFFED / 2 && first.strip().length() < 3) {
      receiver.accept(items(text()));
      return;
    }
    boolean any = false;
    List<Paper> papers = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    try (InputStream in = open()) {
      TextLines lines = new TextLines(in);
      for (TextLines.Line line = next(lines, problems);
          line != null;
          line = next(lines, problems)) {
        read(line, problems).ifPresent(papers::add);
        if (papers.size() == PART || problems.size() == PART) {
          any |= !papers.isEmpty();
          receiver.accept(new Reading(papers, problems));
          papers.clear();
          problems.clear();
        }
      }
    }
    if (!any && papers.isEmpty()) {
      throw new Malformed(nothing(problems));
    }
    receiver.accept(new Reading(papers, problems));
  }

  /** The next line, null also where a compressed file ends too early. */
  private static TextLines.@Nullable Line next(TextLines lines, List<Problem> problems)
      throws IOException {
    try {
      return lines.next();
    } catch (EOFException | ZipException e) {
      problems.add(new Problem("the end", "the compressed file is damaged or cut off here."));
      return null;
    }
  }

  private static Optional<Paper> read(TextLines.Line line, List<Problem> problems) {
    if (line.problem() != null) {
      problems.add(Problem.inLine(line.number(), line.problem()));
      return Optional.empty();
    }
    if (line.text().isBlank()) {
      return Optional.empty();
    }
    Optional<JsonNode> tree = tree(line.text());
    if (tree.isEmpty()) {
      problems.add(Problem.inLine(line.number(), "it is no JSON."));
      return Optional.empty();
    }
    return JsonPaper.read(tree.get(), null, "line " + line.number(), problems);
  }

  private static Optional<JsonNode> tree(String text) {
    try {
      return Optional.of(Json.tree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Reading withDamage(
      List<Paper> papers, List<Problem> problems, @Nullable String damage) {
    if (damage == null) {
      return new Reading(papers, problems);
    }
    List<Problem> all = new ArrayList<>(problems);
    all.add(new Problem("the end", damage + "; what came before is kept."));
    return new Reading(papers, all);
  }

  private static Reading some(Reading reading) throws Malformed {
    if (reading.papers().isEmpty()) {
      throw new Malformed(nothing(reading.problems()));
    }
    return reading;
  }

  private static String nothing(List<Problem> problems) {
    return problems.isEmpty()
        ? "no paper could be read from it"
        : "no paper could be read from it ("
            + problems.getFirst().toString().replaceFirst("\\.$", "")
            + ")";
  }

  private String start() throws IOException {
    byte[] bytes;
    try (InputStream in = open()) {
      bytes = in.readNBytes(SNIFFED);
    } catch (EOFException | ZipException e) {
      throw refused("its compressed content is damaged");
    }
    for (byte each : bytes) {
      if (each == 0) {
        throw unknown();
      }
    }
    // What is no UTF-8 shows as other characters here, and is looked at where it is read.
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private String text() throws IOException {
    byte[] bytes;
    try (InputStream in = open()) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw refused("it is larger than 64 MB, and only JSON lines may be");
    }
    return PlainText.decode(bytes, Xml.encoding(bytes))
        .orElseThrow(() -> refused("it is not UTF-8 text"));
  }

  private InputStream open() throws IOException {
    InputStream in = Files.newInputStream(file);
    boolean opened = false;
    try {
      byte[] magic = in.readNBytes(2);
      boolean compressed = magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b;
      in.close();
      in = Files.newInputStream(file);
      InputStream all = compressed ? new GZIPInputStream(in, 1 << 16) : in;
      opened = true;
      return all;
    } finally {
      if (!opened) {
        in.close();
      }
    }
  }

  private HubException unknown() {
    return refused(
        "it is none of JSON lines, Hugging Face's JSON, arXiv's Atom or OAI-PMH, BibTeX, or a saved"
            + " Daily Papers page");
  }

  private HubException refused(String why) {
    return new HubException(name + " cannot be imported: " + why + ".");
  }
}
