package dev.assay.hub.sources;

import dev.assay.hub.sources.SourceUnavailable.Reason;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps requests out of private networks: an address that somebody gives, or that a server
 * redirects to, must lead to the public internet, whatever its name says.
 */
final class AddressGuard {
  /** Networks of special use (IANA's registries), as address and length of prefix. */
  private static final List<Network> NOT_PUBLIC =
      networks(
          "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12"
              + " 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15"
              + " 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
              + " ::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16"
              + " 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8");

  private final Set<String> trusted;

  /**
   * @param trusted places that whoever runs this hub has named, such as a mirror in the own
   *     network: they may be private
   */
  AddressGuard(Set<URI> trusted) {
    this.trusted = Set.copyOf(trusted.stream().map(AddressGuard::origin).toList());
  }

  /** A request's leave; the name in its address means what was examined until it is closed. */
  interface Leave extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Examines an address.
   *
   * @throws UnknownHostException where its name is unknown
   * @throws SourceUnavailable where it may not be asked
   */
  Leave admit(URI address) throws UnknownHostException {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = address.getHost();
    if ((!scheme.equals("https") && !scheme.equals("http")) || host == null) {
      throw refused(address, "is no address of http or https");
    }
    if (address.getUserInfo() != null) {
      throw refused(address, "holds a user's name or password");
    }
    if (trusted.contains(origin(address))) {
      return () -> {};
    }
    List<InetAddress> found = addresses(host);
    for (InetAddress each : found) {
      if (!isPublic(each)) {
        throw refused(
            address,
            "leads to "
                + each.getHostAddress()
                + ", which is not on the public internet: download it yourself and import the file");
      }
    }
    PinnedNames.pin(host, found);
    return () -> PinnedNames.release(host);
  }

  private static List<InetAddress> addresses(String host) throws UnknownHostException {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      return List.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException e) {
      return PinnedNames.lookUp(bare);
    }
  }

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean scoped = address instanceof Inet6Address six && six.getScopeId() != 0;
    return !scoped && NOT_PUBLIC.stream().noneMatch(network -> network.contains(bytes));
  }

  private static final class Network {
    private final byte[] prefix;
    private final int length;

    Network(byte[] prefix, int length) {
      this.prefix = prefix;
      this.length = length;
    }

    boolean contains(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      int whole = length / 8;
      int rest = length % 8;
      int mask = 0xff00 >> rest & 0xff;
      return Arrays.equals(address, 0, whole, prefix, 0, whole)
          && (rest == 0 || (address[whole] & mask) == (prefix[whole] & mask));
    }
  }

  private static List<Network> networks(String text) {
    return Arrays.stream(text.split(" ", -1))
        .map(each -> each.split("/", 2))
        .map(
            each ->
                new Network(InetAddress.ofLiteral(each[0]).getAddress(), Integer.parseInt(each[1])))
        .toList();
  }

  private static String origin(URI address) {
    int given = address.getPort();
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int port = given >= 0 ? given : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static SourceUnavailable refused(URI address, String why) {
    return new SourceUnavailable(
        Reason.REFUSED, PlainText.shortened(address.toString()) + " " + why + ".", null);
  }
}
