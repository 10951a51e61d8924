package dev.assay.hub.sources;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.PaperRepository;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings what sources say into the catalogue. */
public final class Importer {
  private final PaperRepository papers;
  private final TransactionTemplate transaction;
  private final Runnable changed;

  /**
   * @param changed is run whenever papers have come in
   */
  public Importer(PaperRepository papers, TransactionTemplate transaction, Runnable changed) {
    this.papers = papers;
    this.transaction = transaction;
    this.changed = changed;
  }

  /**
   * Adds what a source says, all or nothing of it: for files. The catalogue takes nothing else
   * meanwhile.
   *
   * @throws HubException where the source is not what it should be
   */
  public Imported importWhole(PaperSource source) {
    Imported imported = transaction.execute(status -> importParts(source, part -> {}, this::keep));
    changed.run();
    return imported;
  }

  /**
   * Adds what a source says, part by part: for networks. Where it fails, what came before stays.
   *
   * @param progress is told what has been added so far, after each part
   * @throws HubException where the source is not what it should be
   * @throws SourceUnavailable where it does not answer
   */
  public Imported importParts(PaperSource source, Consumer<Imported> progress) {
    return importParts(
        source,
        progress,
        part -> {
          Imported kept = keep(part);
          changed.run();
          return kept;
        });
  }

  private static Imported importParts(
      PaperSource source,
      Consumer<Imported> progress,
      Function<PaperSource.Reading, Imported> keep) {
    Imported[] total = {Imported.NOTHING};
    try {
      source.read(
          PaperSource.START,
          part -> {
            total[0] = total[0].plus(keep.apply(part));
            progress.accept(total[0]);
          });
    } catch (IOException e) {
      throw new HubException(source.name() + " cannot be read: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubException("The import from " + source.name() + " was interrupted.", e);
    }
    return total[0];
  }

  Imported keep(PaperSource.Reading part) {
    return Imported.of(part, papers.upsert(part.papers()));
  }
}
