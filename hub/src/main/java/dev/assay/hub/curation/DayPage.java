package dev.assay.hub.curation;

import dev.assay.hub.catalogue.ArxivId;
import java.time.LocalDate;
import java.util.List;

/**
 * The order that curators gave a day's page.
 *
 * @param featured the papers that come first
 * @param version one more with each change
 */
public record DayPage(LocalDate day, List<ArxivId> featured, int version) {
  public DayPage {
    featured = List.copyOf(featured);
  }
}
