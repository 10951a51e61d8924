package dev.assay.hub;

import dev.assay.hub.identity.IdentityProvider;
import dev.assay.hub.mail.MailServer;
import dev.assay.hub.runs.RunLauncher;
import dev.assay.hub.search.SearchSettings;
import dev.assay.lab.Reproduction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a site is started with.
 *
 * @param home the folder that holds all it keeps
 * @param port where it listens, 0 for any free port
 * @param host the address it listens on; other than loopback, anybody there can start runs
 * @param reproductions the papers whose claims can be run
 * @param shippedRecords folders of records that count beside those of the home
 * @param search how papers are searched
 * @param clock what time it is
 * @param mail where letters are handed over, null where none can be sent
 * @param url the site's address as its readers know it, null where that is where it listens
 * @param database the URL of a PostgreSQL server's database, which other hubs may share; null for
 *     one of its own in the home
 * @param sync whether it reads its sources by itself when their time has come
 * @param providers other sites whose accounts people sign in with
 */
public record HubSettings(
    Path home,
    int port,
    String host,
    RunLauncher launcher,
    List<Reproduction> reproductions,
    List<Path> shippedRecords,
    SearchSettings search,
    Clock clock,
    @Nullable MailServer mail,
    @Nullable URI url,
    @Nullable String database,
    boolean sync,
    List<IdentityProvider> providers) {
  public static final String LOOPBACK = "127.0.0.1";

  public HubSettings {
    if (port < 0 || port > 65535) {
      throw new HubException("There is no port " + port + "; ports go from 0 to 65535.");
    }
    reproductions = List.copyOf(reproductions);
    providers = List.copyOf(providers);
    shippedRecords = List.copyOf(shippedRecords);
    if (url != null
        && (url.getHost() == null
            || !("http".equals(url.getScheme()) || "https".equals(url.getScheme())))) {
      throw new HubException(
          "The site's address must be like https://papers.example.org, but is " + url + ".");
    }
  }

  /**
   * A site that only this machine reaches, that searches by words and asks nobody for papers by
   * itself.
   */
  public static HubSettings local(
      Path home, int port, RunLauncher launcher, List<Reproduction> reproductions, Clock clock) {
    return new HubSettings(
        home,
        port,
        LOOPBACK,
        launcher,
        reproductions,
        List.of(),
        SearchSettings.words(),
        clock,
        null,
        null,
        null,
        false,
        List.of());
  }

  /** This site with a mail server, and under an address of its own. */
  public HubSettings with(@Nullable MailServer server, @Nullable URI address) {
    return new HubSettings(
        home,
        port,
        host,
        launcher,
        reproductions,
        shippedRecords,
        search,
        clock,
        server,
        address,
        database,
        sync,
        providers);
  }

  /** This site with other sites whose accounts people sign in with. */
  public HubSettings with(List<IdentityProvider> others) {
    return new HubSettings(
        home,
        port,
        host,
        launcher,
        reproductions,
        shippedRecords,
        search,
        clock,
        mail,
        url,
        database,
        sync,
        others);
  }

  /** All folders that hold records, the home's own first. */
  public List<Path> records() {
    return Stream.concat(Stream.of(home.resolve("records")), shippedRecords.stream()).toList();
  }
}
