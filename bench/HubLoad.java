import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Readers of a hub on this machine, each of whom asks for the next page as soon as one has come:
 * {@code java bench/HubLoad.java http://127.0.0.1:8080 PID 200 60}, of the process whose memory is
 * watched, 200 readers, and 60 seconds. {@code bench/hub.sh} starts the hub too.
 */
final class HubLoad {
  private static final int WARM_UP = 300;
  private static final Pattern PAPER = Pattern.compile("\"paper\":\\{\"id\":\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI hub;
  private final Map<String, ConcurrentLinkedQueue<Long>> nanos = new ConcurrentHashMap<>();
  private final AtomicInteger errors = new AtomicInteger();

  /** A kind of page, and one of it. */
  private record Ask(String kind, String path) {}

  private HubLoad(URI hub) {
    this.hub = hub;
  }

  public static void main(String[] arguments) throws Exception {
    URI hub = URI.create(arguments[0]);
    if (!InetAddress.getByName(hub.getHost()).isLoopbackAddress()) {
      throw new IllegalArgumentException("only a hub on this machine is loaded, not " + hub);
    }
    Path memory = Path.of("/proc", arguments[1], "status");
    int readers = Integer.parseInt(arguments[2]);
    int seconds = Integer.parseInt(arguments[3]);
    new HubLoad(hub).run(readers, seconds, memory);
  }

  private void run(int readers, int seconds, Path memory) throws Exception {
    List<Ask> asks = asks();
    for (int i = 0; i < WARM_UP; i++) {
      ask(asks.get(i % asks.size()));
    }
    nanos.clear();
    errors.set(0);
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int reader = 0; reader < readers; reader++) {
      int first = reader;
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int i = first; System.nanoTime() < end; i++) {
                  ask(asks.get(i % asks.size()));
                }
              }));
    }
    while (System.nanoTime() < end) {
      Files.lines(memory).filter(line -> line.startsWith("VmRSS")).forEach(System.out::println);
      Thread.sleep(Math.min(10_000, seconds * 1000L));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    List<Long> all = new ArrayList<>();
    nanos.values().forEach(all::addAll);
    System.out.printf(
        "%d readers, %d s: %d pages, %.0f a second, %d errors%n",
        readers, seconds, all.size(), all.size() / (double) seconds, errors.get());
    print("all", all);
    new TreeMap<>(nanos).forEach((kind, times) -> print(kind, new ArrayList<>(times)));
  }

  /** Ten pages of each kind. */
  private List<Ask> asks() throws IOException, InterruptedException {
    String newest = get("/api/daily_papers?limit=100");
    List<String> ids =
        PAPER.matcher(newest).results().map(match -> match.group(1)).limit(100).toList();
    List<String> words =
        List.of("diffusion", "attention", "reward", "robot", "privacy", "grokking", "language");
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      asks.add(new Ask("feed", i == 0 ? "/" : "/?page=" + (i + 1)));
      asks.add(new Ask("paper", "/papers/" + ids.get(i * 7 % ids.size())));
      asks.add(new Ask("day", "/papers/2025-12-%02d".formatted(8 + i)));
      asks.add(new Ask("feed of a category", "/?cat=cs.LG&page=" + (i + 1)));
      asks.add(new Ask("search", "/search?q=" + words.get(i % words.size())));
      asks.add(new Ask("API", "/api/daily_papers?limit=20&p=" + i));
    }
    return asks;
  }

  private void ask(Ask ask) {
    long begin = System.nanoTime();
    try {
      get(ask.path());
      nanos
          .computeIfAbsent(ask.kind(), kind -> new ConcurrentLinkedQueue<>())
          .add(System.nanoTime() - begin);
    } catch (IOException e) {
      errors.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    var answer =
        client.send(
            HttpRequest.newBuilder(hub.resolve(path)).timeout(Duration.ofSeconds(30)).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " gave " + answer.statusCode());
    }
    return answer.body();
  }

  private static void print(String kind, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length > 0) {
      System.out.printf(
          "%-20s %7d  p50 %7.1f ms  p99 %7.1f ms%n",
          kind,
          sorted.length,
          sorted[sorted.length / 2] / 1e6,
          sorted[(int) (sorted.length * 0.99)] / 1e6);
    }
  }
}
