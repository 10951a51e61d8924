package dev.assay.hub.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

class DailyPapersPageFileTest extends FileContract {
  @Override
  protected byte[] document(List<SamplePaper> papers) {
    return papers.stream()
        .map(
            paper ->
                "%s\n\n%s\n\n • %d authors\n·\nJan 2, 2024 5\n\n"
                    .formatted(paper.title(), paper.abstractText(), paper.authors().size()))
        .collect(Collectors.joining("", "new\n\nDaily Papers\n\nbyAK\n\nDec 11\n\n", ""))
        .getBytes(UTF_8);
  }

  @Override
  protected boolean needsIdentifiers() {
    return false;
  }

  @Override
  protected boolean namesAuthors() {
    return false;
  }
}
