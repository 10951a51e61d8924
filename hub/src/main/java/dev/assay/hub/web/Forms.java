package dev.assay.hub.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says so where a form or an address's parameters are too large or cannot be read: reads them
 * before anybody else does, whom the server's exception would surprise.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 25)
final class Forms extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpStatus refusal = null;
    try {
      request.getParameterMap();
    } catch (InvalidParameterException e) {
      refusal = HttpStatus.resolve(e.getErrorCode());
      if (refusal == null) {
        refusal = HttpStatus.BAD_REQUEST;
      }
    }
    if (refusal == null) {
      chain.doFilter(request, response);
    } else if (refusal == HttpStatus.CONTENT_TOO_LARGE) {
      BarePage.write(
          request,
          response,
          refusal,
          "Too much",
          "That is more than a form here can hold (2 MB); nothing of it was kept.");
    } else {
      BarePage.write(
          request, response, refusal, "That cannot be read", "What was sent cannot be read.");
    }
  }
}
