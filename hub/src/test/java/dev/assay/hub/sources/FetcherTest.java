package dev.assay.hub.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.hub.sources.Fetcher.Answer;
import dev.assay.hub.sources.Fetcher.Validator;
import dev.assay.hub.sources.SourceUnavailable.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manners of a guest, and the faults of a host. */
class FetcherTest {
  private static final Manners MANNERS =
      new Manners(
          Duration.ofSeconds(3),
          4,
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          Duration.ofSeconds(20));
  private static final Manners IMPATIENT =
      new Manners(
          Duration.ofSeconds(3),
          9,
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          Duration.ofSeconds(1));

  private final ReplayServer server = new ReplayServer();
  private final FakeTime time = new FakeTime("2026-11-20T06:00:00Z");
  private final Fetcher fetcher = new Fetcher("arXiv", Set.of(server.at("/")), MANNERS, time, time);

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  @Test
  void leavesAPauseBetweenRequests() throws Exception {
    server.otherwise(uri -> ReplayServer.Answer.ok("x"));
    get();
    time.await(Duration.ofSeconds(1));
    get();
    get();

    assertThat(time.waits())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    assertThat(server.requests().getFirst().header("User-agent")).startsWith("Assay/");
  }

  @Test
  void asksAgainWithGrowingPausesWhereAServerFails() throws Exception {
    server.then(
        ReplayServer.Answer.status(503),
        ReplayServer.Answer.truncated("a document"),
        ReplayServer.Answer.status(502),
        ReplayServer.Answer.ok("good"));

    assertThat(get().value()).isEqualTo("good");
    assertThat(time.waits())
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  @Test
  void anAnswerThatDoesNotComeOrStopsInTheMiddleIsNotWaitedForForEver() throws Exception {
    server
        .then(ReplayServer.Answer.stalled(), ReplayServer.Answer.stalledIn("a document"))
        .otherwise(uri -> ReplayServer.Answer.ok("good"));
    try (Fetcher impatient = new Fetcher("arXiv", Set.of(server.at("/")), IMPATIENT, time, time)) {
      assertThat(impatient.get(server.at("/"), Validator.NONE, text -> text).value())
          .isEqualTo("good");
    }
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    server.then(
        ReplayServer.Answer.status(429, "Retry-After", "42"),
        ReplayServer.Answer.status(503, "Retry-After", "Fri, 20 Nov 2026 06:01:42 GMT"),
        ReplayServer.Answer.status(429, "Retry-After", "soon"),
        ReplayServer.Answer.ok("good"));

    assertThat(get().value()).isEqualTo("good");
    assertThat(time.waits())
        .containsExactly(Duration.ofSeconds(42), Duration.ofSeconds(60), Duration.ofSeconds(20));
  }

  @Test
  void whoAsksForMoreIsLeftInPeaceUntilThen() {
    server.then(ReplayServer.Answer.status(429, "Retry-After", "3600"));

    SourceUnavailable failure = catchThrowableOfType(SourceUnavailable.class, this::get);

    assertThat(failure)
        .hasMessage("arXiv is busy and asks to come back in 60 minutes (HTTP status 429).");
    assertThat(failure.reason()).isEqualTo(Reason.BUSY);
    assertThat(failure.notBefore()).contains(time.instant().plusSeconds(3600));
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void givesUpInTheEnd() {
    server.otherwise(uri -> ReplayServer.Answer.status(500));

    SourceUnavailable failure = catchThrowableOfType(SourceUnavailable.class, this::get);

    assertThat(failure).hasMessage("arXiv is busy or failing (HTTP status 500).");
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aRefusalIsNotAskedAgain() {
    server.otherwise(uri -> ReplayServer.Answer.status(403));

    SourceUnavailable failure = catchThrowableOfType(SourceUnavailable.class, this::get);

    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure).hasMessageContaining("arXiv refuses").hasMessageContaining("403");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void saysThatItIsOffline() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + closed + "/");
    try (Fetcher alone = new Fetcher("arXiv", Set.of(nobody), MANNERS, time, time)) {
      SourceUnavailable failure =
          catchThrowableOfType(
              SourceUnavailable.class, () -> alone.get(nobody, Validator.NONE, text -> text));

      assertThat(failure.reason()).isEqualTo(Reason.OFFLINE);
      assertThat(failure).hasMessage("arXiv cannot be reached at 127.0.0.1.");
    }
    assertThatThrownBy(
            () -> fetcher.get(URI.create("https://papers.invalid/"), Validator.NONE, text -> text))
        .hasMessage("No network knows the name papers.invalid; is this machine online?");
    assertThat(time.waits()).hasSize(2);
  }

  @Test
  void doesNotAskForWhatHasNotChanged() throws Exception {
    server.then(
        ReplayServer.Answer.ok(
            "x", "ETag", "\"1\"", "Last-Modified", "Thu, 19 Nov 2026 00:00:00 GMT"),
        ReplayServer.Answer.status(304));

    Answer<String> first = get();
    Answer<String> second = fetcher.get(server.at("/"), first.validator(), text -> text);

    assertThat(second.value()).isNull();
    assertThat(second.validator()).isEqualTo(first.validator());
    var asked = server.requests().getLast();
    assertThat(asked.header("If-none-match")).isEqualTo("\"1\"");
    assertThat(asked.header("If-modified-since")).isEqualTo("Thu, 19 Nov 2026 00:00:00 GMT");
  }

  @Test
  void unpacksWhatIsPackedAndNotMoreThanItsLimit() throws Exception {
    server.then(
        ReplayServer.Answer.of(
            200, gzip("é".getBytes(StandardCharsets.UTF_8)), "Content-Encoding", "gzip"));
    byte[] bomb = gzip(new byte[100 * 1024 * 1024]);
    server.otherwise(uri -> ReplayServer.Answer.of(200, bomb, "Content-Encoding", "gzip"));

    assertThat(get().value()).isEqualTo("é");
    assertThatThrownBy(this::get).hasMessageContaining("larger than 64 MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/xml; charset=ISO-8859-1",
        "text/xml; charset=utf-8",
        "text/xml",
        "text/xml; charset=nonsense"
      })
  void aWrongLabelOfUtf8DoesNoHarm(String label) throws Exception {
    server.then(ReplayServer.Answer.ok("Erdős é", "Content-Type", label));

    assertThat(get().value()).isEqualTo("Erdős é");
  }

  @Test
  void anotherCharacterSetIsReadWhereItIsNamedAndRefusedWhereNot() throws Exception {
    byte[] latin = "é".getBytes(StandardCharsets.ISO_8859_1);
    server.then(ReplayServer.Answer.of(200, latin, "Content-Type", "text/xml; charset=ISO-8859-1"));
    server.otherwise(uri -> ReplayServer.Answer.of(200, latin));

    assertThat(get().value()).isEqualTo("é");
    assertThatThrownBy(this::get).hasMessageContaining("not in the character set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[64:ff9b::a00:1]/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://user:secret@example.org/"
      })
  void aRedirectIntoAPrivateNetworkIsNotFollowed(String to) {
    server.then(ReplayServer.Answer.redirect(to));

    SourceUnavailable failure = catchThrowableOfType(SourceUnavailable.class, this::get);

    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(server.requests()).hasSize(1);
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void aNameThatLeadsIntoAPrivateNetworkIsNotFollowed() {
    AddressGuard guard = new AddressGuard(Set.of());

    assertThatThrownBy(() -> guard.admit(URI.create("http://localhost:8080/")))
        .hasMessageContaining("not on the public internet");
  }

  @Test
  void aNameMeansWhatWasExaminedUntilTheRequestIsOver() throws Exception {
    InetAddress examined = InetAddress.ofLiteral("8.8.8.8");
    PinnedNames.pin("papers.test", List.of(examined));
    // What a name server would say to a second question.
    PinnedNames.pin("Papers.test", List.of(InetAddress.ofLiteral("10.0.0.1")));
    PinnedNames.release("papers.test");

    assertThat(InetAddress.getAllByName("papers.test")).containsExactly(examined);
    PinnedNames.release("papers.test");
    assertThatThrownBy(() -> PinnedNames.lookUp("papers.test"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void redirectsAreFollowedAFewTimes() throws Exception {
    server.then(
        ReplayServer.Answer.redirect("/a"),
        ReplayServer.Answer.redirect("b"),
        ReplayServer.Answer.ok("good"));
    assertThat(get().value()).isEqualTo("good");

    server.otherwise(uri -> ReplayServer.Answer.redirect("/again"));
    assertThatThrownBy(this::get).hasMessageContaining("redirects again and again");
  }

  @Test
  void downloadsAFileOverWhatAnEarlierTryLeft(@TempDir Path folder) throws Exception {
    server.then(
        ReplayServer.Answer.truncated("a long document ".repeat(100)),
        ReplayServer.Answer.ok("short"));
    Path file = folder.resolve("file");

    fetcher.download(server.at("/"), file);

    assertThat(Files.readString(file)).isEqualTo("short");
  }

  private Answer<String> get() throws InterruptedException {
    return fetcher.get(server.at("/"), Validator.NONE, text -> text);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }
}
