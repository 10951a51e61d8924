package dev.assay.hub.web;

import dev.assay.hub.HubSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites out: their pages may neither frame ours nor start runs here, also not under a
 * name of theirs that points at this machine.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class Guard extends OncePerRequestFilter {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";
  private static final String PERMISSIONS =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()";
  private static final Set<String> SECRET_LINKS =
      Set.of(
          "/welcome",
          "/join",
          "/reset",
          "/confirm",
          "/sign-in",
          "/digest/confirm",
          "/digest/unsubscribe");
  private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  /** Mail programs, also those that are sites, post here; the letter's key is what lets them. */
  private static final String ONE_CLICK = "/digest/unsubscribe";

  private final boolean localOnly;

  /** Host and port of the address that readers know, where a proxy stands before the site. */
  private final @Nullable String known;

  private final @Nullable String knownHost;

  Guard(HubSettings settings) {
    localOnly = LOCAL.contains(settings.host());
    URI url = settings.url();
    known = url == null ? null : url.getAuthority();
    knownHost = url == null ? null : url.getHost();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Permissions-Policy", PERMISSIONS);
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    if (isPersonal(request)) {
      // Not even the browser keeps it: somebody else may sit there next.
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    } else if (request.getHeader(HttpHeaders.COOKIE) != null
        || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      // What a page says to who has signed in is theirs; a handler may know better.
      response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
    String name = request.getServerName();
    if (localOnly && !LOCAL.contains(name) && !name.equalsIgnoreCase(knownHost)) {
      refuse(response, "This Assay answers under the names of its own machine only.");
    } else if (!request.getMethod().equals("GET")
        && !request.getMethod().equals("HEAD")
        && !request.getRequestURI().equals(ONE_CLICK)
        && isForeign(request)) {
      refuse(response, "This request came from another site.");
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Pages of accounts, and those behind a link that is a secret. */
  private static boolean isPersonal(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/account")
        || path.startsWith("/admin")
        || path.startsWith(Door.DRAFTS)
        || SECRET_LINKS.contains(path);
  }

  private boolean isForeign(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin != null) {
      return !sameHost(origin, request.getHeader("Host")) && !sameHost(origin, known);
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private static boolean sameHost(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void refuse(HttpServletResponse response, String sentence) throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println(sentence);
  }
}
