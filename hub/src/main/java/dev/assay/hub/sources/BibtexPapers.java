package dev.assay.hub.sources;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.sources.BibtexEntries.Entry;
import dev.assay.hub.sources.PaperSource.Problem;
import dev.assay.hub.sources.PaperSource.Reading;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The papers of a BibTeX file. Its entries seldom have an abstract, and may do without; those that
 * name no arXiv number get an identifier of their own.
 */
final class BibtexPapers {
  private static final Pattern ARXIV =
      Pattern.compile(
          "(?i)arxiv(?:\\.org/(?:abs|pdf)/|[:.\\s]\\s*)"
              + "([0-9]{4}\\.[0-9]{4,5}|[a-z-]+(?:\\.[a-z]{2})?/[0-9]{7})(v[0-9]{1,3})?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private BibtexPapers() {}

  static Reading read(String text) {
    List<Problem> problems = new ArrayList<>();
    List<Paper> papers = new ArrayList<>();
    for (Entry entry : BibtexEntries.parse(text, problems)) {
      PaperDraft draft =
          new PaperDraft(
                  "line " + entry.line() + " (" + PlainText.shortened(entry.key()) + ")", problems)
              .id(arxivId(entry))
              .orLocal()
              .abstractMayBeMissing()
              .title(plain(entry, "title"))
              .abstractText(plain(entry, "abstract"))
              .comment(plain(entry, "note"))
              .journalReference(published(entry))
              .doi(entry.field("doi").orElse(null));
      authors(entry).forEach(draft::author);
      draft.category(entry.field("primaryclass").orElse(null));
      month(entry).ifPresent(draft::published);
      draft.paper().ifPresent(papers::add);
    }
    return new Reading(papers, problems);
  }

  private static @Nullable String arxivId(Entry entry) {
    Optional<String> eprint =
        entry
            .field("eprint")
            .map(each -> each.strip().replaceFirst("(?i)^arxiv:", ""))
            .filter(each -> ArxivId.parse(each).isPresent());
    if (eprint.isPresent()) {
      return eprint.get();
    }
    for (String name : List.of("url", "doi", "journal", "note", "howpublished", "volume")) {
      Matcher matcher = ARXIV.matcher(entry.field(name).orElse(""));
      if (matcher.find()) {
        return matcher.group(1) + (matcher.group(2) == null ? "" : matcher.group(2));
      }
    }
    return null;
  }

  private static @Nullable String plain(Entry entry, String name) {
    // Lines of a field are indented, which makes no paragraphs here.
    return entry.field(name).map(TexText::plain).map(PlainText::line).orElse(null);
  }

  private static @Nullable String published(Entry entry) {
    String where = plain(entry, "journal");
    where = where == null ? plain(entry, "booktitle") : where;
    if (where == null || where.toLowerCase(Locale.ROOT).contains("arxiv")) {
      return null;
    }
    return where + entry.field("year").map(year -> " (" + PlainText.line(year) + ")").orElse("");
  }

  private static List<String> authors(Entry entry) {
    List<String> names = new ArrayList<>();
    for (String author : splitOutsideBraces(entry.field("author").orElse(""))) {
      String[] parts = TexText.plain(author).split(",", 3);
      String name =
          switch (parts.length) {
            case 2 -> parts[1] + " " + parts[0];
            case 3 -> parts[2] + " " + parts[0] + " " + parts[1];
            default -> parts[0];
          };
      String line = PlainText.line(name);
      if (!line.isEmpty() && !line.equals("others")) {
        names.add(line);
      }
    }
    return names;
  }

  private static List<String> splitOutsideBraces(String authors) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    String line = authors.replaceAll("\\s+", " ");
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && line.startsWith(" and ", i)) {
        parts.add(line.substring(from, i));
        from = i + 5;
        i += 4;
      }
    }
    parts.add(line.substring(from));
    return parts;
  }

  private static Optional<YearMonth> month(Entry entry) {
    String year = entry.field("year").map(String::strip).orElse("");
    String month =
        entry.field("month").map(each -> each.strip().toLowerCase(Locale.ROOT)).orElse("");
    int number =
        month.length() >= 3
            ? MONTHS.indexOf(month.substring(0, 3)) + 1
            : month.matches("[1-9]|1[0-2]") ? Integer.parseInt(month) : 0;
    return year.matches("(19|20)[0-9]{2}") && number > 0
        ? Optional.of(YearMonth.of(Integer.parseInt(year), number))
        : Optional.empty();
  }
}
