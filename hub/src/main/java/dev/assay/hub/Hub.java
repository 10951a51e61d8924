package dev.assay.hub;

import dev.assay.hub.boards.Boards;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.digest.DigestJobs;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.mail.MailServer;
import dev.assay.hub.mail.Postman;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.People;
import dev.assay.hub.people.SiteSettings;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.hub.records.Standings;
import dev.assay.hub.runs.RunLimits;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.runs.RunService;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.sources.SourceJobs;
import dev.assay.hub.sources.Sources;
import dev.assay.hub.web.HubApplication;
import dev.assay.hub.web.SiteAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A running site. */
public final class Hub implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Hub.class);

  private final ScheduledExecutorService post =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("assay-post").daemon().factory());
  private final ConfigurableApplicationContext site;
  private final Backend backend;
  private final URI address;

  private Hub(
      ConfigurableApplicationContext site, Backend backend, URI address, HubSettings settings) {
    this.site = site;
    this.backend = backend;
    this.address = address;
    site.getBean(SiteAddress.class).listensAt(address);
    site.getBean(DigestJobs.class);
    MailServer server = settings.mail();
    if (server != null) {
      Postman postman = new Postman(site.getBean(Letters.class), server, settings.clock());
      var _ = post.scheduleWithFixedDelay(() -> deliver(postman), 1, 2, TimeUnit.SECONDS);
    }
  }

  /** A database that is away for a while must not end the deliveries for good. */
  private static void deliver(Postman postman) {
    try {
      postman.round();
    } catch (RuntimeException e) {
      log.warn("letters wait: {}", e.getMessage());
    }
  }

  /**
   * Starts the site and returns when it serves pages.
   *
   * @throws HubException where the port is in use, or the home folder cannot be written or is used
   *     by another Assay, in one sentence
   */
  public static Hub start(HubSettings settings) {
    requireFree(settings);
    // The database and the site start side by side: the site's beans are lazy, and the first page
    // is the first to ask for a paper.
    CompletableFuture<Backend> opening = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("assay-open-library")
        .start(
            () -> {
              try {
                opening.complete(Backend.open(settings));
              } catch (RuntimeException | Error e) {
                opening.completeExceptionally(e);
              }
            });
    ConfigurableApplicationContext site = null;
    boolean started = false;
    try {
      site = site(settings, opening);
      Backend backend = opening.join();
      int port =
          Objects.requireNonNull(((WebServerApplicationContext) site).getWebServer()).getPort();
      started = true;
      return new Hub(site, backend, URI.create("http://" + host(settings) + ":" + port), settings);
    } catch (PortInUseException e) {
      throw inUse(settings, e);
    } catch (RuntimeException e) {
      // A bean that needed the library may have wrapped why there is none.
      throw opening.isCompletedExceptionally()
              && opening.exceptionNow() instanceof HubException mistake
          ? mistake
          : e;
    } finally {
      if (!started) {
        if (site != null) {
          site.close();
        }
        Backend backend = opening.exceptionally(e -> null).join();
        if (backend != null) {
          backend.close();
        }
      }
    }
  }

  /** What stands behind the pages. */
  private record Backend(
      Library library,
      RunRepository runs,
      RunService service,
      Sources sources,
      @Nullable SourceJobs jobs) {
    static Backend open(HubSettings settings) {
      Library library = Library.open(settings.home(), settings.search(), settings.database());
      boolean opened = false;
      try {
        RunRepository runs = new RunRepository(library.jdbc(), library.transaction());
        int places = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        library.search().start();
        RunService service =
            new RunService(
                runs,
                settings.launcher(),
                new RunLimits(new People(library.jdbc()), new SiteSettings(library.jdbc())),
                settings.clock(),
                places,
                settings.database() != null);
        Sources sources = library.sources(settings.clock());
        SourceJobs jobs =
            settings.sync()
                ? new SourceJobs(
                    library.dataSource(), sources, HubName.ofThisProcess(), settings.clock())
                : null;
        opened = true;
        return new Backend(library, runs, service, sources, jobs);
      } finally {
        if (!opened) {
          library.close();
        }
      }
    }

    void close() {
      if (jobs != null) {
        jobs.close();
      }
      service.close();
      library.close();
    }
  }

  private static ConfigurableApplicationContext site(
      HubSettings settings, CompletableFuture<Backend> backend) {
    return new SpringApplicationBuilder(HubApplication.class)
        .web(WebApplicationType.SERVLET)
        .registerShutdownHook(false)
        .properties(properties(settings))
        .initializers(
            context -> {
              GenericApplicationContext beans = (GenericApplicationContext) context;
              beans.addBeanFactoryPostProcessor(Hub::describeTheApiWhenAsked);
              beans.registerBean(HubSettings.class, () -> settings);
              beans.registerBean(Claims.class, () -> new Claims(settings.reproductions()));
              beans.registerBean(Records.class, () -> new Records(settings.records()));
              beans.registerBean(Standings.class);
              beans.registerBean(Boards.class);
              beans.registerBean(Clock.class, settings::clock);
              beans.registerBean(PaperRepository.class, () -> backend.join().library().papers());
              beans.registerBean(Listings.class);
              beans.registerBean(Sources.class, () -> backend.join().sources());
              beans.registerBean(RunRepository.class, () -> backend.join().runs());
              // Closed by the hub, in its own order.
              beans.registerBean(
                  Library.class,
                  () -> backend.join().library(),
                  bean -> bean.setDestroyMethodName(""));
              beans.registerBean(
                  PaperSearch.class,
                  () -> backend.join().library().search(),
                  bean -> bean.setDestroyMethodName(""));
              beans.registerBean(
                  RunService.class,
                  () -> backend.join().service(),
                  bean -> bean.setDestroyMethodName(""));
            })
        .run();
  }

  /** A part of the site, for tests. */
  <T> T bean(Class<T> type) {
    return site.getBean(type);
  }

  /** The beans that describe the API insist on being made at once: they would wait for all else. */
  private static void describeTheApiWhenAsked(ConfigurableListableBeanFactory beans) {
    for (String name : beans.getBeanDefinitionNames()) {
      BeanDefinition bean = beans.getBeanDefinition(name);
      String factory = bean.getFactoryBeanName();
      if (factory != null && factory.startsWith("org.springdoc.")) {
        bean.setLazyInit(true);
      }
    }
  }

  /** Where the site is. */
  public URI address() {
    return address;
  }

  /** The page that makes the first administrator; empty where there is one. */
  public Optional<URI> welcome() {
    return site.getBean(Accounts.class)
        .welcome()
        .map(secret -> site.getBean(SiteAddress.class).get().resolve("/welcome?link=" + secret));
  }

  /** The papers. */
  public Library library() {
    return backend.library();
  }

  /** Stops the site, its workers (their runs can go on later) and its database. */
  @Override
  public void close() {
    post.close();
    // Event streams end when the runs' service does.
    backend.service().close();
    site.close();
    backend.close();
  }

  private static Map<String, Object> properties(HubSettings settings) {
    return Map.ofEntries(
        Map.entry("server.port", settings.port()),
        Map.entry("server.address", settings.host()),
        Map.entry("server.shutdown", "immediate"),
        // A query that is too long gets a sentence of ours, not the server's.
        Map.entry("server.max-http-request-header-size", "64KB"),
        Map.entry("spring.main.banner-mode", "off"),
        Map.entry("spring.main.log-startup-info", "false"),
        Map.entry("spring.main.lazy-initialization", "true"),
        Map.entry("spring.threads.virtual.enabled", "true"),
        Map.entry("spring.jmx.enabled", "false"),
        Map.entry("spring.thymeleaf.enable-spring-el-compiler", "true"),
        Map.entry("spring.web.resources.chain.enabled", "false"),
        Map.entry("spring.web.resources.static-locations", "classpath:/dev/assay/hub/static/"),
        Map.entry("spring.web.resources.cache.cachecontrol.no-cache", "true"),
        Map.entry("spring.thymeleaf.prefix", "classpath:/dev/assay/hub/templates/"),
        Map.entry("spring.thymeleaf.check-template-location", "false"),
        // A page is written as a whole: the filters that keep pages and name their state flush
        // after each of the thousand pieces that the engine would write otherwise.
        Map.entry("spring.thymeleaf.servlet.produce-partial-output-while-processing", "false"),
        Map.entry("springdoc.api-docs.path", "/api/openapi.json"),
        Map.entry("springdoc.packages-to-scan", "dev.assay.hub.api"),
        Map.entry("springdoc.paths-to-match", "/api/**,/boards/evaluation-tables.json"),
        // It warns that it is there.
        Map.entry("logging.level.org.springdoc.core.events.SpringDocAppInitializer", "error"),
        Map.entry("server.compression.enabled", "true"),
        Map.entry(
            "server.compression.mime-types",
            "text/html,text/css,text/javascript,text/markdown,text/plain,application/json,"
                + "application/atom+xml,application/rss+xml,application/xml,image/svg+xml"),
        // Of a proxy on this machine it believes who asks, and how: where an address was given
        // there
        // may be one.
        Map.entry("server.forward-headers-strategy", settings.url() == null ? "none" : "native"),
        Map.entry("server.tomcat.remoteip.internal-proxies", "127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1"),
        Map.entry("server.error.include-message", "never"),
        Map.entry("server.error.whitelabel.enabled", "false"));
  }

  private static String host(HubSettings settings) {
    String host = settings.host();
    return host.equals("0.0.0.0") || host.equals("::")
        ? HubSettings.LOOPBACK
        : host.contains(":") ? "[" + host + "]" : host;
  }

  /** Asks before the database is started, for a quick answer. */
  private static void requireFree(HubSettings settings) {
    if (settings.port() == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(settings.host()), settings.port()));
    } catch (BindException e) {
      throw inUse(settings, e);
    } catch (IllegalArgumentException e) {
      throw new HubException(settings.host() + " is not an IP address to listen on.", e);
    } catch (IOException e) {
      throw new HubException(
          "Assay cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + e.getMessage()
              + ".",
          e);
    }
  }

  private static HubException inUse(HubSettings settings, Exception cause) {
    return new HubException(
        "Port "
            + settings.port()
            + " on "
            + settings.host()
            + " cannot be used (another program may have it); choose another with --port.",
        cause);
  }
}
