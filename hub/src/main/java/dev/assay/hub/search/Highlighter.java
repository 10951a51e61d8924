package dev.assay.hub.search;

import dev.assay.hub.search.Highlighted.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;

/** Marks in a paper's text what a query found there. */
final class Highlighter {
  /** Sentences of an abstract. */
  private static final int SNIPPET = 2;

  /** A mark within a formula would break it. */
  private static final Pattern FORMULA = Pattern.compile("\\$[^$]+\\$|\\\\\\(.+?\\\\\\)");

  private final Query words;
  private final UnifiedHighlighter whole;
  private final UnifiedHighlighter sentences;

  Highlighter(SearchQuery query) {
    this.words = LuceneQueries.marks(query);
    // Only a phrase needs to know where the words stand, for which a text is indexed: several times
    // the work of going through it.
    boolean phrases = !query.phrases().isEmpty() || !query.titles().isEmpty();
    this.whole = highlighter(WholeBreakIterator::new, phrases);
    this.sentences = highlighter(() -> BreakIterator.getSentenceInstance(Locale.ENGLISH), phrases);
  }

  private static UnifiedHighlighter highlighter(Supplier<BreakIterator> breaks, boolean phrases) {
    return UnifiedHighlighter.builderWithoutSearcher(PaperDocument.ANALYZER)
        .withBreakIterator(breaks)
        .withFormatter(new Marks())
        .withWeightMatches(phrases)
        .withPassageRelevancyOverSpeed(phrases)
        .build();
  }

  Highlighted title(String text) {
    return of(whole, PaperDocument.TITLE, text, 1);
  }

  Highlighted snippet(String text) {
    return of(sentences, PaperDocument.ABSTRACT, text, SNIPPET);
  }

  private Highlighted of(UnifiedHighlighter highlighter, String field, String text, int passages) {
    try {
      Object found =
          text.isBlank()
              ? null
              : highlighter.highlightWithoutSearcher(field, words, text, passages);
      return found instanceof Highlighted highlighted ? highlighted : Highlighted.plain(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Marks extends PassageFormatter {
    @Override
    public Highlighted format(Passage[] passages, String text) {
      List<MatchResult> formulas =
          text.indexOf('$') < 0 && text.indexOf('\\') < 0
              ? List.of()
              : FORMULA.matcher(text).results().toList();
      List<Part> parts = new ArrayList<>();
      int end = -1;
      for (Passage passage : passages) {
        if (end >= 0 && passage.getStartOffset() > end) {
          parts.add(new Part("… ", false));
        }
        int at = passage.getStartOffset();
        for (int i = 0; i < passage.getNumMatches(); i++) {
          int from = passage.getMatchStarts()[i];
          int to = Math.min(passage.getMatchEnds()[i], passage.getEndOffset());
          if (from < at || isInFormula(from, formulas)) {
            continue;
          }
          add(parts, text.substring(at, from), false);
          add(parts, text.substring(from, to), true);
          at = to;
        }
        end = passage.getEndOffset();
        add(parts, text.substring(at, end), false);
      }
      return new Highlighted(parts);
    }

    private static boolean isInFormula(int at, List<MatchResult> formulas) {
      return formulas.stream().anyMatch(each -> each.start() <= at && at < each.end());
    }

    private static void add(List<Part> parts, String text, boolean marked) {
      if (!text.isEmpty()) {
        parts.add(new Part(text, marked));
      }
    }
  }
}
