package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hub in a process of its own, to be killed. */
final class HubProcess implements AutoCloseable {
  private static final Pattern OPEN = Pattern.compile("open at (http://\\S+)");
  private static final Pattern WELCOME = Pattern.compile("administrator: http://\\S+\\?(\\S+)");

  private final Path home;
  private final Process process;
  private final URI address;
  private final String welcome;

  private HubProcess(Path home, Process process, URI address, String welcome) {
    this.home = home;
    this.process = process;
    this.address = address;
    this.welcome = welcome;
  }

  /** Starts a hub as the command line does and returns when it serves pages. */
  static HubProcess start(Path home) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(
        List.of("--home", home.toString(), "--port", "0", "--no-sync", "--embedder", "none"));
    Process process =
        new ProcessBuilder(command).redirectError(home.resolve("hub.log").toFile()).start();
    BufferedReader out = process.inputReader();
    URI address = null;
    String welcome = "";
    // Who has no account yet is told so in a second line.
    boolean first = !Files.exists(home.resolve("joined"));
    while (address == null || (first && welcome.isEmpty())) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("the hub ended: " + Files.readString(home.resolve("hub.log")));
      }
      Matcher open = OPEN.matcher(line);
      address = open.find() ? URI.create(open.group(1)) : address;
      Matcher link = WELCOME.matcher(line);
      welcome = link.find() ? link.group(1) : welcome;
    }
    return new HubProcess(home, process, address, welcome);
  }

  URI address() {
    return address;
  }

  /** Makes the administrator and returns the cookie of their session. */
  String join(String name) throws IOException, InterruptedException {
    var answer =
        Writers.post(
            address.resolve("/welcome"),
            "",
            welcome + "&name=" + name + "&password=" + Writers.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(302);
    Files.createFile(home.resolve("joined"));
    return Writers.cookie(answer);
  }

  /** Kills -9 the hub, or its database's server just before it too. */
  void kill(boolean databaseToo) throws IOException, InterruptedException {
    if (databaseToo) {
      killDatabase();
    }
    process.destroyForcibly();
    process.waitFor();
  }

  void killDatabase() throws IOException {
    database().orElseThrow().destroyForcibly();
  }

  private Optional<ProcessHandle> database() throws IOException {
    try (var data = Files.newDirectoryStream(home.resolve("postgres"), "data-*")) {
      Path file = data.iterator().next().resolve("postmaster.pid");
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
          : Optional.empty();
    }
  }

  /** Ends it as Ctrl-C does. */
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  /** Leaves nothing of it running. */
  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    if (Files.exists(home.resolve("postgres"))) {
      database().ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
