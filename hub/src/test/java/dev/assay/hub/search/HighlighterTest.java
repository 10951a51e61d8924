package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HighlighterTest {
  private static String marked(String query, String text) {
    return new Highlighter(SearchQuery.parse(query)).title(text).html();
  }

  @Test
  void marksAWordInAnyOfItsForms() {
    assertThat(marked("economies", "Économies: an economy's ECONOMY, and an epoch"))
        .isEqualTo(
            "<mark>Économies</mark>: an <mark>economy&#39;s</mark> <mark>ECONOMY</mark>, and an epoch");
    assertThat(marked("ελάχιστα 3d", "Τα ελάχιστα of 3D and 2D"))
        .isEqualTo("Τα <mark>ελάχιστα</mark> of <mark>3D</mark> and 2D");
  }

  @Test
  void marksAPhraseAsAWhole() {
    assertThat(marked("\"second order\"", "Second-order, not in the order of seconds"))
        .isEqualTo("<mark>Second-order</mark>, not in the order of seconds");
    assertThat(marked("\"state of the art\" methods", "Methods of another state of art"))
        .isEqualTo("<mark>Methods</mark> of another state of art");
  }
}
