package dev.assay.hub.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** What text that is still being typed may become: authors and papers that go on like it. */
final class LuceneSuggestions {
  static final int MAX_WORDS = 12;
  private static final int MAX_KEYS = 1000;
  static final int MAX_AUTHORS = 3;

  private LuceneSuggestions() {}

  static List<Suggestion> of(String prefix, int limit, IndexSearcher searcher, Sort newest)
      throws IOException {
    List<Suggestion> suggestions = authors(prefix, Math.min(MAX_AUTHORS, limit / 2), searcher);
    suggestions.addAll(papers(prefix, limit - suggestions.size(), searcher, newest));
    return suggestions;
  }

  /** Those with the most papers first. */
  private static List<Suggestion> authors(String prefix, int limit, IndexSearcher searcher)
      throws IOException {
    String folded = AuthorKey.folded(prefix);
    Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), PaperDocument.AUTHOR_KEY);
    if (terms == null || folded.length() < 2) {
      return new ArrayList<>();
    }
    Map<String, Integer> papers = new HashMap<>();
    BytesRef first = new BytesRef(folded);
    TermsEnum each = terms.iterator();
    if (each.seekCeil(first) != TermsEnum.SeekStatus.END) {
      BytesRef key = each.term();
      for (int i = 0; key != null && i < MAX_KEYS && StringHelper.startsWith(key, first); i++) {
        papers.merge(AuthorKey.name(key.utf8ToString()), each.docFreq(), Math::max);
        key = each.next();
      }
    }
    return new ArrayList<>(
        papers.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(limit)
            .map(Map.Entry::getKey)
            .map(LuceneSuggestions::author)
            .toList());
  }

  static Suggestion author(String name) {
    return new Suggestion(
        Suggestion.Kind.AUTHOR, name, "author:\"" + name.replace('"', ' ') + "\"");
  }

  /** The newest whose titles and authors hold all words, the last one perhaps unfinished. */
  private static List<Suggestion> papers(
      String prefix, int limit, IndexSearcher searcher, Sort newest) throws IOException {
    List<String> words = LuceneQueries.tokens(PaperDocument.TYPED, prefix);
    if (words.isEmpty()) {
      return List.of();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String word : words.subList(0, Math.min(MAX_WORDS, words.size() - 1))) {
      all.add(new TermQuery(new Term(PaperDocument.TYPED, word)), Occur.FILTER);
    }
    all.add(new PrefixQuery(new Term(PaperDocument.TYPED, words.getLast())), Occur.FILTER);
    StoredFields stored = searcher.storedFields();
    List<Suggestion> suggestions = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(all.build(), limit, newest).scoreDocs) {
      suggestions.add(
          new Suggestion(
              Suggestion.Kind.PAPER,
              stored.document(hit.doc).get(PaperDocument.TITLE),
              LuceneFinder.id(searcher, hit.doc).value()));
    }
    return suggestions;
  }
}
