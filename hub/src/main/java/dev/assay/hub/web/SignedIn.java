package dev.assay.hub.web;

import dev.assay.hub.people.ApiTokens;
import dev.assay.hub.people.KnownBrowsers;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Sessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Tells who asks: by the cookie of a session, or by a token in the header {@code Authorization:
 * Bearer assay_...}. Who sends neither costs no query.
 */
final class SignedIn implements SecurityContextRepository {
  private static final String COOKIE = "assay";

  /** Of a browser in which somebody has signed in before; only the pages of signing in see it. */
  private static final String KNOWN = "assay-known";

  private static final String KNOWN_PATH = "/sign-in";
  private static final String BEARER = "Bearer ";
  private static final int LONGEST = 200;

  private final Sessions sessions;
  private final KnownBrowsers browsers;
  private final ApiTokens tokens;
  private final Clock clock;

  SignedIn(Sessions sessions, KnownBrowsers browsers, ApiTokens tokens, Clock clock) {
    this.sessions = sessions;
    this.browsers = browsers;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Begins a session for a person in this browser; one that it had ends. */
  void begin(Person person, HttpServletRequest request, HttpServletResponse response) {
    secret(request).ifPresent(sessions::end);
    String agent = request.getHeader(HttpHeaders.USER_AGENT);
    String secret = sessions.begin(person.id(), agent == null ? "" : agent, clock.instant());
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(secret, request.isSecure(), Sessions.LIFE));
    if (!browsers.isOf(person.id(), browser(request))) {
      response.addHeader(
          HttpHeaders.SET_COOKIE,
          cookie(
              KNOWN,
              browsers.add(person.id(), clock.instant()),
              KNOWN_PATH,
              request.isSecure(),
              KnownBrowsers.LIFE));
    }
  }

  /** The secret that a browser is known by since somebody signed in with it, empty where none. */
  static String browser(HttpServletRequest request) {
    return secret(request, KNOWN).orElse("");
  }

  /** Ends the session of this browser. */
  void end(HttpServletRequest request, HttpServletResponse response) {
    secret(request).ifPresent(sessions::end);
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", request.isSecure(), Duration.ZERO));
  }

  /** Lax: no other site's form or script sends it along. */
  private static String cookie(String secret, boolean secure, Duration life) {
    return cookie(COOKIE, secret, "/", secure, life);
  }

  private static String cookie(
      String name, String secret, String path, boolean secure, Duration life) {
    return ResponseCookie.from(name, secret)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .path(path)
        .maxAge(life)
        .build()
        .toString();
  }

  private Optional<Visitor> visitor(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.startsWith(BEARER + ApiTokens.PREFIX)) {
      return Optional.of(header.substring(BEARER.length()).strip())
          .filter(token -> token.length() <= LONGEST)
          .flatMap(token -> tokens.use(token, clock.instant()))
          .map(use -> Visitor.program(use.person(), use.scopes()));
    }
    return secret(request)
        .flatMap(secret -> sessions.person(secret, clock.instant()))
        .map(Visitor::signedIn);
  }

  private static Optional<String> secret(HttpServletRequest request) {
    return secret(request, COOKIE);
  }

  private static Optional<String> secret(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Stream.of(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
            .findFirst();
  }

  private SecurityContext context(HttpServletRequest request) {
    try {
      return visitor(request)
          .<SecurityContext>map(SecurityContextImpl::new)
          .orElseGet(SecurityContextHolder::createEmptyContext);
    } catch (DataAccessException e) {
      // The page that says that the database is away is for everybody.
      if (request.getRequestURI().equals("/health")) {
        return SecurityContextHolder.createEmptyContext();
      }
      throw e;
    }
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new DeferredSecurityContext() {
      private @Nullable SecurityContext context;

      @Override
      public SecurityContext get() {
        SecurityContext known = context;
        if (known == null) {
          known = context(request);
          context = known;
        }
        return known;
      }

      @Override
      public boolean isGenerated() {
        return false;
      }
    };
  }

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return context(holder.getRequest());
  }

  /** A session begins and ends by {@link #begin} and {@link #end} alone. */
  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return secret(request).isPresent();
  }
}
