package dev.assay.hub;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Papers that are in the tests' library while a test needs them. */
public final class SamplePapers implements AutoCloseable {
  private final List<String> ids = new ArrayList<>();

  /** A paper of a day, with a title. */
  public static Paper.Builder paper(String id, String day, String title) {
    return Paper.of(new ArxivId(id), title, "An abstract of " + title + ".")
        .authors(List.of("Ada Lovelace", "Charles Babbage"))
        .authorCount(2)
        .date(PublicationDate.ofDay(LocalDate.parse(day), day));
  }

  /** Adds papers; {@link #close} takes them out again. */
  public SamplePapers with(Paper... papers) {
    for (Paper paper : papers) {
      ids.add(paper.id().value());
      TestLibrary.get().papers().add(paper);
    }
    TestLibrary.get().search().catchUp();
    return this;
  }

  /** Adds {@code number} papers of a day: 1901.00001, 1901.00002 and so on. */
  public SamplePapers with(int number, String day) {
    List<Paper> papers = new ArrayList<>();
    for (int i = 1; i <= number; i++) {
      papers.add(paper("1901.%05d".formatted(i), day, "Paper number " + i).build());
    }
    return with(papers.toArray(Paper[]::new));
  }

  @Override
  public void close() {
    TestLibrary.get()
        .jdbc()
        .sql("delete from paper where id = any (?)")
        .param(ids.toArray(String[]::new))
        .update();
    TestLibrary.get().search().catchUp();
  }
}
