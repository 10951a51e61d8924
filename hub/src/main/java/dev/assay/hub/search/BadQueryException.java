package dev.assay.hub.search;

import dev.assay.hub.HubException;

/** A query that cannot be meant as it stands; the message is one sentence for who typed it. */
public final class BadQueryException extends HubException {
  BadQueryException(String message) {
    super(message);
  }
}
