package dev.assay.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.sources.DailyPapersPage;
import dev.assay.hub.sources.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryTest {
  private final Library library = TestLibrary.get();

  @Test
  void theBuiltInCatalogueIsThereNewestFirst() {
    List<Paper> papers = library.newest();

    assertThat(papers).hasSize(35);
    assertThat(papers.getFirst().dateLine()).isEqualTo("28 Oct 2025");
    assertThat(papers.getLast().date()).isNull();
  }

  @Test
  void importingTwiceMakesNoDuplicates() {
    Imported again = library.add(DailyPapersPage.builtIn());

    assertThat(again.added()).isZero();
    assertThat(again.unchanged()).isEqualTo(35);
    assertThat(library.papers().count()).isEqualTo(35);
  }

  @Test
  void findsByWordsAndByNumber() {
    assertThat(titles("sharpness")).contains("Sharpness-Aware Training for Free");
    assertThat(titles("2310.01769").getFirst()).startsWith("How Over-Parameterization");
    assertThat(titles("zebra xylophone")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"", "a AND (", "title:[* TO", "~^", "\\", "***", "/x/", "𝄞 \u0000 é", "!"})
  void noCharacterOfAQueryHasAMeaning(String query) {
    assertThat(library.search(query)).isNotNull();
    assertThat(library.search(query.repeat(4000 / query.length()))).isNotNull();
    assertThat(library.nearest(query)).isNotNull();
  }

  @Test
  void aMistypedIdentifierFindsTheNearest() {
    assertThat(library.find("2310.0176")).isEmpty();
    assertThat(library.nearest("2310.01796").getFirst().id().value()).isEqualTo("2310.01769");
    assertThat(library.find("https://arxiv.org/abs/2310.01769v2")).isPresent();
  }

  @Test
  void anotherAssayOnTheSameHomeIsRefusedButMayJoinItsDatabase() {
    assertThatThrownBy(() -> Library.open(TestLibrary.home()))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("in use by another Assay");
    // Takes what is there into the index, which the other one reads.
    assertThat(library.search("sharpness")).isNotEmpty();
    try (Library joined = Library.openOrJoin(TestLibrary.home())) {
      assertThat(joined.search("sharpness")).isNotEmpty();
    }
    assertThat(library.newest()).hasSize(35);
  }

  @Test
  void aHomeThatCannotBeWrittenIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Library.open(file.resolve("home")))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("cannot be written");
  }

  private List<String> titles(String words) {
    return library.search(words).stream().map(Paper::title).toList();
  }
}
