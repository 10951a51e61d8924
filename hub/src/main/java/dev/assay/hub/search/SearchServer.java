package dev.assay.hub.search;

import dev.assay.hub.HubException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OpenSearch server and the index there.
 *
 * @param address {@code http} or {@code https}, host and port
 * @param index its name
 * @param user whom to sign in as, null for nobody
 * @param password the user's
 */
public record SearchServer(
    URI address, String index, @Nullable String user, @Nullable String password) {
  private static final int PORT = 9200;
  private static final String INDEX = "assay";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  /**
   * Reads {@code opensearch://user:password@host:9200/index}, or {@code opensearchs://} for TLS;
   * user, port and index may be left out.
   *
   * @throws HubException where it is no such URL; the message does not repeat it, for it may hold a
   *     password
   */
  public static SearchServer parse(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/|/$", "");
      String index = path.isEmpty() ? INDEX : path;
      if (uri.getHost() != null
          && (scheme.equals("opensearch") || scheme.equals("opensearchs"))
          && uri.getQuery() == null
          && NAME.matcher(index).matches()) {
        String[] who = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        return new SearchServer(
            new URI(
                scheme.equals("opensearch") ? "http" : "https",
                null,
                uri.getHost(),
                uri.getPort() < 0 ? PORT : uri.getPort(),
                null,
                null,
                null),
            index,
            who.length == 2 ? who[0] : null,
            who.length == 2 ? who[1] : null);
      }
    } catch (URISyntaxException e) {
      // One sentence for all of it.
    }
    throw new HubException(
        "A search server is written opensearch://HOST:PORT/INDEX (opensearchs:// for TLS, with"
            + " USER:PASSWORD@ before the host where it asks for them), its index in lower case.");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return address + "/" + index;
  }
}
