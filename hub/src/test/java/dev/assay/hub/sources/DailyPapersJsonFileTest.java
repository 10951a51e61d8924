package dev.assay.hub.sources;

import java.util.List;

class DailyPapersJsonFileTest extends FileContract {
  @Override
  protected byte[] document(List<SamplePaper> papers) {
    return Documents.dailyPapers(papers);
  }
}
