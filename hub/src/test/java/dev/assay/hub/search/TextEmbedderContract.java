package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every embedder must do. */
public abstract class TextEmbedderContract {
  /** The embedder under test; the same one each time. */
  protected abstract TextEmbedder embedder();

  @Test
  void vectorsHaveLengthOneAndTheDimensionItSays() {
    for (Embedding each :
        List.of(embedder().document("A title\nand an abstract."), embedder().query("a query"))) {
      assertThat(each.dimension()).isEqualTo(embedder().dimension());
      assertThat(each.cosine(each)).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void theSameTextAlwaysGivesTheSameVectorAlsoInManyThreads() {
    Embedding expected = embedder().document("Sharpness-aware minimisation of deep networks");
    assertThat(
            IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> embedder().document("Sharpness-aware minimisation of deep networks"))
                .distinct())
        .containsExactly(expected);
  }

  @Test
  void takesAnyText() {
    for (String text :
        List.of("", " ", "\u0000\u0007", "𝄞 \uD800 é", "<script>", "word ".repeat(20_000))) {
      assertThat(embedder().document(text).dimension()).isEqualTo(embedder().dimension());
      assertThat(embedder().query(text).dimension()).isEqualTo(embedder().dimension());
    }
  }

  @Test
  void isNamed() {
    assertThat(embedder().name()).isNotBlank();
  }
}
