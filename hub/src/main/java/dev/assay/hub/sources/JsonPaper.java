package dev.assay.hub.sources;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.sources.PaperSource.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A paper as JSON: an item of Hugging Face's Daily Papers, which nests the paper and writes names
 * in more than one way ({@code githubRepo}, {@code ai_summary}); a line of arXiv's own metadata
 * dump; or a line of the plain form that docs/sources.md describes. Names are compared without
 * case, dashes and underscores.
 */
final class JsonPaper {
  private static final int MAX_LIST = 20_000;

  private final Map<String, JsonNode> outer;
  private final Map<String, JsonNode> fields;

  private JsonPaper(JsonNode item) {
    outer = byName(item);
    JsonNode nested = outer.getOrDefault("paper", MissingNode.getInstance());
    fields = nested.isObject() ? byName(nested) : outer;
  }

  /**
   * Reads a paper, empty where there is none to keep.
   *
   * @param day the day of the Daily Papers page that was asked for, null where none was
   */
  static Optional<Paper> read(
      JsonNode item, @Nullable LocalDate day, String place, List<Problem> problems) {
    if (!item.isObject()) {
      problems.add(new Problem(place, "it is no JSON object."));
      return Optional.empty();
    }
    return new JsonPaper(item).paper(day, place, problems);
  }

  private Optional<Paper> paper(@Nullable LocalDate day, String place, List<Problem> problems) {
    String id = text("id", "arxivid", "paperid");
    LocalDate featured = date(text("submittedondailyat", "featuredon"));
    PaperDraft draft =
        new PaperDraft(id == null ? place : place + " (" + PlainText.shortened(id) + ")", problems)
            .id(id)
            .title(text("title"))
            .abstractText(text("summary", "abstract"))
            .comment(text("comment", "comments"))
            .journalReference(text("journalref", "journalreference"))
            .doi(text("doi"))
            .codeUrl(text("githubrepo", "codeurl"))
            .projectUrl(text("projectpage", "projecturl"))
            .upvotes(number("upvotes"))
            .withdrawn(node("withdrawn").asBoolean(false))
            .submitter(submitter())
            .featuredOn(featured == null ? day : featured);
    authors(draft);
    draft.category(text("primarycategory"));
    categories(draft);
    Instant first = versions(draft);
    String published = text("publishedat", "published", "created");
    draft.published(published == null ? AtomFeed.day(first) : date(published));
    LocalDate updated = date(text("updated", "updatedat", "updatedate"));
    draft.updated(updated == null ? null : updated.atStartOfDay(ZoneOffset.UTC).toInstant());
    return draft.paper();
  }

  private void authors(PaperDraft draft) {
    JsonNode authors = node("authors");
    if (authors.isString()) {
      AuthorNames.split(TexText.plain(authors.stringValue())).forEach(draft::author);
      return;
    }
    int number = 0;
    for (JsonNode author : authors) {
      if (number++ == MAX_LIST) {
        return;
      }
      draft.author(author.isObject() ? string(byName(author).get("name")) : string(author));
    }
  }

  private void categories(PaperDraft draft) {
    JsonNode categories = node("categories");
    if (categories.isString()) {
      for (String category : categories.stringValue().strip().split("\\s+", -1)) {
        draft.category(category);
      }
    }
    int number = 0;
    for (JsonNode category : categories) {
      if (number++ == MAX_LIST) {
        return;
      }
      draft.category(string(category));
    }
  }

  /** Adds the versions, and returns when the first was submitted. */
  private @Nullable Instant versions(PaperDraft draft) {
    Instant first = null;
    int count = 0;
    for (JsonNode version : node("versions")) {
      if (count++ == MAX_LIST || !version.isObject()) {
        return first;
      }
      Map<String, JsonNode> of = byName(version);
      String label = string(of.get("version"));
      JsonNode plain = of.get("number");
      int number =
          label != null && label.matches("v[0-9]{1,3}")
              ? Integer.parseInt(label.substring(1))
              : plain == null ? 0 : plain.asInt(0);
      String created = string(of.get("created"));
      String submitted = string(of.get("submitted"));
      Instant at =
          created != null
              ? OaiPage.mailDate(created)
              : submitted != null ? AtomFeed.instant(submitted) : null;
      draft.version(number, at);
      first = number == 1 ? at : first;
    }
    return first;
  }

  /** Who put it on the Daily Papers page: the name that is shown there, or else the account's. */
  private @Nullable String submitter() {
    JsonNode who = node("submittedondailyby");
    if (!who.isObject()) {
      who = outer.getOrDefault("submittedby", MissingNode.getInstance());
    }
    if (!who.isObject()) {
      return null;
    }
    Map<String, JsonNode> person = byName(who);
    for (String name : List.of("fullname", "name", "user")) {
      String text = string(person.get(name));
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private JsonNode node(String name) {
    JsonNode node = fields.get(name);
    return node != null && !node.isNull()
        ? node
        : outer.getOrDefault(name, MissingNode.getInstance());
  }

  private @Nullable String text(String... names) {
    for (String name : names) {
      String text = string(node(name));
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private @Nullable Integer number(String name) {
    JsonNode node = node(name);
    return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : null;
  }

  private static @Nullable String string(@Nullable JsonNode node) {
    return node != null && node.isString() ? node.stringValue() : null;
  }

  /** The day that a date or a time in ISO form is on. */
  private static @Nullable LocalDate date(@Nullable String text) {
    if (text == null || text.length() > 60) {
      return null;
    }
    try {
      String bare = text.strip();
      return bare.length() <= 10 ? LocalDate.parse(bare) : AtomFeed.day(AtomFeed.instant(bare));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Map<String, JsonNode> byName(JsonNode object) {
    Map<String, JsonNode> fields = new HashMap<>();
    object
        .properties()
        .forEach(
            field ->
                fields.putIfAbsent(
                    field.getKey().toLowerCase(Locale.ROOT).replaceAll("[_-]", ""),
                    field.getValue()));
    return fields;
  }
}
