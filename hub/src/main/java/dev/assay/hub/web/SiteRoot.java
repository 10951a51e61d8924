package dev.assay.hub.web;

import dev.assay.hub.HubSettings;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Where a reader's links to the site begin: as the settings say, or else where the reader asked.
 */
public final class SiteRoot {
  private final HubSettings settings;

  SiteRoot(HubSettings settings) {
    this.settings = settings;
  }

  /** Such as {@code https://papers.example.org}, without a slash at its end. */
  public String get() {
    return settings.url() == null
        ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
        : settings.url().toString().replaceAll("/+$", "");
  }
}
