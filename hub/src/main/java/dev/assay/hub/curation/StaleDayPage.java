package dev.assay.hub.curation;

/** A change to a day's page as it is no more: somebody else has changed it meanwhile. */
public final class StaleDayPage extends RuntimeException {
  private static final long serialVersionUID = 1;

  StaleDayPage() {
    super(
        "Somebody has changed this page meanwhile, so nothing was done; here it is as it stands"
            + " now.");
  }
}
