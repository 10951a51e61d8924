package dev.assay.hub.sources;

import dev.assay.hub.sources.SourceUnavailable.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks one operator's servers for documents, as its guest: one request at a time and with a pause
 * between, again with growing pauses where an answer is no good, not before a server wants to be
 * asked again, and not for what has not changed.
 */
final class Fetcher implements AutoCloseable {
  static final String USER_AGENT = "Assay/0.1 (self-hosted paper catalogue)";
  private static final int MAX_BYTES = 64 * 1024 * 1024;
  private static final long MAX_FILE = 512L * 1024 * 1024;
  private static final int MAX_REDIRECTS = 5;
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([A-Za-z0-9._-]{1,40})");

  /** Makes something of a document. */
  @FunctionalInterface
  interface Reader<T> {
    T read(String document) throws Malformed;
  }

  /**
   * By what a server recognises what it sent before.
   *
   * @param etag empty where the server gave none
   * @param lastModified as the server wrote it, empty where it gave none
   */
  record Validator(String etag, String lastModified) {
    static final Validator NONE = new Validator("", "");
  }

  /**
   * An answer.
   *
   * @param value null where nothing has changed since
   * @param next the address of the next page where a header names it
   */
  record Answer<T>(@Nullable T value, Validator validator, @Nullable URI next) {}

  private final String operator;
  private final AddressGuard guard;
  private final Manners manners;
  private final Clock clock;
  private final Waiting waiting;
  private final HttpClient client;
  private @Nullable Instant lastRequest;

  /** A fetcher for one operator, such as "arXiv", whose servers' sentences name it. */
  Fetcher(String operator, Set<URI> trusted, Manners manners, Clock clock, Waiting waiting) {
    this(operator, trusted, manners, clock, waiting, null);
  }

  /**
   * @param lastRequest when somebody else last asked, null where nobody did
   */
  Fetcher(
      String operator,
      Set<URI> trusted,
      Manners manners,
      Clock clock,
      Waiting waiting,
      @Nullable Instant lastRequest) {
    this.lastRequest = lastRequest;
    this.operator = operator;
    this.guard = new AddressGuard(trusted);
    this.manners = manners;
    this.clock = clock;
    this.waiting = waiting;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(
                manners.patience().compareTo(Duration.ofSeconds(20)) < 0
                    ? manners.patience()
                    : Duration.ofSeconds(20))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * Gets a document and reads it.
   *
   * @param known from an earlier answer
   * @throws SourceUnavailable where no good answer comes
   */
  <T> Answer<T> get(URI address, Validator known, Reader<T> reader) throws InterruptedException {
    return persist(
        address,
        () -> {
          HttpResponse<byte[]> response =
              send(
                  address,
                  known,
                  true,
                  manners.patience(),
                  BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
          if (response.statusCode() == 304) {
            return new Answer<>(null, known, null);
          }
          T value = reader.read(text(response));
          return new Answer<>(value, validator(response), next(response));
        });
  }

  /** Writes what is at an address into a file. */
  void download(URI address, Path file) throws InterruptedException {
    persist(
        address,
        () ->
            send(
                address,
                Validator.NONE,
                false,
                manners.patience().multipliedBy(10),
                BodyHandlers.limiting(
                    BodyHandlers.ofFile(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING),
                    MAX_FILE)));
  }

  /** When the servers were last asked, null where never. */
  @Nullable Instant lastRequest() {
    return lastRequest;
  }

  private interface Attempt<T> {
    T make() throws IOException, InterruptedException, Malformed, BadStatus;
  }

  private <T> T persist(URI address, Attempt<T> attempt) throws InterruptedException {
    for (int number = 1; ; number++) {
      keepGap();
      Duration pause = manners.firstPause().multipliedBy(1L << (number - 1));
      SourceUnavailable failure;
      try {
        return attempt.make();
      } catch (BadStatus e) {
        failure = e.failure(operator, address);
        if (!e.isPassing()) {
          throw failure;
        }
        pause =
            e.retryAfter() != null && e.retryAfter().compareTo(pause) > 0 ? e.retryAfter() : pause;
        if (pause.compareTo(manners.longestPause()) > 0) {
          throw failure;
        }
      } catch (Malformed e) {
        failure =
            new SourceUnavailable(
                Reason.MALFORMED,
                "What " + operator + " sent cannot be read: " + e.why() + ".",
                null);
      } catch (IOException e) {
        failure = unreachable(address, e);
        // Whoever is off the network need not wait long to be told.
        if (failure.reason() == Reason.OFFLINE && number == 2) {
          throw failure;
        }
      } finally {
        lastRequest = clock.instant();
      }
      if (number >= manners.attempts()) {
        throw failure;
      }
      waiting.await(pause);
    }
  }

  /** Waits until the last request is long enough ago. */
  private void keepGap() throws InterruptedException {
    Instant last = lastRequest;
    if (last != null) {
      Duration left = manners.gap().minus(Duration.between(last, clock.instant()));
      if (left.isPositive()) {
        waiting.await(left);
      }
    }
  }

  private <B> HttpResponse<B> send(
      URI address, Validator known, boolean packed, Duration patience, BodyHandler<B> handler)
      throws IOException, InterruptedException, BadStatus {
    URI at = address;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<B> response;
      try (AddressGuard.Leave _ = guard.admit(at)) {
        response = await(client.sendAsync(request(at, known, packed), handler), patience);
      }
      int status = response.statusCode();
      if (status == 200 || status == 304) {
        return response;
      }
      String location = response.headers().firstValue("Location").orElse("");
      boolean redirect =
          status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
      if (!redirect || location.isEmpty()) {
        throw new BadStatus(status, retryAfter(response), clock.instant());
      }
      try {
        URI to = at.resolve(location);
        if ("https".equals(at.getScheme()) && "http".equals(to.getScheme())) {
          throw new IOException("it redirects to an address without encryption");
        }
        at = to;
      } catch (IllegalArgumentException e) {
        throw new IOException("it redirects to what is no address", e);
      }
    }
    throw new IOException("it redirects again and again");
  }

  private static HttpRequest request(URI address, Validator known, boolean packed) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("User-Agent", USER_AGENT)
            .header("Accept-Encoding", packed ? "gzip" : "identity");
    if (!known.etag().isEmpty()) {
      request.header("If-None-Match", known.etag());
    }
    if (!known.lastModified().isEmpty()) {
      request.header("If-Modified-Since", known.lastModified());
    }
    return request.build();
  }

  private static <B> HttpResponse<B> await(
      CompletableFuture<HttpResponse<B>> response, Duration patience)
      throws IOException, InterruptedException {
    try {
      return response.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it took longer than " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      // Such as an answer that is no HTTP.
      throw new IOException(e.getCause());
    } finally {
      response.cancel(true);
    }
  }

  private static String text(HttpResponse<byte[]> response) throws Malformed, IOException {
    byte[] bytes = response.body();
    if (response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip")) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readNBytes(MAX_BYTES + 1);
      }
      if (bytes.length > MAX_BYTES) {
        throw new Malformed("it is larger than 64 MB");
      }
    }
    String declared = Xml.encoding(bytes);
    if (declared.isEmpty()) {
      Matcher charset = CHARSET.matcher(response.headers().firstValue("Content-Type").orElse(""));
      declared = charset.find() ? charset.group(1) : "";
    }
    return PlainText.decode(bytes, declared)
        .orElseThrow(() -> new Malformed("it is not in the character set that it names"));
  }

  private static Validator validator(HttpResponse<?> response) {
    return new Validator(header(response, "ETag"), header(response, "Last-Modified"));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).filter(each -> each.length() <= 200).orElse("");
  }

  private static @Nullable URI next(HttpResponse<?> response) {
    for (String link : response.headers().allValues("Link")) {
      Matcher matcher = Pattern.compile("<([^>]{1,2000})>\\s*;[^,]*rel=\"?next\"?").matcher(link);
      if (matcher.find()) {
        try {
          return response.uri().resolve(matcher.group(1));
        } catch (IllegalArgumentException e) {
          return null;
        }
      }
    }
    return null;
  }

  /** Seconds, or a date. */
  private @Nullable Duration retryAfter(HttpResponse<?> response) {
    String text = response.headers().firstValue("Retry-After").orElse("").strip();
    if (text.matches("[0-9]{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(clock.instant(), then);
      return left.isPositive() ? left : Duration.ZERO;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private SourceUnavailable unreachable(URI address, IOException e) {
    String host = String.valueOf(address.getHost());
    if (e instanceof UnknownHostException
        || e.getCause() instanceof UnresolvedAddressException
        || e.getCause() instanceof UnknownHostException) {
      return new SourceUnavailable(
          Reason.OFFLINE, "No network knows the name " + host + "; is this machine online?", e);
    }
    if (e instanceof ConnectException
        || e instanceof NoRouteToHostException
        || e instanceof HttpConnectTimeoutException) {
      return new SourceUnavailable(
          Reason.OFFLINE, operator + " cannot be reached at " + host + ".", e);
    }
    String why = e.getMessage();
    return new SourceUnavailable(
        Reason.BUSY,
        "%s did not answer to the end%s."
            .formatted(operator, why == null ? "" : ": " + PlainText.shortened(why)),
        e);
  }

  /** A status that stands for no document. */
  private static final class BadStatus extends Exception {
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final int status;
    private final @Nullable Duration retryAfter;
    private final Instant at;

    BadStatus(int status, @Nullable Duration retryAfter, Instant at) {
      super("status " + status);
      this.status = status;
      this.retryAfter = retryAfter;
      this.at = at;
    }

    boolean isPassing() {
      return PASSING.contains(status);
    }

    @Nullable Duration retryAfter() {
      return retryAfter;
    }

    SourceUnavailable failure(String operator, URI address) {
      String where = PlainText.shortened(address.toString());
      if (!isPassing()) {
        return new SourceUnavailable(
            Reason.REFUSED,
            status == 404 || status == 410
                ? "%s has nothing at %s.".formatted(operator, where)
                : "%s refuses %s (HTTP status %d).".formatted(operator, where, status),
            this);
      }
      Instant notBefore = retryAfter == null ? null : at.plus(retryAfter);
      String sentence =
          retryAfter == null
              ? "%s is busy or failing (HTTP status %d)".formatted(operator, status)
              : "%s is busy and asks to come back in %s (HTTP status %d)"
                  .formatted(operator, words(retryAfter), status);
      return new SourceUnavailable(Reason.BUSY, sentence + ".", notBefore, this);
    }

    private static String words(Duration time) {
      return time.toMinutes() >= 2
          ? String.format(Locale.ROOT, "%d minutes", time.plusSeconds(59).toMinutes())
          : time.toSeconds() + " seconds";
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
