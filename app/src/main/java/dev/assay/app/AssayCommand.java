package dev.assay.app;

import dev.assay.hub.Hub;
import dev.assay.hub.HubSettings;
import dev.assay.hub.identity.IdentityProvider;
import dev.assay.hub.mail.MailServer;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "assay",
    description = {
      "Assay: a self-hosted Daily Papers in which every claim can be run.",
      "Without a command it opens the hub."
    },
    footer = {
      "",
      "./assay test runs the whole test suite.",
      "./assay java FILE runs a Java program of your own on Assay's class path."
    },
    mixinStandardHelpOptions = true,
    version = "Assay 0.1.0",
    subcommands = {
      PapersCommand.class,
      ShowCommand.class,
      RunCommand.class,
      VerifyCommand.class,
      CompareCommand.class,
      ImportCommand.class,
      SyncCommand.class,
      SourcesCommand.class,
      DataCommand.class,
      PagesCommand.class,
      IndexCommand.class,
      DigestCommand.class,
      PeopleCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      WorkerCommand.class
    })
final class AssayCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin EmbedderOption embedder = new EmbedderOption();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where the hub listens; 0 takes a free port (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = HubSettings.LOOPBACK,
      description = "The IP address it listens on (default: ${DEFAULT-VALUE}, this machine alone).")
  @SuppressWarnings("NullAway.Init")
  String host;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The site's address as its readers know it, such as https://papers.example.org, for the"
              + " links in letters (default: where it listens).")
  @Nullable URI url;

  @Option(
      names = "--smtp",
      paramLabel = "URL",
      defaultValue = "${env:ASSAY_SMTP}",
      description =
          "The mail server: smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS, or smtps://; &bounces=ADDRESS"
              + " behind it names a mailbox for what comes back. Better in the"
              + " environment, as ASSAY_SMTP, where other users of the machine do not see the"
              + " password. Without one no letter is sent.")
  @Nullable String smtp;

  @Option(
      names = "--no-sync",
      description =
          "Ask no other site for papers by itself; ./assay sources lists what it asks otherwise.")
  boolean noSync;

  @Option(
      names = "--log",
      paramLabel = "FORM",
      defaultValue = "${env:ASSAY_LOG:-text}",
      description =
          "What is logged on standard error: text, or json with one object a line (default:"
              + " ${DEFAULT-VALUE}; the environment's ASSAY_LOG does the same).")
  LogForm log = LogForm.text;

  /** Named as the appenders of logback.xml are. */
  enum LogForm {
    text,
    json
  }

  @Option(
      names = "--oidc",
      paramLabel = "NAME=ISSUER,CLIENT-ID",
      split = ";",
      defaultValue = "${env:ASSAY_OIDC}",
      description =
          "Let people sign in with their accounts at another site, by OpenID Connect, such as"
              + " google=https://accounts.google.com,CLIENT-ID, or at https://github.com or a GitHub"
              + " Enterprise Server (NAME=github+https://...,CLIENT-ID). The"
              + " client's secret is in the environment, as ASSAY_OIDC_NAME_SECRET. With ',join'"
              + " behind it whoever that site vouches for may have an account. May be given more"
              + " than once; in the environment, as ASSAY_OIDC, with ; between.")
  List<String> oidc = List.of();

  private static String secret(String variable) {
    String secret = System.getenv(variable);
    return secret == null ? "" : secret;
  }

  @Override
  public Integer call() throws InterruptedException {
    // Before anything is logged.
    System.setProperty("assay.log", log.name());
    PrintWriter out = spec.commandLine().getOut();
    HubSettings settings =
        new HubSettings(
            home.folder,
            port,
            host,
            new WorkerProcess(home.folder),
            Reproductions.all(),
            shippedRecords(),
            embedder.search(),
            Clock.systemUTC(),
            smtp == null ? null : MailServer.parse(smtp),
            url,
            database.url,
            !noSync,
            oidc.stream().map(text -> IdentityProvider.parse(text, AssayCommand::secret)).toList());
    Hub hub = Hub.start(settings);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  hub.close();
                  closed.countDown();
                },
                "close the hub"));
    out.println("Assay is open at " + hub.address() + " (Ctrl-C ends it).");
    hub.welcome()
        .ifPresent(
            page -> out.println("Nobody has an account yet. Become the administrator: " + page));
    out.flush();
    closed.await();
    return 0;
  }

  /** The records of the checkout that the launcher stands in, where it does. */
  static List<Path> shippedRecords() {
    return Stream.ofNullable(System.getProperty("assay.results")).map(Path::of).toList();
  }
}
