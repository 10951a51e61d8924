package dev.assay.hub.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Keeps the pages that readers without an account have asked for, and gives them again as long as
 * nothing has changed: see {@link Freshness}. Making a page costs many times as much as asking
 * whether something has.
 *
 * <p>A request with a cookie or an authorization is never answered from here, nor is its answer
 * kept. It stands before the gate: whether somebody unknown may read a page is in the database, so
 * what one was given, another may have while nothing has changed.
 */
final class KeptPages extends OncePerRequestFilter {
  private static final Pattern KEPT =
      Pattern.compile(
          "/|/papers(/.*|\\.[a-z]+)?|/search(\\.[a-z]+)?|/boards(/.*|\\.[a-z]+)?|/results"
              + "|/api(/.*)?|/sitemap.*");

  /** Of all pages together, in bytes. */
  private static final long MOST = 32L << 20;

  private static final int LARGEST = 1 << 20;
  private static final int LONGEST_ADDRESS = 2_000;

  /** Who waits longer for a page that another reader has asked for makes it anew. */
  private static final int SECONDS = 10;

  /** Written for each answer, or about the connection. */
  private static final Set<String> NOT_KEPT =
      Set.of(
          "content-length",
          "content-type",
          "date",
          "connection",
          "keep-alive",
          "transfer-encoding");

  private final Supplier<String> freshness;
  private final Cache<Address, KeptPage> pages =
      Caffeine.newBuilder()
          .maximumWeight(MOST)
          .weigher((Address address, KeptPage page) -> address.size() + page.size())
          // No threads of its own.
          .executor(Runnable::run)
          .build();
  private final Map<Asked, CompletableFuture<@Nullable KeptPage>> underWay =
      new ConcurrentHashMap<>();

  /**
   * @param freshness names the state of all that pages are made of, as {@link Freshness#now} does
   */
  KeptPages(Supplier<String> freshness) {
    this.freshness = freshness;
  }

  /** All of a request that an answer to somebody unknown depends on. */
  private record Address(
      String root, String path, String accept, String language, @Nullable String partly) {
    static Address of(HttpServletRequest request) {
      return new Address(
          request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort(),
          target(request),
          header(request, HttpHeaders.ACCEPT),
          request.getLocale().toLanguageTag(),
          request.getHeader("HX-Request"));
    }

    int size() {
      return 200 + 2 * (root.length() + path.length() + accept.length());
    }
  }

  /** A page as it was at a time. */
  private record Asked(Address address, String state) {}

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("GET")
        || request.getHeader(HttpHeaders.COOKIE) != null
        || request.getHeader(HttpHeaders.AUTHORIZATION) != null
        || !KEPT.matcher(request.getRequestURI()).matches()
        || target(request).length() > LONGEST_ADDRESS
        || header(request, HttpHeaders.ACCEPT).length() > LONGEST_ADDRESS;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Asked asked;
    try {
      asked = new Asked(Address.of(request), freshness.get());
    } catch (DataAccessException | TransactionException e) {
      // The page itself says what is the matter.
      chain.doFilter(request, response);
      return;
    }
    KeptPage kept = pages.getIfPresent(asked.address());
    if (kept != null && kept.state().equals(asked.state())) {
      kept.answer(request, response);
      return;
    }
    CompletableFuture<@Nullable KeptPage> mine = new CompletableFuture<>();
    CompletableFuture<@Nullable KeptPage> others = underWay.putIfAbsent(asked, mine);
    if (others == null) {
      make(asked, mine, request, response, chain);
      return;
    }
    KeptPage made = await(others);
    if (made == null) {
      chain.doFilter(request, response);
    } else {
      made.answer(request, response);
    }
  }

  /** Many readers who ask at once cost one making of the page. */
  private static @Nullable KeptPage await(CompletableFuture<@Nullable KeptPage> others) {
    try {
      return others.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException e) {
      return null;
    }
  }

  private void make(
      Asked asked,
      CompletableFuture<@Nullable KeptPage> mine,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    Map<String, List<String>> before = headers(response);
    ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
    KeptPage made = null;
    try {
      chain.doFilter(new Unconditional(request), page);
      made = kept(asked.state(), page, before);
      if (made != null) {
        pages.put(asked.address(), made);
      }
    } finally {
      underWay.remove(asked);
      mine.complete(made);
    }
    if (made == null) {
      page.copyBodyToResponse();
    } else {
      made.body(request, response);
    }
  }

  private static @Nullable KeptPage kept(
      String state, ContentCachingResponseWrapper page, Map<String, List<String>> before) {
    String control = page.getHeader(HttpHeaders.CACHE_CONTROL);
    String type = page.getContentType();
    if (page.getStatus() != HttpServletResponse.SC_OK
        || page.getContentSize() > LARGEST
        || type == null
        || page.getHeader(HttpHeaders.SET_COOKIE) != null
        || (control != null && (control.contains("no-store") || control.contains("private")))) {
      return null;
    }
    Map<String, List<String>> added = headers(page);
    before.forEach(
        (name, values) ->
            added.computeIfPresent(
                name, (_, all) -> all.stream().filter(value -> !values.contains(value)).toList()));
    return new KeptPage(
        state,
        type,
        Map.copyOf(added),
        page.getHeader(HttpHeaders.ETAG),
        page.getContentAsByteArray());
  }

  private static Map<String, List<String>> headers(HttpServletResponse response) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Set.copyOf(response.getHeaderNames())) {
      if (!NOT_KEPT.contains(name.toLowerCase(Locale.ROOT))) {
        Collection<String> values = response.getHeaders(name);
        headers.put(name, List.copyOf(values));
      }
    }
    return headers;
  }

  private static String target(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }

  /** The same request of one who has no earlier copy, since the whole page is to be kept. */
  private static final class Unconditional extends HttpServletRequestWrapper {
    private static final Set<String> CONDITIONS = Set.of("if-none-match", "if-modified-since");

    Unconditional(HttpServletRequest request) {
      super(request);
    }

    private static boolean isCondition(String name) {
      return CONDITIONS.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isCondition(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isCondition(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public long getDateHeader(String name) {
      return isCondition(name) ? -1 : super.getDateHeader(name);
    }
  }
}
