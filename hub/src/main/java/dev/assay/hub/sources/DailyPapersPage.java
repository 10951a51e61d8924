package dev.assay.hub.sources;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A saved Daily Papers page in its text form: a few lines of header, then for each paper its title,
 * its abstract, "• N authors", "·" and a date that may carry the number of comments.
 *
 * <p>The page leaves out the year of dates in its own year, and it holds no identifiers: those of
 * papers that Assay knows come from a table by title, others get {@link ArxivId#ofTitle}.
 */
public final class DailyPapersPage implements PaperSource {
  /** The year of the page that ships with Assay. */
  public static final Year BUILT_IN_YEAR = Year.of(2025);

  /** More than this is no page that a person saved. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final int MAX_TITLE = 300;
  private static final int MAX_ABSTRACT = 20_000;
  private static final String HEADING = "Daily Papers";
  private static final String MONTHS = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
  private static final Pattern AUTHORS = Pattern.compile("•\\s*([0-9]{1,6}) authors?");
  private static final Pattern DATE =
      Pattern.compile(MONTHS + " ([0-9]{1,2})(?:, ([0-9]{4}))?(?: [0-9]+)?");

  /** Opens the page; called once for each reading. */
  @FunctionalInterface
  private interface Opener {
    InputStream open() throws IOException;
  }

  private final String name;
  private final Opener opener;
  private final Year year;

  private DailyPapersPage(String name, Opener opener, Year year) {
    this.name = name;
    this.opener = opener;
    this.year = year;
  }

  /** The page in a file; {@code year} is the year in which the page was saved. */
  public static DailyPapersPage of(Path file, Year year) {
    if (!Files.exists(file)) {
      throw new HubException("There is no file " + file + ".");
    }
    if (Files.isDirectory(file)) {
      throw new HubException(file + " is a folder, not a saved page.");
    }
    return new DailyPapersPage(
        file.getFileName().toString(), () -> Files.newInputStream(file), year);
  }

  /** The page in memory or on a stream, under a name for messages. */
  public static DailyPapersPage of(String name, InputStream in, Year year) {
    return new DailyPapersPage(name, () -> in, year);
  }

  /** The page that ships with Assay. */
  public static DailyPapersPage builtIn() {
    return new DailyPapersPage(
        "built-in catalogue", () -> resource("daily-papers.txt"), BUILT_IN_YEAR);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void read(String position, Receiver receiver) throws IOException {
    receiver.accept(new Parser(text()).parse());
  }

  private String text() throws IOException {
    byte[] bytes;
    try (InputStream in = opener.open()) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw refused("it is larger than 16 MB");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      if (text.indexOf('\0') >= 0) {
        throw refused("it is a binary file");
      }
      if (text.isBlank()) {
        throw refused("it is empty");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused("it is not UTF-8 text");
    }
  }

  private HubException refused(String why) {
    return new HubException(name + " is not a saved Daily Papers page: " + why + ".");
  }

  private static InputStream resource(String file) {
    InputStream in = DailyPapersPage.class.getResourceAsStream("/dev/assay/hub/sources/" + file);
    if (in == null) {
      throw new IllegalStateException("missing resource " + file);
    }
    return in;
  }

  /** A line that is not blank, stripped, with its number from 1. */
  private record Line(int number, String text) {}

  private final class Parser {
    private final List<Line> lines = new ArrayList<>();
    private final Map<ArxivId, Paper> papers = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int next;

    Parser(String text) {
      int number = 0;
      for (String line : (Iterable<String>) text.lines()::iterator) {
        number++;
        String stripped = line.strip();
        if (!stripped.isEmpty()) {
          lines.add(new Line(number, PlainText.line(stripped)));
        }
      }
    }

    Reading parse() {
      skipHeader();
      while (next < lines.size()) {
        readPaper();
      }
      if (papers.isEmpty()) {
        throw refused("no paper could be read from it");
      }
      return new Reading(List.copyOf(papers.values()), problems);
    }

    private void skipHeader() {
      while (next < lines.size() && !lines.get(next).text().equals(HEADING)) {
        next++;
      }
      if (next == lines.size()) {
        throw refused("the heading \"Daily Papers\" is missing");
      }
      next++;
      if (next < lines.size() && lines.get(next).text().startsWith("by")) {
        next++;
      }
      if (next < lines.size() && DATE.matcher(lines.get(next).text()).matches()) {
        next++;
      }
    }

    private void readPaper() {
      Line title = lines.get(next);
      if (isByline(title.text())) {
        problems.add(Problem.inLine(title.number(), "An authors line or date without a paper."));
        next++;
        return;
      }
      next++;
      StringBuilder body = new StringBuilder();
      while (next < lines.size()
          && !isByline(lines.get(next).text())
          && !(body.length() > 0 && startsPaper(next))) {
        body.append(body.isEmpty() ? "" : "\n\n").append(lines.get(next).text());
        next++;
      }
      Integer authors = readAuthors();
      PublicationDate date = readDate(title);
      if (title.text().length() > MAX_TITLE) {
        problems.add(Problem.inLine(title.number(), "The title is longer than 300 characters."));
      } else if (body.isEmpty()) {
        problems.add(Problem.inLine(title.number(), "\"" + title.text() + "\" has no abstract."));
      } else if (body.length() > MAX_ABSTRACT) {
        problems.add(
            Problem.inLine(
                title.number(),
                "The abstract of \"" + title.text() + "\" is longer than 20,000 characters."));
      } else {
        add(title, body.toString(), authors, date);
      }
    }

    private void add(
        Line title, String body, @Nullable Integer authors, @Nullable PublicationDate date) {
      ArxivId id =
          Optional.ofNullable(KnownTitles.IDS.get(ArxivId.normalised(title.text())))
              .orElseGet(() -> ArxivId.ofTitle(title.text()));
      if (authors == null || date == null) {
        String missing =
            authors == null && date == null
                ? "neither authors nor a date"
                : authors == null ? "no number of authors" : "no date";
        problems.add(
            Problem.inLine(
                title.number(),
                "\"" + title.text() + "\" has " + missing + " on the page; it is kept without."));
      }
      Paper paper = Paper.of(id, title.text(), body).authorCount(authors).date(date).build();
      if (papers.putIfAbsent(id, paper) != null) {
        problems.add(
            Problem.inLine(title.number(), "\"" + title.text() + "\" stands on the page twice."));
      }
    }

    private @Nullable Integer readAuthors() {
      if (next < lines.size()) {
        Matcher matcher = AUTHORS.matcher(lines.get(next).text());
        if (matcher.matches()) {
          next++;
          return Integer.valueOf(matcher.group(1));
        }
      }
      return null;
    }

    private @Nullable PublicationDate readDate(Line title) {
      if (next < lines.size() && lines.get(next).text().equals("·")) {
        next++;
      }
      if (next >= lines.size()) {
        return null;
      }
      Line line = lines.get(next);
      Matcher matcher = DATE.matcher(line.text());
      if (!matcher.matches()) {
        return null;
      }
      next++;
      try {
        int inYear =
            matcher.group(3) == null ? year.getValue() : Integer.parseInt(matcher.group(3));
        LocalDate day =
            LocalDate.of(inYear, month(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        String text = matcher.group(1) + " " + matcher.group(2);
        return PublicationDate.ofDay(
            day, matcher.group(3) == null ? text : text + ", " + matcher.group(3));
      } catch (DateTimeException e) {
        problems.add(
            Problem.inLine(
                line.number(),
                "\"" + line.text() + "\" under \"" + title.text() + "\" is no date."));
        return null;
      }
    }

    /** A short line without a full stop before a long one: where a byline is missing. */
    private boolean startsPaper(int index) {
      String text = lines.get(index).text();
      return text.length() <= MAX_TITLE
          && !text.endsWith(".")
          && index + 1 < lines.size()
          && lines.get(index + 1).text().length() > MAX_TITLE;
    }

    private static boolean isByline(String text) {
      return text.startsWith("•") || text.equals("·") || DATE.matcher(text).matches();
    }

    private static Month month(String name) {
      for (Month month : Month.values()) {
        if (month.name().startsWith(name.toUpperCase(Locale.ROOT))) {
          return month;
        }
      }
      throw new DateTimeException("no month " + name);
    }
  }

  /** The identifiers of the papers whose titles Assay knows. */
  private static final class KnownTitles {
    static final Map<String, ArxivId> IDS = load();

    private static Map<String, ArxivId> load() {
      Map<String, ArxivId> ids = new LinkedHashMap<>();
      try (InputStream in = resource("arxiv-ids.tsv");
          BufferedReader lines =
              new BufferedReader(
                  new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8)))) {
        for (String line : (Iterable<String>) lines.lines()::iterator) {
          int tab = line.indexOf('\t');
          ids.put(ArxivId.normalised(line.substring(tab + 1)), new ArxivId(line.substring(0, tab)));
        }
        return Map.copyOf(ids);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
