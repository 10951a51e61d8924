import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * One reader of a hub on this machine, who waits for each page: {@code java bench/HubLatency.java
 * http://127.0.0.1:8080 PID papers.jsonl.gz 1000}, of the papers that the hub holds, from whose
 * titles come 1,000 searches of two to five words, none of them twice.
 *
 * <p>A request with a cookie is one whose page the hub makes for it; without one the page may be
 * kept.
 */
final class HubLatency {
  private static final Pattern TITLE = Pattern.compile("\"title\": ?\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern ID = Pattern.compile("\"id\": ?\"([^\"]+)\"");
  private static final int WARM_UP = 2_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI hub;
  private final Path stat;

  private HubLatency(URI hub, Path stat) {
    this.hub = hub;
    this.stat = stat;
  }

  public static void main(String[] arguments) throws Exception {
    URI hub = URI.create(arguments[0]);
    if (!InetAddress.getByName(hub.getHost()).isLoopbackAddress()) {
      throw new IllegalArgumentException("only a hub on this machine is measured, not " + hub);
    }
    int number = Integer.parseInt(arguments[3]);
    List<String> searches = new ArrayList<>();
    List<String> papers = new ArrayList<>();
    read(Path.of(arguments[2]), searches, papers);
    Random random = new Random(1);
    Collections.shuffle(searches, random);
    Collections.shuffle(papers, random);
    HubLatency reader = new HubLatency(hub, Path.of("/proc", arguments[1], "stat"));
    List<String> days = new ArrayList<>();
    for (int page = 1; page <= number; page++) {
      days.add(page % 50 == 0 ? "/" : "/?page=" + page % 50);
    }
    reader.measure("search, each a new one", searches, number, false);
    reader.measure("feed, made anew", days, number, true);
    reader.measure("paper, made anew", papers, number, true);
    reader.measure("feed, kept", Collections.nCopies(number, "/"), number, false);
  }

  /** Two to five words in a row of each title, and the addresses of the papers. */
  private static void read(Path file, List<String> searches, List<String> papers)
      throws IOException {
    Random random = new Random(0);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new FileInputStream(file.toFile())), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        var title = TITLE.matcher(line);
        var id = ID.matcher(line);
        if (title.find() && id.find()) {
          String[] words = title.group(1).replaceAll("\\\\u....|[^\\p{L} -]", "").split(" +");
          int length = Math.min(words.length, 2 + random.nextInt(4));
          int first = random.nextInt(words.length - length + 1);
          searches.add(
              "/search?q="
                  + URLEncoder.encode(
                      String.join(" ", List.of(words).subList(first, first + length)),
                      StandardCharsets.UTF_8));
          papers.add("/papers/" + id.group(1));
        }
      }
    }
  }

  private void measure(String what, List<String> paths, int number, boolean made)
      throws IOException, InterruptedException {
    // No search is asked twice, as its page would be kept.
    int warmUp = made ? WARM_UP : Math.min(WARM_UP, paths.size() - number);
    for (int i = 0; i < Math.max(warmUp, 50); i++) {
      get(paths.get(paths.size() - 1 - i % paths.size()), made);
    }
    long[] nanos = new long[number];
    double before = processorSeconds();
    for (int i = 0; i < number; i++) {
      long begin = System.nanoTime();
      get(paths.get(i), made);
      nanos[i] = System.nanoTime() - begin;
    }
    double used = processorSeconds() - before;
    Arrays.sort(nanos);
    System.out.printf(
        "%-24s %5d  p50 %6.1f ms  p99 %6.1f ms  processor of the hub %5.2f ms%n",
        what, number, nanos[number / 2] / 1e6, nanos[number * 99 / 100] / 1e6, used / number * 1e3);
  }

  private double processorSeconds() throws IOException {
    String[] fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }

  private void get(String path, boolean made) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(hub.resolve(path)).timeout(Duration.ofSeconds(30));
    if (made) {
      request.header("Cookie", "reader=measured");
    }
    var answer = client.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " gave " + answer.statusCode());
    }
  }
}
