package dev.assay.hub.sources;

import java.util.List;

class OaiFileTest extends FileContract {
  @Override
  protected byte[] document(List<SamplePaper> papers) {
    return Documents.oai(papers);
  }
}
