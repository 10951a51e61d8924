package dev.assay.hub.sources;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.catalogue.PaperRepository.Numbered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks arXiv for what papers here lack that came from elsewhere: authors, categories, versions.
 * Each is asked for once.
 */
final class ArxivDetails implements PaperSource {
  private static final int BATCH = 100;

  private final PaperRepository papers;
  private final ArxivApi api;

  ArxivDetails(PaperRepository papers, ArxivApi api) {
    this.papers = papers;
    this.api = api;
  }

  @Override
  public String name() {
    return "arXiv";
  }

  @Override
  public void read(String position, Receiver receiver) throws IOException, InterruptedException {
    long last = position.equals(START) ? 0 : Long.parseLong(position);
    while (true) {
      List<Numbered> some = papers.withoutVersions(last, BATCH);
      if (some.isEmpty()) {
        return;
      }
      last = some.getLast().number();
      List<ArxivId> ids = new ArrayList<>();
      some.forEach(each -> ids.add(each.id()));
      String after = Long.toString(last);
      api.papers(ids)
          .read(START, part -> receiver.accept(new Reading(part.papers(), part.problems(), after)));
    }
  }
}
