package dev.assay.app;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.assay.hub.Hub;
import dev.assay.hub.HubSettings;
import dev.assay.hub.mail.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One site for all tests of this module, wired as the command line wires it. */
final class TestHub {
  private static final Pattern LINK = Pattern.compile("http://\\S+");
  private static final Path HOME = newHome();
  private static final GreenMail MAIL = mail();
  private static final Hub HUB =
      Hub.start(
          HubSettings.local(
                  HOME, 0, new WorkerProcess(HOME), Reproductions.all(), Clock.systemUTC())
              .with(
                  MailServer.parse(
                      "smtp://127.0.0.1:%d?from=assay@example.org"
                          .formatted(MAIL.getSmtp().getPort())),
                  null));
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** The link that makes the administrator, used once, and the cookie it gave. */
  private static final String WELCOME = HUB.welcome().orElseThrow().getRawQuery();

  private static final String COOKIE = join();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  HUB.close();
                  MAIL.stop();
                  delete(HOME);
                }));
  }

  private TestHub() {}

  static Hub hub() {
    return HUB;
  }

  private static GreenMail mail() {
    GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.start();
    return mail;
  }

  /** The letters that somebody has got, when there are {@code count}. */
  static List<MimeMessage> lettersTo(String recipient, int count) {
    List<MimeMessage> letters = List.of();
    for (int tenths = 0; tenths < 300 && letters.size() < count; tenths++) {
      sleep();
      letters =
          Arrays.stream(MAIL.getReceivedMessages())
              .filter(letter -> isTo(letter, recipient))
              .toList();
    }
    return letters;
  }

  private static boolean isTo(MimeMessage letter, String recipient) {
    try {
      return letter.getAllRecipients()[0].toString().equals(recipient);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The link in the newest letter to somebody, once one has come. */
  static String linkInLetterTo(String recipient) {
    for (int tenths = 0; tenths < 300; tenths++) {
      for (MimeMessage letter : Arrays.asList(MAIL.getReceivedMessages()).reversed()) {
        try {
          if (letter.getAllRecipients()[0].toString().equals(recipient)) {
            Matcher link = LINK.matcher(letter.getContent().toString());
            if (link.find()) {
              return link.group();
            }
          }
        } catch (MessagingException | IOException e) {
          throw new IllegalStateException(e);
        }
      }
      sleep();
    }
    throw new AssertionError("no letter to " + recipient + " has come");
  }

  private static void sleep() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path home() {
    return HOME;
  }

  static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(HUB.address().resolve(path)));
  }

  /** The cookie of the administrator's session, such as {@code assay=...}. */
  static String cookie() {
    return COOKIE;
  }

  private static String join() {
    try {
      HttpResponse<String> joined =
          CLIENT.send(
              HttpRequest.newBuilder(HUB.address().resolve("/welcome"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          WELCOME + "&name=ada&password=correct+horse+battery"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return joined.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts a form and returns the page that comes. */
  static String submit(String path, String form) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(HUB.address().resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)))
        .body();
  }

  /** Posts a form and returns where the answer leads. */
  static URI post(String path, String form) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(HUB.address().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request.header("Cookie", COOKIE).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Path newHome() {
    try {
      return Files.createTempDirectory("assay-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
