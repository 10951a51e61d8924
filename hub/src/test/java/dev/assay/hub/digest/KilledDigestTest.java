package dev.assay.hub.digest;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.assay.hub.TestLibrary;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digests come once, whoever dies in the midst of it and however many are at it. */
class KilledDigestTest {
  private static final int READERS = 60;
  private static final Duration DUE = Duration.ofHours(1);

  /** Longer than a postman keeps a letter for itself. */
  private static final Duration HELD = Duration.ofMinutes(11);

  @TempDir Path home;
  private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
  private final String database = TestLibrary.newDatabase();

  @BeforeEach
  void subscribe() {
    mail.start();
    try (DigestOffice office = office(Duration.ZERO)) {
      office.library.papers().add(paper("2611.00001", "2026-11-25", "Of yesterday").build());
      for (int i = 0; i < READERS; i++) {
        office.subscriber("reader%02d@example.org".formatted(i));
      }
    }
  }

  @AfterEach
  void stop() {
    mail.stop();
  }

  private DigestOffice office(Duration ahead) {
    return new DigestOffice(home, database, mail.getSmtp().getPort(), ahead);
  }

  @Test
  void afterKillsEveryReaderHasTheDigestOnce() throws Exception {
    sendAndKill(DUE, 8);
    sendAndKill(DUE.plus(HELD), 30);
    try (DigestOffice office = office(DUE.plus(HELD.multipliedBy(2)))) {
      office.digests.makeDue();
      office.postman().round();
      assertThat(office.digests.makeDue()).isZero();
      assertThat(office.postman().round()).isZero();
    }

    Map<String, List<String>> received = received();
    assertThat(received).hasSize(READERS);
    // A kill between the server's yes and ours leaves a second copy, of the same Message-ID.
    assertThat(received.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    assertThat(mail.getReceivedMessages().length).isBetween(READERS, READERS + 2);
  }

  @Test
  void ofTwoHubsOneSends() throws Exception {
    Path other = Files.createDirectory(home.resolve("other"));
    try (DigestOffice here = office(DUE);
        DigestOffice there = new DigestOffice(other, database, mail.getSmtp().getPort(), DUE);
        ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Callable<Integer>> work = List.of(() -> makeAndSend(here), () -> makeAndSend(there));
      int sent = 0;
      for (var done : both.invokeAll(work)) {
        sent += done.get();
      }
      sent += here.postman().round();

      assertThat(sent).isEqualTo(READERS);
      assertThat(received()).hasSize(READERS);
      assertThat(mail.getReceivedMessages()).hasSize(READERS);
    }
  }

  private static int makeAndSend(DigestOffice office) {
    office.digests.makeDue();
    return office.postman().round();
  }

  /** The Message-IDs that each address has received. */
  private Map<String, List<String>> received() throws Exception {
    Map<String, Map<String, Integer>> ids = new TreeMap<>();
    for (MimeMessage letter : mail.getReceivedMessages()) {
      ids.computeIfAbsent(letter.getAllRecipients()[0].toString(), _ -> new HashMap<>())
          .merge(letter.getMessageID(), 1, Integer::sum);
    }
    Map<String, List<String>> received = new TreeMap<>();
    ids.forEach((email, all) -> received.put(email, List.copyOf(all.keySet())));
    return received;
  }

  private void sendAndKill(Duration ahead, int letters) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledDigester.class.getName(),
                home.toString(),
                database,
                Integer.toString(mail.getSmtp().getPort()),
                Long.toString(ahead.toMinutes()))
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile(home, "killed-", ".log").toFile())
            .start();
    try {
      for (int looks = 0; mail.getReceivedMessages().length < letters; looks++) {
        assertThat(process.isAlive() && looks < 18_000).as("letters come before the kill").isTrue();
        Thread.sleep(10);
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
