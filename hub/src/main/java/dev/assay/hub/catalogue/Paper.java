package dev.assay.hub.catalogue;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A paper as its sources describe it.
 *
 * <p>Made by {@link #of} and changed by {@link #with}: new fields then leave callers as they are.
 *
 * @param id without a version
 * @param authors the names, empty where the source gives only their number
 * @param authorCount the number of authors, null where the source does not say
 * @param date when it appeared, null where the source does not say
 * @param categories arXiv's, such as {@code cs.LG}, the primary one first
 * @param versions those that a source has named, oldest first
 * @param updated when its newest version was submitted, null where the source does not say
 * @param withdrawn whether the authors or arXiv took it back in its newest version
 * @param comment the authors' comment at arXiv
 * @param journalReference where it was published otherwise
 * @param codeUrl its code, an address of http or https
 * @param projectUrl its project's page, an address of http or https
 * @param upvotes as counted by the source
 * @param submitter who put it on the Daily Papers page
 * @param featuredOn the day whose Daily Papers page showed it
 */
public record Paper(
    ArxivId id,
    String title,
    String abstractText,
    List<String> authors,
    @Nullable Integer authorCount,
    @Nullable PublicationDate date,
    List<String> categories,
    List<PaperVersion> versions,
    @Nullable Instant updated,
    boolean withdrawn,
    @Nullable String comment,
    @Nullable String journalReference,
    @Nullable String doi,
    @Nullable URI codeUrl,
    @Nullable URI projectUrl,
    @Nullable Integer upvotes,
    @Nullable String submitter,
    @Nullable LocalDate featuredOn) {
  private static final int NAMED = 4;

  public Paper {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    versions =
        versions.stream().sorted(Comparator.comparingInt(PaperVersion::number)).distinct().toList();
    // The database keeps no more.
    updated = updated == null ? null : updated.truncatedTo(ChronoUnit.MILLIS);
    requireWeb(codeUrl);
    requireWeb(projectUrl);
  }

  private static void requireWeb(@Nullable URI address) {
    if (address != null && !WebAddress.isOfTheWeb(address)) {
      throw new IllegalArgumentException("not an address of the web: " + address);
    }
  }

  /** Begins a paper of which nothing else is known. */
  public static Builder of(ArxivId id, String title, String abstractText) {
    return new Builder(id, title, abstractText);
  }

  /** Begins a copy. */
  public Builder with() {
    return new Builder(this);
  }

  /** "4 authors", or that the source does not say. */
  public String authorsLine() {
    if (authorCount == null) {
      return "authors not given";
    }
    return authorCount == 1 ? "1 author" : authorCount + " authors";
  }

  /** The first few authors, or how many there are. */
  public String byline() {
    if (authors.isEmpty()) {
      return authorsLine();
    }
    return authors.size() <= NAMED
        ? String.join(", ", authors)
        : String.join(", ", authors.subList(0, NAMED - 1))
            + " and "
            + (authors.size() - NAMED + 1)
            + " more";
  }

  /** The date as exact as it is known. */
  public String dateLine() {
    return date == null ? "date not given" : date.display();
  }

  /** The newest version, empty where no source has named any. */
  public OptionalInt currentVersion() {
    return versions.isEmpty() ? OptionalInt.empty() : OptionalInt.of(versions.getLast().number());
  }

  /** The first of its categories, null where it has none. */
  public @Nullable String primaryCategory() {
    return categories.isEmpty() ? null : categories.getFirst();
  }

  /** Collects what is known of a paper; all but identifier, title and abstract may be left out. */
  public static final class Builder {
    private ArxivId id;
    private String title;
    private String abstractText;
    private List<String> authors = List.of();
    private @Nullable Integer authorCount;
    private @Nullable PublicationDate date;
    private List<String> categories = List.of();
    private List<PaperVersion> versions = List.of();
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

    private Builder(ArxivId id, String title, String abstractText) {
      this.id = id;
      this.title = title;
      this.abstractText = abstractText;
    }

    private Builder(Paper paper) {
      this(paper.id, paper.title, paper.abstractText);
      authors = paper.authors;
      authorCount = paper.authorCount;
      date = paper.date;
      categories = paper.categories;
      versions = paper.versions;
      updated = paper.updated;
      withdrawn = paper.withdrawn;
      comment = paper.comment;
      journalReference = paper.journalReference;
      doi = paper.doi;
      codeUrl = paper.codeUrl;
      projectUrl = paper.projectUrl;
      upvotes = paper.upvotes;
      submitter = paper.submitter;
      featuredOn = paper.featuredOn;
    }

    public Builder id(ArxivId value) {
      id = value;
      return this;
    }

    public Builder title(String value) {
      title = value;
      return this;
    }

    public Builder abstractText(String value) {
      abstractText = value;
      return this;
    }

    /** The names; their number follows from them where there are any. */
    public Builder authors(List<String> names) {
      authors = names;
      authorCount = names.isEmpty() ? authorCount : Integer.valueOf(names.size());
      return this;
    }

    public Builder authorCount(@Nullable Integer value) {
      authorCount = value;
      return this;
    }

    public Builder date(@Nullable PublicationDate value) {
      date = value;
      return this;
    }

    public Builder categories(List<String> value) {
      categories = value;
      return this;
    }

    public Builder versions(List<PaperVersion> value) {
      versions = value;
      return this;
    }

    public Builder updated(@Nullable Instant value) {
      updated = value;
      return this;
    }

    public Builder withdrawn(boolean value) {
      withdrawn = value;
      return this;
    }

    public Builder comment(@Nullable String value) {
      comment = value;
      return this;
    }

    public Builder journalReference(@Nullable String value) {
      journalReference = value;
      return this;
    }

    public Builder doi(@Nullable String value) {
      doi = value;
      return this;
    }

    public Builder codeUrl(@Nullable URI value) {
      codeUrl = value;
      return this;
    }

    public Builder projectUrl(@Nullable URI value) {
      projectUrl = value;
      return this;
    }

    public Builder upvotes(@Nullable Integer value) {
      upvotes = value;
      return this;
    }

    public Builder submitter(@Nullable String value) {
      submitter = value;
      return this;
    }

    public Builder featuredOn(@Nullable LocalDate value) {
      featuredOn = value;
      return this;
    }

    /**
     * Makes the paper.
     *
     * @throws IllegalArgumentException where an address is none of http or https
     */
    public Paper build() {
      return new Paper(
          id,
          title,
          abstractText,
          authors,
          authorCount,
          date,
          categories,
          versions,
          updated,
          withdrawn,
          comment,
          journalReference,
          doi,
          codeUrl,
          projectUrl,
          upvotes,
          submitter,
          featuredOn);
    }
  }
}
