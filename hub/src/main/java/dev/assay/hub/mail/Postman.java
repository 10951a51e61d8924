package dev.assay.hub.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands letters to the mail server.
 *
 * <p>A letter keeps its Message-ID from try to try. Where the site dies between the server's yes
 * and ours, the letter is handed over again, and mail servers drop the second of one Message-ID.
 */
public final class Postman {
  private static final Logger log = LoggerFactory.getLogger(Postman.class);
  private static final int BATCH = 20;
  private static final Duration HOLD = Duration.ofMinutes(5);
  private static final String TIMEOUT = "20000";

  private final Letters letters;
  private final MailServer server;
  private final Clock clock;

  public Postman(Letters letters, MailServer server, Clock clock) {
    this.letters = letters;
    this.server = server;
    this.clock = clock;
  }

  /** Sends all letters that are due and returns how many went out. */
  public int round() {
    int sent = 0;
    while (true) {
      var taken = letters.take(BATCH, HOLD);
      if (taken.isEmpty()) {
        return sent;
      }
      for (Letters.Waiting waiting : taken) {
        sent += send(waiting) ? 1 : 0;
      }
    }
  }

  private boolean send(Letters.Waiting waiting) {
    try {
      Session session = Session.getInstance(properties());
      MimeMessage message = message(session, waiting.letter());
      try (Transport transport = session.getTransport(server.tls() ? "smtps" : "smtp")) {
        transport.connect(server.host(), server.port(), server.user(), server.password());
        transport.sendMessage(message, message.getAllRecipients());
      }
      letters.sent(waiting);
      return true;
    } catch (AddressException e) {
      letters.failed(waiting, "The address cannot be written to.", true);
    } catch (SendFailedException e) {
      // The server refuses this recipient: not a matter of waiting.
      letters.failed(waiting, "The mail server refuses the recipient.", true);
    } catch (MessagingException e) {
      log.warn("letter {} was not sent: {}", waiting.id(), e.getClass().getSimpleName());
      letters.failed(waiting, String.valueOf(e.getMessage()), false);
    }
    return false;
  }

  private MimeMessage message(Session session, Letter letter) throws MessagingException {
    String host = server.from().substring(server.from().indexOf('@') + 1);
    String id =
        "<%s@%s>"
            .formatted(UUID.nameUUIDFromBytes(letter.key().getBytes(StandardCharsets.UTF_8)), host);
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    message.setFrom(new InternetAddress(server.from()));
    message.setRecipients(
        Message.RecipientType.TO, new Address[] {new InternetAddress(letter.recipient(), true)});
    message.setSubject(letter.subject(), "UTF-8");
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    for (Map.Entry<String, String> header : letter.headers().entrySet()) {
      message.setHeader(header.getKey(), header.getValue());
    }
    if (letter.html() == null) {
      message.setText(letter.text(), "UTF-8");
    } else {
      MimeBodyPart text = new MimeBodyPart();
      text.setText(letter.text(), "UTF-8");
      MimeBodyPart html = new MimeBodyPart();
      html.setText(letter.html(), "UTF-8", "html");
      message.setContent(new MimeMultipart("alternative", text, html));
    }
    message.saveChanges();
    return message;
  }

  private Properties properties() {
    String protocol = server.tls() ? "smtps" : "smtp";
    Properties properties = new Properties();
    for (String what : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty("mail.%s.%s".formatted(protocol, what), TIMEOUT);
    }
    boolean password = server.password() != null;
    properties.setProperty("mail.%s.auth".formatted(protocol), Boolean.toString(password));
    properties.setProperty("mail.smtp.starttls.enable", "true");
    // A password must not cross a network in clear.
    properties.setProperty(
        "mail.smtp.starttls.required", Boolean.toString(password && !isLoopback()));
    properties.setProperty("mail.%s.ssl.checkserveridentity".formatted(protocol), "true");
    return properties;
  }

  private boolean isLoopback() {
    String host = server.host().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }
}
