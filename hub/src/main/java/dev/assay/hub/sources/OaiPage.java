package dev.assay.hub.sources;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.sources.PaperSource.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of OAI-PMH 2.0 (openarchives.org/OAI/openarchivesprotocol.html) with records in arXiv's
 * format {@code arXivRaw}, the one that holds all versions.
 *
 * @param records how many records there are, readable or not
 * @param token the resumption token, empty after the last page
 * @param answered when the server says that it answered
 * @param errorCode the protocol's, empty where there is no error
 * @param damage why the document could not be read to its end, null where it could
 */
record OaiPage(
    List<Paper> papers,
    List<Problem> problems,
    int records,
    String token,
    @Nullable Instant answered,
    String errorCode,
    String error,
    @Nullable String damage) {
  static final String FORMAT = "arXivRaw";

  static OaiPage parse(String document) throws Malformed {
    Parser parser = new Parser(Xml.of(document));
    parser.xml.root();
    if (!parser.xml.name().equals("OAI-PMH")) {
      throw new Malformed("it is no answer of OAI-PMH");
    }
    String damage = null;
    try {
      parser.page();
    } catch (Malformed e) {
      damage = e.why();
    }
    return new OaiPage(
        parser.papers,
        parser.problems,
        parser.records,
        parser.token,
        parser.answered,
        parser.errorCode,
        parser.error,
        damage);
  }

  private static final class Parser {
    final Xml xml;
    final List<Paper> papers = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    int records;
    String token = "";
    @Nullable Instant answered;
    String errorCode = "";
    String error = "";

    Parser(Xml xml) {
      this.xml = xml;
    }

    void page() throws Malformed {
      int level = xml.level();
      while (xml.child(level)) {
        switch (xml.name()) {
          case "responseDate" -> answered = AtomFeed.instant(xml.text());
          case "error" -> {
            String code = xml.attribute("code");
            errorCode = code == null ? "unknown" : PlainText.shortened(code);
            error = PlainText.shortened(xml.text());
          }
          case "ListRecords", "GetRecord" -> list();
          default -> {}
        }
      }
    }

    private void list() throws Malformed {
      int level = xml.level();
      while (xml.child(level)) {
        switch (xml.name()) {
          case "record" -> record();
          case "resumptionToken" -> token = xml.text().strip();
          default -> {}
        }
      }
    }

    private void record() throws Malformed {
      records++;
      String identifier = "";
      boolean deleted = false;
      boolean described = false;
      int level = xml.level();
      while (xml.child(level)) {
        switch (xml.name()) {
          case "header" -> {
            deleted = "deleted".equals(xml.attribute("status"));
            int header = xml.level();
            while (xml.child(header)) {
              if (xml.name().equals("identifier")) {
                identifier = PlainText.shortened(xml.text().replaceFirst("^oai:arXiv\\.org:", ""));
              }
            }
          }
          case "metadata" -> {
            int metadata = xml.level();
            while (xml.child(metadata)) {
              if (xml.name().equals(FORMAT)) {
                described = true;
                raw(place(identifier));
              }
            }
          }
          default -> {}
        }
      }
      if (deleted) {
        problems.add(
            new Problem(place(identifier), "arXiv has deleted it; what is here of it stays."));
      } else if (!described) {
        problems.add(new Problem(place(identifier), "it has no description in " + FORMAT + "."));
      }
    }

    private String place(String identifier) {
      return "record " + records + (identifier.isEmpty() ? "" : " (" + identifier + ")");
    }

    private void raw(String place) throws Malformed {
      PaperDraft draft = new PaperDraft(place, problems);
      Version newest = null;
      Version first = null;
      String comment = "";
      int level = xml.level();
      while (xml.child(level)) {
        switch (xml.name()) {
          case "id" -> draft.id(xml.text());
          case "title" -> draft.title(xml.text());
          case "abstract" -> draft.abstractText(xml.text());
          case "authors" -> AuthorNames.split(xml.text()).forEach(draft::author);
          case "categories" -> {
            for (String category : xml.text().strip().split("\\s+", -1)) {
              draft.category(category);
            }
          }
          case "comments" -> {
            comment = xml.text();
            draft.comment(comment);
          }
          case "journal-ref" -> draft.journalReference(xml.text());
          case "doi" -> draft.doi(xml.text());
          case "version" -> {
            Version version = version();
            draft.version(version.number(), version.submitted());
            newest = newest == null || version.number() > newest.number() ? version : newest;
            first = version.number() == 1 ? version : first;
          }
          default -> {}
        }
      }
      if (newest != null) {
        draft.updated(newest.submitted());
        draft.withdrawn(
            newest.isEmpty()
                && (newest.isIgnored() || AtomFeed.WITHDRAWN.matcher(comment).matches()));
      }
      if (first != null) {
        draft.published(AtomFeed.day(first.submitted()));
      }
      draft.paper().ifPresent(papers::add);
    }

    /** A withdrawal is a version of its own, without a source. */
    private record Version(int number, @Nullable Instant submitted, String size, String type) {
      boolean isEmpty() {
        return size.matches("0 ?kb");
      }

      boolean isIgnored() {
        return type.contains("I");
      }
    }

    private Version version() throws Malformed {
      String label = xml.attribute("version");
      int number =
          label != null && label.matches("v[0-9]{1,3}") ? Integer.parseInt(label.substring(1)) : 0;
      Instant submitted = null;
      String size = "";
      String type = "";
      int level = xml.level();
      while (xml.child(level)) {
        switch (xml.name()) {
          case "date" -> submitted = mailDate(xml.text());
          case "size" -> size = xml.text().strip();
          case "source_type" -> type = xml.text().strip();
          default -> {}
        }
      }
      return new Version(number, submitted, size, type);
    }
  }

  /** A date such as "Mon, 12 Jun 2017 17:57:34 GMT". */
  static @Nullable Instant mailDate(String text) {
    try {
      return text.length() > 60
          ? null
          : ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
