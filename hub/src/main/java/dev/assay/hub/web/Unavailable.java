package dev.assay.hub.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says so where the database is away or the disk is full: a page that needs neither, with the
 * status 503. What was asked for was then not done.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class Unavailable extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(Unavailable.class);
  private static final long PAUSE_NANOS = 10_000_000_000L;
  private static final int DEEPEST = 20;

  private static final String AWAY =
      "The database of this site cannot be reached just now. Nothing is lost; try again in a"
          + " moment.";
  private static final String FULL =
      "The disk of this site is full, so that nothing new can be kept just now. What you sent was"
          + " not kept; try again later.";

  private final AtomicLong told = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      Optional<String> sentence = sentence(e);
      if (sentence.isEmpty() || response.isCommitted()) {
        throw e;
      }
      tell(e);
      answer(request, response, sentence.get());
    }
  }

  /** At most once in ten seconds: every request would say the same. */
  private void tell(Exception e) {
    long last = told.get();
    long now = System.nanoTime();
    if (now - last >= PAUSE_NANOS && told.compareAndSet(last, now)) {
      log.warn("requests are answered by 503: {}", root(e).getMessage());
    }
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; depth < DEEPEST && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }

  /** What to say where one of the causes is the database's being away or the disk's being full. */
  static Optional<String> sentence(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; depth < DEEPEST && cause != null; depth++) {
      if (cause instanceof SQLTransientConnectionException) {
        return Optional.of(AWAY);
      }
      if (cause instanceof SQLException sql && sentence(sql.getSQLState()) != null) {
        return Optional.ofNullable(sentence(sql.getSQLState()));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** By the classes of PostgreSQL's error codes. */
  private static @Nullable String sentence(@Nullable String state) {
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "53100" -> FULL;
      // Shut down, crashed, starting; too many connections; read-only after a failover.
      case "57P01", "57P02", "57P03", "53300", "25006" -> AWAY;
      default -> state.startsWith("08") ? AWAY : null;
    };
  }

  /** Takes back what was written, but not the headers that keep other sites out. */
  private static void begin(HttpServletResponse response) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    response
        .getHeaderNames()
        .forEach(name -> headers.put(name, List.copyOf(response.getHeaders(name))));
    response.reset();
    headers.forEach(
        (name, values) -> {
          if (!name.toLowerCase(Locale.ROOT).startsWith("content-")
              || name.equalsIgnoreCase("Content-Security-Policy")) {
            values.forEach(value -> response.addHeader(name, value));
          }
        });
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, String sentence)
      throws IOException {
    begin(response);
    response.setHeader("Retry-After", "10");
    BarePage.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, "Not just now", sentence);
  }
}
