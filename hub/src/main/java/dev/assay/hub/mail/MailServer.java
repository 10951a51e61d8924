package dev.assay.hub.mail;

import dev.assay.hub.HubException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where letters are handed over.
 *
 * @param tls from the first byte on (smtps); otherwise STARTTLS, which is required wherever a
 *     password is sent to another machine
 * @param from the sender's address
 */
public record MailServer(
    String host,
    int port,
    boolean tls,
    @Nullable String user,
    @Nullable String password,
    String from) {
  private static final String FORM =
      "smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS (or smtps://...; user and password may be left"
          + " out)";

  /**
   * Reads {@code smtp://user:password@host:port?from=address}.
   *
   * @throws HubException where it is not of this form; the sentence does not repeat it, since it
   *     may hold a password
   */
  public static MailServer parse(String text) {
    try {
      URI uri = new URI(text);
      boolean tls = "smtps".equals(uri.getScheme());
      String query = uri.getRawQuery();
      if ((!tls && !"smtp".equals(uri.getScheme()))
          || uri.getHost() == null
          || query == null
          || !query.startsWith("from=")
          || !query.contains("@")) {
        throw new HubException("The mail server must be given as " + FORM + ".");
      }
      String info = uri.getRawUserInfo();
      int colon = info == null ? -1 : info.indexOf(':');
      return new MailServer(
          uri.getHost(),
          uri.getPort() >= 0 ? uri.getPort() : tls ? 465 : 587,
          tls,
          info == null ? null : decoded(colon < 0 ? info : info.substring(0, colon)),
          info == null || colon < 0 ? null : decoded(info.substring(colon + 1)),
          decoded(query.substring("from=".length())));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new HubException("The mail server must be given as " + FORM + ".");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The server without its password. */
  @Override
  public String toString() {
    return "%s:%d as %s".formatted(host, port, from);
  }
}
