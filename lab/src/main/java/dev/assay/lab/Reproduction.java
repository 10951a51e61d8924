package dev.assay.lab;

import dev.assay.lab.report.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A paper's claims and studies. Found through {@link java.util.ServiceLoader}, so a jar on the
 * class path adds a paper.
 */
public interface Reproduction {
  /**
   * The paper's arXiv identifier, such as {@code 2310.01769}; where no paper makes the claims, a
   * local one, such as {@code local-winners-curse}.
   */
  String paper();

  /** The paper's title. */
  String title();

  /** What was built and how near it is to the paper, in a few sentences. */
  String overview();

  /** The claims, in the paper's order. */
  List<Claim> claims();

  /** What differs from the paper, one sentence each. */
  List<String> differences();

  /** Claims that cannot be tested, each with the reason. */
  default List<String> untested() {
    return List.of();
  }

  /** Pictures of the results. */
  default List<Figure> figures() {
    return List.of();
  }

  /**
   * What the records say and why, in Markdown: by default the resource {@code findings.md} beside
   * this class, and nothing where there is none.
   */
  default String findings() {
    try (InputStream text = getClass().getResourceAsStream("findings.md")) {
      return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The leaderboards that the records of its studies fill. */
  default List<Board> boards() {
    return List.of();
  }
}
