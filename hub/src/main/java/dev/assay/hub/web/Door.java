package dev.assay.hub.web;

import dev.assay.hub.discussion.Drafts;
import dev.assay.hub.people.ApiTokens.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Sends a reader to the page where one signs in, and back; a program gets its status. A comment
 * that was sent when the session had ended waits behind the door.
 */
final class Door implements AuthenticationEntryPoint {
  static final String DRAFTS = "/comments/drafts/";

  private final Drafts drafts;
  private final Attempts attempts;

  Door(Drafts drafts, Attempts attempts) {
    this.drafts = drafts;
    this.attempts = attempts;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException {
    HttpMethod method = HttpMethod.valueOf(request.getMethod());
    Optional<Routes.Route> route = Routes.find(method, request.getRequestURI());
    if (route.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (request.getRequestURI().startsWith("/api/")
        || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (Htmx.asks(request) && request.getParameter("text") != null) {
      // What was written stays on the page that asked.
      BarePage.write(
          request,
          response,
          HttpStatus.UNAUTHORIZED,
          "Signed out",
          "You are not signed in any more. Sign in in another tab and go on here, or send what you"
              + " wrote: it is kept meanwhile.");
    } else {
      String back = method.equals(HttpMethod.GET) ? target(request) : back(request, route.get());
      String door = "/sign-in?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
      if (Htmx.asks(request)) {
        // A script would put the page it is led to in the place of a button.
        response.setHeader("HX-Redirect", door);
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      } else {
        response.sendRedirect(door);
      }
    }
  }

  private static String target(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  private String back(HttpServletRequest request, Routes.Route route) {
    String text = request.getParameter("text");
    if (route.scope() != Scope.COMMENT || text == null || text.isBlank()) {
      return LocalPath.referrer(request);
    }
    try {
      attempts.count(Attempts.What.DRAFT, request);
    } catch (Attempts.TooMany e) {
      return LocalPath.referrer(request);
    }
    String parent = String.valueOf(request.getParameter("parent"));
    return DRAFTS
        + drafts.keep(
            new Drafts.Draft(
                request.getRequestURI(),
                parent.matches("[0-9]{1,15}") ? Long.valueOf(parent) : null,
                text));
  }
}
