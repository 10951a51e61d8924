package dev.assay.hub.web;

import org.jspecify.annotations.Nullable;

/** Where a page leads to next, never away from this site. */
final class LocalPath {
  private LocalPath() {}

  /** {@code wanted} where it is a path of this site, otherwise the front page. */
  static String of(@Nullable String wanted) {
    return wanted != null
            && wanted.length() <= 500
            && wanted.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*")
        ? wanted
        : "/";
  }
}
