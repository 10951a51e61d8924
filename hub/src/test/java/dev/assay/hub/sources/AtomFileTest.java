package dev.assay.hub.sources;

import java.util.List;

class AtomFileTest extends FileContract {
  @Override
  protected byte[] document(List<SamplePaper> papers) {
    return Documents.atom(papers);
  }
}
