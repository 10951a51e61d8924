package dev.assay.hub.web;

import jakarta.servlet.http.HttpServletRequest;

/** Requests of scripts, which put a part of a page in the place of another. */
final class Htmx {
  private Htmx() {}

  static boolean asks(HttpServletRequest request) {
    return "true".equals(request.getHeader("HX-Request"));
  }
}
