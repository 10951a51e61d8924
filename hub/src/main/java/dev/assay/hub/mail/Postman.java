package dev.assay.hub.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
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
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands letters to the mail server, at least once each.
 *
 * <p>More cannot be had of SMTP: where the site dies after the server took a letter and before that
 * is written down, nobody can tell, and it is handed over again. That window is one database
 * statement long, a letter at a time, and the second copy has the Message-ID of the first, by which
 * mailboxes know it.
 */
public final class Postman {
  private static final Logger log = LoggerFactory.getLogger(Postman.class);

  /** Longer than a letter's exchange with a server can take with the time-outs below. */
  private static final Duration HOLD = Duration.ofMinutes(10);

  private static final String TIMEOUT = "20000";

  private final Letters letters;
  private final MailServer server;
  private final Clock clock;
  private final Session session;

  public Postman(Letters letters, MailServer server, Clock clock) {
    this.letters = letters;
    this.server = server;
    this.clock = clock;
    this.session = Session.getInstance(properties());
  }

  /** Sends all letters that are due, over one connection, and returns how many went out. */
  public int round() {
    int sent = 0;
    Transport line = null;
    try {
      for (Optional<Letters.Waiting> next = letters.take(HOLD);
          next.isPresent();
          next = letters.take(HOLD)) {
        Letters.Waiting waiting = next.get();
        try {
          line = line == null ? connect() : line;
          MimeMessage message = message(waiting.letter());
          line.sendMessage(message, message.getAllRecipients());
          letters.sent(waiting);
          sent++;
        } catch (MessagingException e) {
          failed(waiting, e);
          close(line);
          line = null;
        }
      }
    } finally {
      close(line);
    }
    return sent;
  }

  private Transport connect() throws MessagingException {
    Transport transport = session.getTransport(server.tls() ? "smtps" : "smtp");
    transport.connect(server.host(), server.port(), server.user(), server.password());
    return transport;
  }

  private static void close(@Nullable Transport line) {
    if (line != null) {
      try {
        line.close();
      } catch (MessagingException e) {
        // What was sent is sent.
      }
    }
  }

  /** A reply of 5xx is the server's last word; all else may be otherwise in a while. */
  private void failed(Letters.Waiting waiting, MessagingException thrown) {
    boolean forGood = thrown instanceof AddressException;
    for (Exception cause = thrown;
        cause instanceof MessagingException e;
        cause = e.getNextException()) {
      if (e instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= 500) {
        letters.refused(waiting, "The mail server refuses the recipient: " + e.getMessage());
        return;
      }
      forGood |= e instanceof SMTPSendFailedException no && no.getReturnCode() >= 500;
    }
    log.warn("letter {} was not sent: {}", waiting.id(), thrown.getClass().getSimpleName());
    letters.failed(waiting, String.valueOf(thrown.getMessage()), forGood);
  }

  private MimeMessage message(Letter letter) throws MessagingException {
    String host = server.from().substring(server.from().indexOf('@') + 1);
    String id =
        "<%s@%s>"
            .formatted(UUID.nameUUIDFromBytes(letter.key().getBytes(StandardCharsets.UTF_8)), host);
    SMTPMessage message =
        new SMTPMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    message.setEnvelopeFrom(server.returnPath(letter.recipient()));
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
