package dev.assay.hub.discussion;

import org.commonmark.node.Block;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Maths whose lines Markdown would take for lists and headings: from a line that begins with {@code
 * $$} to one that ends with it, or to a blank line.
 */
final class MathsBlockParser extends AbstractBlockParser {
  private static final String FENCE = "$$";

  private final MathsBlock block = new MathsBlock();
  private final StringBuilder lines = new StringBuilder();
  private boolean closed;

  /** For a parser's builder. */
  static final class Factory extends AbstractBlockParserFactory {
    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      CharSequence line = state.getLine().getContent();
      String rest =
          line.subSequence(state.getNextNonSpaceIndex(), line.length()).toString().strip();
      int end = rest.indexOf(FENCE, FENCE.length());
      // With words behind it, it is maths within a line.
      boolean alone = end < 0 || end == rest.length() - FENCE.length();
      return state.getIndent() < 4 && rest.startsWith(FENCE) && alone
          ? BlockStart.of(new MathsBlockParser()).atIndex(state.getNextNonSpaceIndex())
          : BlockStart.none();
    }
  }

  @Override
  public Block getBlock() {
    return block;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    return closed || state.isBlank()
        ? BlockContinue.none()
        : BlockContinue.atIndex(state.getIndex());
  }

  @Override
  public void addLine(SourceLine line) {
    String text = line.getContent().toString();
    boolean first = lines.isEmpty();
    lines.append(first ? "" : "\n").append(text);
    closed =
        text.strip().endsWith(FENCE) && (!first || text.strip().length() >= 2 * FENCE.length());
  }

  @Override
  public void closeBlock() {
    block.setSource(lines.toString());
  }
}
