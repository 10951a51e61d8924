package dev.assay.hub.sources;

import java.util.List;

class JsonLinesFileTest extends FileContract {
  @Override
  protected byte[] document(List<SamplePaper> papers) {
    return Documents.jsonLines(papers);
  }
}
