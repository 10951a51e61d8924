package dev.assay.hub.web;

import dev.assay.hub.HubSettings;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The site's address as its readers know it; where it was not given, it is known once it listens.
 */
public final class SiteAddress implements Supplier<URI> {
  private volatile @Nullable URI address;

  SiteAddress(HubSettings settings) {
    address = settings.url();
  }

  /** Takes the address it listens at, unless another one was given. */
  public void listensAt(URI at) {
    if (address == null) {
      address = at;
    }
  }

  @Override
  public URI get() {
    URI known = address;
    return known == null ? URI.create("http://" + HubSettings.LOOPBACK) : known;
  }
}
