package dev.assay.hub.mail;

import dev.assay.hub.HubException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where letters are handed over.
 *
 * @param tls from the first byte on (smtps); otherwise STARTTLS, which is required wherever a
 *     password is sent to another machine
 * @param from the sender's address
 * @param bounces a mailbox to which servers send back what they cannot deliver, null for {@code
 *     from}: each letter's return path is this one with the recipient in it, {@code
 *     bounces+ann=example.org@here.org}, so that what comes back says whom it was for
 */
public record MailServer(
    String host,
    int port,
    boolean tls,
    @Nullable String user,
    @Nullable String password,
    String from,
    @Nullable String bounces) {
  private static final String FORM =
      "smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS (or smtps://...; user and password may be left"
          + " out, and &bounces=ADDRESS may follow)";
  private static final Pattern QUERY =
      Pattern.compile("from=([^&]+@[^&]+)(?:&bounces=([^&@]+@[^&@]+))?");
  private static final Pattern RETURN_PATH = Pattern.compile("[^+@]+\\+(.+)=([^=@]+)@[^@]+");

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
      Matcher query = QUERY.matcher(uri.getRawQuery() == null ? "" : uri.getRawQuery());
      if ((!tls && !"smtp".equals(uri.getScheme())) || uri.getHost() == null || !query.matches()) {
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
          decoded(query.group(1)),
          query.group(2) == null ? null : decoded(query.group(2)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new HubException("The mail server must be given as " + FORM + ".");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Where a server sends back what it cannot deliver to a recipient. */
  public String returnPath(String recipient) {
    if (bounces == null) {
      return from;
    }
    int at = bounces.indexOf('@');
    return bounces.substring(0, at)
        + "+"
        + recipient.replaceFirst("@(?=[^@]*$)", "=")
        + bounces.substring(at);
  }

  /** The recipient that a {@link #returnPath} is about; the address itself where it is none. */
  public static String recipient(String address) {
    Matcher path = RETURN_PATH.matcher(address);
    return path.matches() ? path.group(1) + "@" + path.group(2) : address;
  }

  /** The server without its password. */
  @Override
  public String toString() {
    return "%s:%d as %s".formatted(host, port, from);
  }
}
