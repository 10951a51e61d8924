package dev.assay.hub.mail;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One e-mail.
 *
 * @param key what it is about, such as {@code reset 12 2026-11-26T08:00Z}: a second letter of the
 *     same key is not written
 * @param recipient the address
 * @param html the same as {@code text} for programs that show HTML, null where there is none
 * @param headers besides the usual ones, such as {@code List-Unsubscribe}
 */
public record Letter(
    String key,
    String recipient,
    String subject,
    String text,
    @Nullable String html,
    Map<String, String> headers) {
  public Letter {
    if (recipient.matches("(?s).*[\\r\\n].*") || subject.matches("(?s).*[\\r\\n].*")) {
      throw new IllegalArgumentException("an address and a subject have one line");
    }
    headers = Map.copyOf(headers);
  }

  /** A letter of plain text. */
  public static Letter plain(String key, String recipient, String subject, String text) {
    return new Letter(key, recipient, subject, text, null, Map.of());
  }
}
