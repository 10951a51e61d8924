package dev.assay.hub.sources;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperVersion;
import dev.assay.hub.catalogue.PublicationDate;
import dev.assay.hub.catalogue.WebAddress;
import dev.assay.hub.sources.PaperSource.Problem;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of one paper, as it says it: bounded, cleaned and checked here, the same for
 * all sources. Without a title or an identifier there is no paper; a field that cannot be kept is
 * left out; both are told as problems.
 */
final class PaperDraft {
  static final int MAX_TITLE = 1_000;
  static final int MAX_ABSTRACT = 20_000;
  private static final int MAX_NAME = 300;
  private static final int MAX_AUTHORS = 20_000;
  private static final int MAX_NOTE = 5_000;
  private static final int MAX_DOI = 300;

  /** No character takes more room before it is cleaned, blanks aside. */
  private static final int MAX_RAW = 20 * MAX_ABSTRACT;

  private static final Pattern CATEGORY =
      Pattern.compile("[a-z][a-z-]{1,15}(\\.[A-Za-z][A-Za-z-]{1,19})?");
  private static final Pattern DOI = Pattern.compile("10\\.[0-9]{4,9}/\\S+");

  private final String place;
  private final List<Problem> problems;
  private final List<String> authors = new ArrayList<>();
  private final Set<String> categories = new LinkedHashSet<>();
  private final Map<Integer, PaperVersion> versions = new TreeMap<>();
  private @Nullable String idText;
  private @Nullable ArxivId id;
  private boolean local;
  private @Nullable String title;
  private String abstractText = "";
  private boolean broken;
  private boolean abstractWanted = true;
  private @Nullable LocalDate published;
  private @Nullable YearMonth publishedIn;
  private @Nullable Instant updated;
  private boolean withdrawn;
  private @Nullable String comment;
  private @Nullable String journalReference;
  private @Nullable String doi;
  private @Nullable URI codeUrl;
  private @Nullable URI projectUrl;
  private @Nullable Integer upvotes;
  private @Nullable String submitter;
  private @Nullable LocalDate featuredOn;

  /**
   * @param place where the source has it, for messages
   * @param problems where those of this paper are added
   */
  PaperDraft(String place, List<Problem> problems) {
    this.place = place;
    this.problems = problems;
  }

  /** An identifier of arXiv's in any form, with or without a version. */
  PaperDraft id(@Nullable String text) {
    if (text != null && !text.isBlank()) {
      idText = text;
      id = ArxivId.parse(text).orElse(null);
    }
    return this;
  }

  /** Lets a paper without an identifier have one made of its title. */
  PaperDraft orLocal() {
    local = true;
    return this;
  }

  PaperDraft title(@Nullable String text) {
    title = bounded("title", text, MAX_TITLE, PlainText::line);
    return this;
  }

  PaperDraft abstractText(@Nullable String text) {
    String kept = bounded("abstract", text, MAX_ABSTRACT, PlainText::paragraphs);
    abstractText = kept == null ? "" : kept;
    return this;
  }

  /** Lets it do without an abstract. */
  PaperDraft abstractMayBeMissing() {
    abstractWanted = false;
    return this;
  }

  PaperDraft author(@Nullable String name) {
    String kept = name == null ? "" : PlainText.line(cut(name, 4 * MAX_NAME));
    if (!kept.isEmpty() && kept.length() <= MAX_NAME && authors.size() < MAX_AUTHORS) {
      authors.add(kept);
    } else if (!kept.isEmpty()) {
      problem("the author \"" + PlainText.shortened(kept) + "\" is left out");
    }
    return this;
  }

  /**
   * A category of arXiv's, the primary one first; other classes, which some sources list among
   * them, are passed over.
   */
  PaperDraft category(@Nullable String term) {
    if (term != null && term.length() <= 40 && CATEGORY.matcher(term.strip()).matches()) {
      categories.add(term.strip());
    }
    return this;
  }

  PaperDraft version(int number, @Nullable Instant submitted) {
    if (number >= 1 && number <= PaperVersion.MOST) {
      versions.put(number, new PaperVersion(number, submitted));
    }
    return this;
  }

  PaperDraft published(@Nullable LocalDate day) {
    published = day;
    return this;
  }

  PaperDraft published(YearMonth month) {
    publishedIn = month;
    return this;
  }

  PaperDraft updated(@Nullable Instant value) {
    updated = value;
    return this;
  }

  PaperDraft withdrawn(boolean value) {
    withdrawn = value;
    return this;
  }

  PaperDraft comment(@Nullable String text) {
    comment = bounded("comment", text, MAX_NOTE, PlainText::line);
    return this;
  }

  PaperDraft journalReference(@Nullable String text) {
    journalReference = bounded("journal reference", text, MAX_NOTE, PlainText::line);
    return this;
  }

  PaperDraft doi(@Nullable String text) {
    String bare =
        text == null
            ? ""
            : cut(text.strip(), 2 * MAX_DOI)
                .replaceFirst("(?i)^(https?://(dx\\.)?doi\\.org/|doi:\\s*)", "");
    if (bare.length() <= MAX_DOI && DOI.matcher(bare).matches()) {
      doi = PlainText.line(bare);
    } else if (!bare.isEmpty()) {
      problem("\"" + PlainText.shortened(bare) + "\" is no DOI and is left out");
    }
    return this;
  }

  PaperDraft codeUrl(@Nullable String text) {
    codeUrl = address(text);
    return this;
  }

  PaperDraft projectUrl(@Nullable String text) {
    projectUrl = address(text);
    return this;
  }

  PaperDraft upvotes(@Nullable Integer value) {
    upvotes = value == null || value < 0 ? null : value;
    return this;
  }

  PaperDraft submitter(@Nullable String name) {
    submitter = bounded("submitter", name, MAX_NAME, PlainText::line);
    return this;
  }

  PaperDraft featuredOn(@Nullable LocalDate day) {
    featuredOn = day;
    return this;
  }

  /** The paper, empty where it cannot be kept; why is then among the problems. */
  Optional<Paper> paper() {
    if (idText != null && id == null) {
      return refused("\"" + PlainText.shortened(idText) + "\" is no arXiv identifier");
    }
    if (broken) {
      return Optional.empty();
    }
    if (title == null) {
      return refused("it has no title");
    }
    if (id == null && !local) {
      return refused("\"" + PlainText.shortened(title) + "\" has no identifier");
    }
    if (abstractText.isEmpty() && abstractWanted && !withdrawn) {
      return refused("\"" + PlainText.shortened(title) + "\" has no abstract");
    }
    ArxivId named = id == null ? ArxivId.ofTitle(title) : id;
    named
        .version()
        .ifPresent(number -> versions.putIfAbsent(number, new PaperVersion(number, null)));
    ArxivId paper = named.withoutVersion();
    // The day of a revision, told as that of publication, would make an old paper a new one.
    LocalDate day = published;
    Instant since = updated;
    YearMonth month = paper.month().orElse(publishedIn);
    if (day != null && month != null && YearMonth.from(day).isAfter(month.plusMonths(1))) {
      Instant revision = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      since = since == null || since.isBefore(revision) ? revision : since;
      day = null;
    }
    PublicationDate date =
        day != null
            ? PublicationDate.ofDay(day, day.toString())
            : month == null ? null : PublicationDate.ofMonth(month);
    return Optional.of(
        Paper.of(paper, title, abstractText)
            .authors(authors)
            .date(date)
            .categories(List.copyOf(categories))
            .versions(List.copyOf(versions.values()))
            .updated(since)
            .withdrawn(withdrawn)
            .comment(comment)
            .journalReference(journalReference)
            .doi(doi)
            .codeUrl(codeUrl)
            .projectUrl(projectUrl)
            .upvotes(upvotes)
            .submitter(submitter)
            .featuredOn(featuredOn)
            .build());
  }

  private Optional<Paper> refused(String why) {
    problem(why);
    return Optional.empty();
  }

  private void problem(String what) {
    problems.add(new Problem(place, what + "."));
  }

  private @Nullable String bounded(
      String what, @Nullable String text, int most, Function<String, String> clean) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String kept = text.length() > MAX_RAW ? text : clean.apply(text);
    if (kept.length() > most) {
      problem("its %s is longer than %,d characters".formatted(what, most));
      broken |= what.equals("title") || what.equals("abstract");
      return null;
    }
    return kept.isEmpty() ? null : kept;
  }

  private @Nullable URI address(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Optional<URI> address = WebAddress.parse(text);
    if (address.isEmpty()) {
      problem("\"" + PlainText.shortened(text) + "\" is no address of the web and is left out");
    }
    return address.orElse(null);
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
