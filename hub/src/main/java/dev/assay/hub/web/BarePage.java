package dev.assay.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A page of one sentence that needs neither templates nor the database. */
final class BarePage {
  private BarePage() {}

  /**
   * Answers with it, or with JSON where the API was asked.
   *
   * @param title HTML, as is {@code sentence}
   */
  static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatus status,
      String title,
      String sentence)
      throws IOException {
    response.setStatus(status.value());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (request.getRequestURI().startsWith("/api/")) {
      response.setContentType("application/json;charset=UTF-8");
      response.getWriter().println("{\"error\": \"" + sentence + "\"}");
      return;
    }
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .println(
            """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><title>%1$s - Assay</title>
            <link rel="icon" href="/mark.svg" type="image/svg+xml"><link rel="stylesheet" href="/assay.css"></head>
            <body><main class="column"><div class="lead"><h1>%1$s</h1><p>%2$s</p></div></main></body>
            </html>
            """
                .formatted(title, sentence));
  }
}
