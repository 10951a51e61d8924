package dev.assay.hub.web;

import dev.assay.hub.operations.Metrics;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts requests and how long they took; streams of events are not counted. */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class Measured extends OncePerRequestFilter {
  private final ObjectProvider<Metrics> metrics;

  Measured(ObjectProvider<Metrics> metrics) {
    this.metrics = metrics;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long begin = System.nanoTime();
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      if (!request.isAsyncStarted()) {
        metrics
            .getObject()
            .answered(
                request.getMethod(),
                route(request),
                status,
                Duration.ofNanos(System.nanoTime() - begin));
      }
    }
  }

  private static String route(HttpServletRequest request) {
    return Routes.find(HttpMethod.valueOf(request.getMethod()), request.getRequestURI())
        .map(route -> route.pattern().getPatternString())
        .orElse("none");
  }
}
