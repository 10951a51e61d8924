package dev.assay.hub.catalogue;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses that a page may link to, whoever wrote them. */
public final class WebAddress {
  private static final int MAX_LENGTH = 2000;

  private WebAddress() {}

  /** The address in {@code text} where it is one of http or https. */
  public static Optional<URI> parse(@Nullable String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(text.strip())).filter(WebAddress::isOfTheWeb);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether it leads to a host by http or https: never a script, a file or a relative path. */
  public static boolean isOfTheWeb(URI address) {
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    return (scheme.equals("https") || scheme.equals("http")) && address.getHost() != null;
  }
}
