package dev.assay.hub.identity;

import dev.assay.hub.HubException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A site that vouches for people.
 *
 * @param name of it, in addresses and on the button
 * @param issuer of its identity tokens, from which all else is discovered
 * @param isGitHub whether it is GitHub or a GitHub Enterprise Server
 * @param joins whether whom it vouches for may make an account although the site is not open
 */
public record IdentityProvider(
    String name,
    URI issuer,
    boolean isGitHub,
    String clientId,
    String clientSecret,
    boolean joins) {
  private static final String FORM =
      "NAME=ISSUER,CLIENT-ID, such as google=https://accounts.google.com,1234.apps.example, and"
          + " ',join' behind it where everybody it vouches for may have an account";
  private static final Pattern PARTS =
      Pattern.compile("([a-z][a-z0-9-]{0,29})=(github\\+)?(https?://[^,\\s]+),([^,\\s]+)(,join)?");

  /** Asks for the secret of a provider, by the name of a variable of the environment. */
  @FunctionalInterface
  public interface Secrets {
    String get(String variable);
  }

  /**
   * Reads {@code NAME=ISSUER,CLIENT-ID} or {@code NAME=ISSUER,CLIENT-ID,join}; the issuer of a
   * GitHub Enterprise Server has {@code github+} before it.
   *
   * @throws HubException where it is not of this form, its secret is not there, or the issuer could
   *     be listened to on the way
   */
  public static IdentityProvider parse(String text, Secrets secrets) {
    Matcher parts = PARTS.matcher(text.strip());
    if (!parts.matches()) {
      throw new HubException("Who vouches for people is given as " + FORM + ".");
    }
    String name = parts.group(1);
    String address = parts.group(3);
    boolean gitHub = parts.group(2) != null || address.matches(GitHub.PUBLIC + "/?");
    URI issuer;
    try {
      // Of an OpenID provider's name the last slash is a part.
      issuer = URI.create(gitHub ? address.replaceFirst("/$", "") : address);
    } catch (IllegalArgumentException e) {
      throw new HubException("Who vouches for people is given as " + FORM + ".", e);
    }
    if (issuer.getScheme().equals("http") && !isLoopback(issuer.getHost())) {
      throw new HubException("The issuer of " + name + " must be an https:// address.");
    }
    String variable = "ASSAY_OIDC_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET";
    String secret = secrets.get(variable);
    if (secret.isBlank()) {
      throw new HubException(
          "The client secret of %s must be in the environment, as %s.".formatted(name, variable));
    }
    return new IdentityProvider(
        name, issuer, gitHub, parts.group(4), secret, parts.group(5) != null);
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null && (host.equals("127.0.0.1") || host.equals("localhost"));
  }

  @Nullable GitHub gitHub() {
    return isGitHub ? new GitHub(issuer) : null;
  }

  /** As people write it. */
  public String label() {
    return issuer.equals(GitHub.PUBLIC)
        ? "GitHub"
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return name + " (" + issuer + ")";
  }
}
