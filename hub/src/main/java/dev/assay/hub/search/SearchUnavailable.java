package dev.assay.hub.search;

import dev.assay.hub.HubException;

/** The search server cannot be used at the moment; the message is one sentence for readers. */
public final class SearchUnavailable extends HubException {
  private static final long serialVersionUID = 1;

  SearchUnavailable(Throwable cause) {
    super("The search is away for the moment; try again in a minute.", cause);
  }
}
