package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lab.Reproduction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesCommandTest {
  private static final Path RECORDS = Path.of("..", "results");
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void thePagesInDocsAreThoseThatTheCommandWrites() throws IOException {
    List<Reproduction> shipped =
        Reproductions.all().stream().filter(paper -> !paper.paper().equals(SlowPaper.ID)).toList();
    for (var page : PagesCommand.files(RECORDS, shipped).entrySet()) {
      assertThat(DOCS.resolve(page.getKey()))
          .as("./assay pages docs writes it")
          .exists()
          .content()
          .isEqualTo(page.getValue());
    }
  }

  @Test
  void aFolderThatIsNotThereIsAMistake(@TempDir Path folder) {
    Terminal terminal = Terminal.run("pages", "--records", folder.resolve("none").toString(), ".");
    assertThat(terminal.exit()).isEqualTo(2);
    assertThat(terminal.err()).contains("There is no folder of records").hasLineCount(1);
  }
}
