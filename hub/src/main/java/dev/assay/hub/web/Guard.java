package dev.assay.hub.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites out: their pages may neither frame ours nor start runs here, also not under a
 * name of theirs that points at this machine.
 */
final class Guard extends OncePerRequestFilter {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";
  private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  private final boolean localOnly;

  Guard(dev.assay.hub.HubSettings settings) {
    localOnly = LOCAL.contains(settings.host());
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
    if (localOnly && !LOCAL.contains(request.getServerName())) {
      refuse(response, "This Assay answers under the names of its own machine only.");
    } else if (!request.getMethod().equals("GET")
        && !request.getMethod().equals("HEAD")
        && isForeign(request)) {
      refuse(response, "This request came from another site.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isForeign(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin != null) {
      return !sameHost(origin, request.getHeader("Host"));
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
