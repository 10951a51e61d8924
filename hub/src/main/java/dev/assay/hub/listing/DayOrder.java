package dev.assay.hub.listing;

import dev.assay.hub.catalogue.ArxivId;
import java.time.LocalDate;
import java.util.List;

/** Which papers come first on a day's page. */
@FunctionalInterface
public interface DayOrder {
  /** The papers that do, in their order; those of them that a list leaves out are passed over. */
  List<ArxivId> featured(LocalDate day);
}
