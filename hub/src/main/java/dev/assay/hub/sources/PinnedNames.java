package dev.assay.hub.sources;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a name mean the addresses that were examined for as long as a request to it lasts. Without
 * it a name server could answer twice: with a harmless address for whoever examines it, and then
 * with a private one for the connection.
 *
 * <p>The JDK finds this class through {@code META-INF/services}. Names that are not pinned are
 * looked up as ever.
 */
public final class PinnedNames extends InetAddressResolverProvider {
  private static final LookupPolicy ALL =
      LookupPolicy.of(LookupPolicy.IPV4 | LookupPolicy.IPV6 | LookupPolicy.IPV4_FIRST);
  private static final Map<String, Pin> PINS = new HashMap<>();
  private static volatile @Nullable InetAddressResolver system;

  /** The addresses of a name, and how many requests count on them. */
  private record Pin(List<InetAddress> addresses, int holders) {}

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver builtin = configuration.builtinResolver();
    system = builtin;
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        List<InetAddress> pinned = pinned(host);
        return pinned.isEmpty() ? builtin.lookupByName(host, policy) : pinned.stream();
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return builtin.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "Assay's pinned names";
  }

  /** What the name servers say now, whatever was pinned. */
  static List<InetAddress> lookUp(String host) throws UnknownHostException {
    InetAddressResolver resolver = system;
    return resolver == null
        ? List.of(InetAddress.getAllByName(host))
        : resolver.lookupByName(host, ALL).toList();
  }

  /**
   * Pins a name until it is released as often as it was pinned. Where it is pinned already, those
   * addresses, which were examined too, stay.
   */
  static synchronized void pin(String host, List<InetAddress> addresses) {
    PINS.merge(
        key(host),
        new Pin(addresses, 1),
        (held, more) -> new Pin(held.addresses(), held.holders() + 1));
  }

  static synchronized void release(String host) {
    PINS.computeIfPresent(
        key(host),
        (name, pin) -> pin.holders() == 1 ? null : new Pin(pin.addresses(), pin.holders() - 1));
  }

  private static synchronized List<InetAddress> pinned(String host) {
    Pin pin = PINS.get(key(host));
    return pin == null ? List.of() : pin.addresses();
  }

  private static String key(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
