package dev.assay.app;

import java.net.URI;
import picocli.CommandLine.Option;

/** The option of commands that print links into the site. */
final class SiteOption {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description =
          "The site's address, for the links that are printed (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  URI url;
}
