package dev.assay.hub.curation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaperAddressTest {
  @ParameterizedTest
  @CsvSource({
    "2310.01769, 2310.01769",
    "arXiv:2310.01769v3, 2310.01769",
    "https://arxiv.org/abs/2310.01769v2?context=cs, 2310.01769",
    "http://www.arxiv.org/pdf/2310.01769v1.pdf, 2310.01769",
    "https://arxiv.org/html/2310.01769v1/#S2, 2310.01769",
    "export.arxiv.org/abs/cs/0112017, cs/0112017",
    "https://huggingface.co/papers/2310.01769/, 2310.01769"
  })
  void whatPeoplePasteIsUnderstood(String text, String id) {
    assertThat(PaperAddress.parse(text).orElseThrow().value()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "local-1f0c22ab9d31",
        "https://example.org/abs/2310.01769",
        "https://arxiv.org.example.org/abs/2310.01769",
        "https://arxiv.org/list/cs.LG/new",
        "https://huggingface.co/papers/local-x",
        "file:///etc/passwd"
      })
  void allElseIsRefused(String text) {
    assertThat(PaperAddress.parse(text)).isEmpty();
  }
}
