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
 * @param joins whether whom it vouches for may make an account although the site is not open
 */
public record IdentityProvider(
    String name, URI issuer, String clientId, String clientSecret, boolean joins) {
  /** GitHub has no OpenID Connect; its OAuth 2 is asked who somebody is. */
  static final URI GITHUB = URI.create("https://github.com");

  private static final String FORM =
      "NAME=ISSUER,CLIENT-ID, such as google=https://accounts.google.com,1234.apps.example, and"
          + " ',join' behind it where everybody it vouches for may have an account";
  private static final Pattern PARTS =
      Pattern.compile("([a-z][a-z0-9-]{0,29})=(https?://[^,\\s]+),([^,\\s]+)(,join)?");

  /** Asks for the secret of a provider, by the name of a variable of the environment. */
  @FunctionalInterface
  public interface Secrets {
    String get(String variable);
  }

  /**
   * Reads {@code NAME=ISSUER,CLIENT-ID} or {@code NAME=ISSUER,CLIENT-ID,join}.
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
    URI issuer;
    try {
      issuer = URI.create(parts.group(2));
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
    return new IdentityProvider(name, issuer, parts.group(3), secret, parts.group(4) != null);
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null && (host.equals("127.0.0.1") || host.equals("localhost"));
  }

  boolean isGitHub() {
    return issuer.equals(GITHUB);
  }

  /** As people write it. */
  public String label() {
    return isGitHub()
        ? "GitHub"
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return name + " (" + issuer + ")";
  }
}
