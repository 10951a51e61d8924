package dev.assay.hub.search;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Adds to each word of a name, in its place, a term for its initial: {@code .g} to geoffrey. */
final class InitialsFilter extends TokenFilter {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute position =
      addAttribute(PositionIncrementAttribute.class);
  private String initial = "";

  InitialsFilter(TokenStream words) {
    super(words);
  }

  /** The term that all words with this initial have. */
  static String term(String initial) {
    return "." + initial;
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!initial.isEmpty()) {
      term.setEmpty().append(term(initial));
      position.setPositionIncrement(0);
      initial = "";
      return true;
    }
    if (!input.incrementToken()) {
      return false;
    }
    String word = term.toString();
    initial = word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1));
    return true;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    initial = "";
  }
}
