package dev.assay.hub.sources;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.sources.PaperSource.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of arXiv's API: Atom with arXiv's and OpenSearch's extensions, as its user's manual
 * (info.arxiv.org/help/api/user-manual) describes it.
 *
 * @param total how many papers the whole answer holds, of which this is a page; -1 where it does
 *     not say
 * @param entries how many entries there are, readable or not
 * @param error what arXiv says of the question, null where it answers it
 * @param damage why the document could not be read to its end, null where it could
 */
record AtomFeed(
    List<Paper> papers,
    List<Problem> problems,
    int total,
    int entries,
    @Nullable String error,
    @Nullable String damage) {
  /**
   * How authors begin their comment when they take a paper back. arXiv's API has no other sign; a
   * comment that speaks of another paper's withdrawal does not begin so.
   */
  static final Pattern WITHDRAWN =
      Pattern.compile(
          "(?is)\\s*((this|the) (paper|article|submission|manuscript|preprint|work) (has been|is|was)"
              + " withdrawn|withdrawn).*");

  /**
   * Reads a document, as far as it is well-formed.
   *
   * @throws Malformed where it is no Atom at all
   */
  static AtomFeed parse(String document) throws Malformed {
    Parser parser = new Parser(Xml.of(document));
    parser.xml.root();
    if (!parser.xml.name().equals("feed")) {
      throw new Malformed("it is no Atom feed");
    }
    String damage = null;
    try {
      parser.feed();
    } catch (Malformed e) {
      damage = e.why();
    }
    return new AtomFeed(
        parser.papers, parser.problems, parser.total, parser.entries, parser.error, damage);
  }

  private static final class Parser {
    final Xml xml;
    final List<Paper> papers = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    int total = -1;
    int entries;
    @Nullable String error;

    Parser(Xml xml) {
      this.xml = xml;
    }

    void feed() throws Malformed {
      int level = xml.level();
      while (xml.child(level)) {
        switch (xml.name()) {
          case "entry" -> entry();
          case "totalResults" -> total = number(xml.text());
          default -> {}
        }
      }
    }

    private void entry() throws Malformed {
      entries++;
      PaperDraft draft = new PaperDraft("entry " + entries, problems);
      int level = xml.level();
      String id = "";
      String summary = "";
      String primary = null;
      List<String> categories = new ArrayList<>();
      Instant published = null;
      Instant updated = null;
      while (xml.child(level)) {
        switch (xml.name()) {
          case "id" -> id = xml.text();
          case "title" -> draft.title(xml.text());
          case "summary" -> summary = xml.text();
          case "published" -> published = instant(xml.text());
          case "updated" -> updated = instant(xml.text());
          case "author" -> author(draft);
          case "primary_category" -> primary = xml.attribute("term");
          case "category" -> categories.add(xml.attribute("term"));
          case "comment" -> {
            String comment = xml.text();
            draft.comment(comment).withdrawn(WITHDRAWN.matcher(comment).matches());
          }
          case "journal_ref" -> draft.journalReference(xml.text());
          case "doi" -> draft.doi(xml.text());
          default -> {}
        }
      }
      if (id.contains("arxiv.org/api/errors")) {
        error = PlainText.shortened(summary);
        return;
      }
      draft
          .id(id)
          .abstractText(summary)
          .category(primary)
          .updated(updated)
          .published(day(published));
      categories.forEach(draft::category);
      draft.version(1, published);
      // The entry is of the newest version, and tells of the one before only that it was the first.
      OptionalInt version = ArxivId.parse(id).map(ArxivId::version).orElse(OptionalInt.empty());
      if (version.orElse(1) > 1) {
        draft.version(version.getAsInt(), updated);
      }
      draft.paper().ifPresent(papers::add);
    }

    private void author(PaperDraft draft) throws Malformed {
      int level = xml.level();
      while (xml.child(level)) {
        if (xml.name().equals("name")) {
          draft.author(xml.text());
        }
      }
    }
  }

  static @Nullable LocalDate day(@Nullable Instant instant) {
    return instant == null ? null : LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  static @Nullable Instant instant(String text) {
    try {
      return text.length() > 60 ? null : OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(String text) {
    String digits = text.strip();
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
  }
}
