package dev.assay.hub;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.assay.hub.identity.FakeGitHub;
import dev.assay.hub.identity.FakeProvider;
import dev.assay.hub.identity.IdentityProvider;
import dev.assay.hub.mail.MailServer;
import dev.assay.hub.web.SampleReproduction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** One site, and so one PostgreSQL, for all tests of this module. */
public final class TestLibrary {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Path HOME = newHome();
  private static final GreenMail MAIL = mail();
  private static final FakeProvider PROVIDER = new FakeProvider();
  private static final FakeGitHub GITHUB = new FakeGitHub();
  private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

  /** It is noon of 26 November 2026, and as much later as a test says. */
  private static final Clock CLOCK =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
          return NOON.plus(AHEAD.get());
        }
      };

  private static final Hub HUB =
      Hub.start(
          HubSettings.local(
                  HOME,
                  0,
                  SampleReproduction.worker(8, "0.005", ""),
                  List.of(new SampleReproduction()),
                  CLOCK)
              .with(
                  MailServer.parse(
                      "smtp://127.0.0.1:%d?from=assay@example.org"
                          .formatted(MAIL.getSmtp().getPort())),
                  null)
              .with(
                  Stream.of(
                          "work=" + PROVIDER.issuer() + ",client",
                          "git=github+" + GITHUB.site() + ",client")
                      .map(text -> IdentityProvider.parse(text, _ -> "secret"))
                      .toList()));

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  HUB.close();
                  MAIL.stop();
                  PROVIDER.close();
                  GITHUB.close();
                  delete(HOME);
                }));
  }

  private TestLibrary() {}

  public static Hub hub() {
    return HUB;
  }

  public static Library get() {
    return HUB.library();
  }

  /** The mail server that the site's letters go to. */
  public static GreenMail mailServer() {
    return MAIL;
  }

  /** The other site whose accounts people sign in with. */
  public static FakeProvider provider() {
    return PROVIDER;
  }

  /** Another one, which is a GitHub. */
  public static FakeGitHub gitHub() {
    return GITHUB;
  }

  /** Moves the site's clock on: what was tried too often can be tried again, links grow old. */
  public static void advance(Duration time) {
    AHEAD.accumulateAndGet(time, Duration::plus);
  }

  /** Sets the clock back to noon. */
  public static void backToNoon() {
    AHEAD.set(Duration.ZERO);
  }

  public static Clock clock() {
    return CLOCK;
  }

  /** A part of the site. */
  public static <T> T bean(Class<T> type) {
    return HUB.bean(type);
  }

  private static GreenMail mail() {
    GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.start();
    return mail;
  }

  public static Path home() {
    return HOME;
  }

  /**
   * The URL of a new, empty database on the same server, as somebody's own server would have it.
   */
  public static String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    get().jdbc().sql("create database " + name).update();
    String password;
    try {
      password = Files.readString(HOME.resolve("postgres/password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String server = get().jdbc().sql("select current_setting('port')").query(String.class).single();
    return "jdbc:postgresql://127.0.0.1:%s/%s?user=assay&password=%s"
        .formatted(server, name, password);
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
