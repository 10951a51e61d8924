package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user typed, taken apart.
 *
 * <p>Known are {@code "a phrase"}, {@code author:name}, {@code title:word}, {@code cat:cs.LG} (or
 * {@code cat:cs} for the archive), {@code date:2024-01..2024-06} and identifiers of papers; a name
 * or title of several words stands in quotes. All of these must hold; the words may. Everything
 * else is plain words: no other character has a meaning.
 *
 * @param typed the text itself
 * @param words what is outside of all that is known
 * @param ids of papers, without versions
 * @param categories as users write them, of any case
 */
public record SearchQuery(
    String typed,
    String words,
    List<String> phrases,
    List<String> titles,
    List<String> authors,
    List<String> categories,
    DateRange dates,
    List<ArxivId> ids) {
  /** In characters; an abstract fits in. */
  public static final int MAX_LENGTH = 4000;

  private static final Pattern TOKEN =
      Pattern.compile("(?:(?<field>[A-Za-z]+):)?\"(?<phrase>[^\"]*)\"|(?<word>[^\\s\"]+)|\"");
  private static final Pattern FIELD = Pattern.compile("(?<field>[A-Za-z]+):(?<value>.+)");
  private static final Pattern CATEGORY =
      Pattern.compile("[a-z-]{2,20}(\\.(\\*|[a-z-]{2,20}))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

  public SearchQuery {
    phrases = List.copyOf(phrases);
    titles = List.copyOf(titles);
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    ids = List.copyOf(ids);
  }

  /**
   * Takes apart what a user typed.
   *
   * @throws BadQueryException where it is longer than {@link #MAX_LENGTH}, or names a date or a
   *     category that cannot be one
   */
  public static SearchQuery parse(String typed) {
    if (typed.length() > MAX_LENGTH) {
      throw new BadQueryException(
          "A query has at most %,d characters; this one has %,d."
              .formatted(MAX_LENGTH, typed.length()));
    }
    Parts parts = new Parts();
    Matcher token = TOKEN.matcher(typed.replaceAll("[“”„«»]", "\"").replaceAll("\\p{Cntrl}", " "));
    while (token.find()) {
      String phrase = token.group("phrase");
      String word = token.group("word");
      if (phrase != null) {
        parts.phrase(token.group("field"), phrase.strip());
      } else if (word != null) {
        parts.word(word);
      }
    }
    return new SearchQuery(
        typed,
        String.join(" ", parts.words),
        parts.phrases,
        parts.titles,
        parts.authors,
        parts.categories,
        parts.dates,
        parts.ids);
  }

  /** The query for text in which nothing has a meaning of its own. */
  public static SearchQuery ofWords(String text) {
    return new SearchQuery(
        text, text, List.of(), List.of(), List.of(), List.of(), DateRange.ALL, List.of());
  }

  /** The same, but that each of the words must hold as well. */
  SearchQuery strict() {
    List<String> all = new ArrayList<>(phrases);
    Stream.of(words.split("\\s+", -1)).filter(word -> !word.isEmpty()).forEach(all::add);
    return new SearchQuery(typed, "", all, titles, authors, categories, dates, ids);
  }

  /** What the query is about, in plain words: phrases and words of titles count among them. */
  public String text() {
    List<String> all = new ArrayList<>(phrases);
    all.addAll(titles);
    all.add(words);
    return String.join(" ", all).strip();
  }

  /** Whether nothing is asked for at all, as by punctuation alone. */
  public boolean isEmpty() {
    return text().isEmpty() && !isFiltered() && ids.isEmpty();
  }

  /** Whether some papers are out of the question, whatever the words. */
  boolean isFiltered() {
    return !authors.isEmpty() || !categories.isEmpty() || !dates.equals(DateRange.ALL);
  }

  private static final class Parts {
    final List<String> words = new ArrayList<>();
    final List<String> phrases = new ArrayList<>();
    final List<String> titles = new ArrayList<>();
    final List<String> authors = new ArrayList<>();
    final List<String> categories = new ArrayList<>();
    final List<ArxivId> ids = new ArrayList<>();
    DateRange dates = DateRange.ALL;

    void phrase(@Nullable String field, String phrase) {
      if (!LETTER_OR_DIGIT.matcher(phrase).find()) {
        return;
      }
      if (field == null) {
        phrases.add(phrase);
      } else if (!field(field, phrase)) {
        words.add(field);
        phrases.add(phrase);
      }
    }

    void word(String word) {
      if (!LETTER_OR_DIGIT.matcher(word).find()) {
        return;
      }
      Optional<ArxivId> id = ArxivId.parse(word);
      Matcher field = FIELD.matcher(word);
      if (id.isPresent()) {
        ids.add(new ArxivId(id.get().value().replaceFirst("v[0-9]+$", "")));
      } else if (!field.matches() || !field(field.group("field"), field.group("value"))) {
        words.add(word);
      }
    }

    /** Takes the value as the field's; false where there is no such field or value. */
    private boolean field(String name, String value) {
      if (!LETTER_OR_DIGIT.matcher(value).find()) {
        return false;
      }
      switch (name.toLowerCase(Locale.ROOT)) {
        case "author", "au" -> authors.add(value);
        case "title", "ti" -> titles.add(value);
        case "cat", "category" -> categories.add(category(value));
        case "date" -> dates = dates.and(dates(value));
        default -> {
          return false;
        }
      }
      return true;
    }

    private static String category(String value) {
      if (!CATEGORY.matcher(value).matches()) {
        throw new BadQueryException(
            "cat:%s names no category; write one such as cat:cs.LG, or cat:cs for all of an archive."
                .formatted(shortened(value)));
      }
      return value.endsWith(".*") ? value.substring(0, value.length() - 2) : value;
    }

    private static DateRange dates(String value) {
      return DateRange.parse(value)
          .orElseThrow(
              () ->
                  new BadQueryException(
                      ("date:%s is no date; write date:2024, date:2024-06, date:2024-06-15 or a"
                              + " range such as date:2024-01..2024-06.")
                          .formatted(shortened(value))));
    }

    private static String shortened(String value) {
      return value.length() > 40 ? value.substring(0, 40) + "…" : value;
    }
  }
}
