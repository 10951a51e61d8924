package dev.assay.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Where a page leads to next, never away from this site. */
final class LocalPath {
  private LocalPath() {}

  /** The page of ours that a form stood on; the front page where that is not told. */
  static String referrer(HttpServletRequest request) {
    String referrer = request.getHeader("Referer");
    String host = "://" + request.getHeader("Host") + "/";
    int at = referrer == null ? -1 : referrer.indexOf(host);
    return of(at < 0 || referrer == null ? null : referrer.substring(at + host.length() - 1));
  }

  /** {@code wanted} where it is a path of this site, otherwise the front page. */
  static String of(@Nullable String wanted) {
    return wanted != null
            && wanted.length() <= 500
            && wanted.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*")
        ? wanted
        : "/";
  }
}
