import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Members of a new hub who vote and comment while others read, and whether all that it said yes to
 * is there afterwards: {@code java bench/TalkLoad.java WELCOME-LINK [MEMBERS [READERS [SECONDS]]]},
 * with the link that the hub printed when it was started on an empty home with {@code --url} (so that
 * it believes the addresses that are claimed here: one address alone may not join so often).
 *
 * <p>A member acts after a pause of 0.5 to 1.5 s: eight times in ten votes for a random paper or takes
 * the vote back, otherwise comments or answers. A reader asks for a page, with its style sheet and
 * scripts cached, after a pause of 1 to 3 s. What is asked in the first 30 s is told apart.
 */
final class TalkLoad {
  /** Under the same load: a JVM that has just started compiles what it runs. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private static final String PASSWORD = "a battery and a staple";
  private static final Pattern PAPER = Pattern.compile("\"paper\":\\{\"id\":\"([^\"]+)\"");
  private static final Pattern INVITATION = Pattern.compile("/join\\?link=([A-Za-z0-9_-]+)");
  private static final Pattern COMMENT = Pattern.compile("#comment-([0-9]+)");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI hub;
  private final Map<String, ConcurrentLinkedQueue<Long>> nanos = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> votes = new ConcurrentHashMap<>();
  private final Map<String, Set<Long>> comments = new ConcurrentHashMap<>();
  private final RandomGeneratorFactory<RandomGenerator> randoms =
      RandomGeneratorFactory.of("L64X128MixRandom");
  private List<String> papers = List.of();
  private volatile long warm = Long.MAX_VALUE;

  private TalkLoad(URI hub) {
    this.hub = hub;
  }

  public static void main(String[] arguments) throws Exception {
    URI welcome = URI.create(arguments[0]);
    if (!InetAddress.getByName(welcome.getHost()).isLoopbackAddress()) {
      throw new IllegalArgumentException("only a hub on this machine is loaded, not " + welcome);
    }
    new TalkLoad(welcome.resolve("/"))
        .run(
            welcome.getQuery().replaceFirst("link=", ""),
            number(arguments, 1, 50),
            number(arguments, 2, 100),
            number(arguments, 3, 60));
  }

  private static int number(String[] arguments, int at, int otherwise) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
  }

  private void run(String link, int members, int readers, int seconds) throws Exception {
    papers =
        PAPER
            .matcher(send("", "10.0.0.1", "/api/daily_papers?limit=100", Map.of()).body())
            .results()
            .map(match -> match.group(1))
            .toList();
    List<String> cookies = join(link, members);
    System.out.printf("%d members are in, %d papers%n", members, papers.size());

    warm = System.nanoTime() + WARM_UP.toNanos();
    long end = warm + Duration.ofSeconds(seconds).toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      int member = i;
      threads.add(Thread.startVirtualThread(() -> takePart(member, cookies.get(member), end)));
    }
    for (int i = 0; i < readers; i++) {
      int reader = i;
      threads.add(
          Thread.startVirtualThread(
              () -> {
                RandomGenerator random = randoms.create(1_000_000 + reader);
                while (pause(random, 1000, 3000, end)) {
                  read(random, "10.2.0." + reader);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    report(members, readers, seconds);
    check();
  }

  /** Makes the administrator and, by their invitations, the members; returns the cookies. */
  private List<String> join(String link, int members) throws Exception {
    String administrator =
        cookie(
            send(
                "",
                "10.0.0.1",
                "/welcome",
                Map.of("link", link, "name", "operator", "password", PASSWORD)));
    List<String> cookies = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      Matcher invitation =
          INVITATION.matcher(
              send(administrator, "10.0.0.1", "/admin/invitations", Map.of("role", "member"))
                  .body());
      if (!invitation.find()) {
        throw new IOException("no invitation");
      }
      cookies.add(
          cookie(
              send(
                  "",
                  "10.1.0." + i,
                  "/join",
                  Map.of(
                      "link", invitation.group(1), "name", "member-" + i, "password", PASSWORD))));
    }
    return cookies;
  }

  private static String cookie(HttpResponse<String> joined) {
    return joined.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private void takePart(int member, String cookie, long end) {
    RandomGenerator random = randoms.create(member);
    Set<String> mine = new HashSet<>();
    int said = 0;
    while (pause(random, 500, 1500, end)) {
      String paper = papers.get(random.nextInt(papers.size()));
      if (random.nextInt(10) < 8) {
        boolean vote = !mine.contains(paper);
        if (timed(
            "vote",
            () ->
                require(
                    send(
                        cookie,
                        "10.1.0." + member,
                        "/papers/" + paper + "/vote",
                        Map.of("vote", Boolean.toString(vote))),
                    302))) {
          if (vote ? mine.add(paper) : mine.remove(paper)) {
            votes.computeIfAbsent(paper, _ -> new AtomicInteger()).addAndGet(vote ? 1 : -1);
          }
        }
      } else if (said < 18) {
        String text = "Remark %d of member %d: *so* $x_%d$ holds?".formatted(++said, member, said);
        List<Long> known = List.copyOf(comments.getOrDefault(paper, Set.of()));
        String parent =
            known.isEmpty() || random.nextBoolean()
                ? ""
                : Long.toString(known.get(random.nextInt(known.size())));
        timed(
            "comment",
            () -> {
              Matcher number =
                  COMMENT.matcher(
                      require(
                              send(
                                  cookie,
                                  "10.1.0." + member,
                                  "/papers/" + paper + "/comments",
                                  Map.of("text", text, "parent", parent)),
                              302)
                          .headers()
                          .firstValue("Location")
                          .orElseThrow());
              if (!number.find()) {
                throw new IOException("no comment's address");
              }
              comments
                  .computeIfAbsent(paper, _ -> ConcurrentHashMap.newKeySet())
                  .add(Long.valueOf(number.group(1)));
            });
      }
    }
  }

  private void read(RandomGenerator random, String address) {
    String paper = papers.get(random.nextInt(papers.size()));
    switch (random.nextInt(4)) {
      case 0 -> page("feed", "/?page=" + (1 + random.nextInt(2)), address);
      case 1 -> page("trending", "/?sort=trending", address);
      case 2 -> page("search", "/search?q=learning", address);
      default -> page("paper", "/papers/" + paper, address);
    }
  }

  private void page(String kind, String path, String address) {
    timed(kind, () -> require(send("", address, path, Map.of()), 200));
  }

  private interface Ask {
    void go() throws IOException, InterruptedException;
  }

  private boolean timed(String kind, Ask ask) {
    long begin = System.nanoTime();
    try {
      ask.go();
      nanos
          .computeIfAbsent(
              begin < warm ? "warm-up" : kind, _ -> new ConcurrentLinkedQueue<>())
          .add(System.nanoTime() - begin);
      return true;
    } catch (IOException e) {
      errors.add(kind + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static boolean pause(RandomGenerator random, int least, int most, long end) {
    try {
      Thread.sleep(random.nextInt(least, most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return System.nanoTime() < end;
  }

  /** A form is posted where there is one. */
  private HttpResponse<String> send(
      String cookie, String address, String path, Map<String, String> form)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("X-Forwarded-For", address);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (!form.isEmpty()) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(
              HttpRequest.BodyPublishers.ofString(
                  form.entrySet().stream()
                      .map(
                          field ->
                              field.getKey()
                                  + "="
                                  + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                      .collect(Collectors.joining("&"))));
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> require(HttpResponse<String> answer, int status)
      throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(answer.request().uri() + " gave " + answer.statusCode());
    }
    return answer;
  }

  private void report(int members, int readers, int seconds) {
    ConcurrentLinkedQueue<Long> cold = nanos.remove("warm-up");
    List<Long> all = new ArrayList<>();
    nanos.values().forEach(all::addAll);
    print("warm-up", new ArrayList<>(cold));
    System.out.printf(
        "%d members and %d readers, %d s: %d requests, %.0f a second, %d errors%n",
        members, readers, seconds, all.size(), all.size() / (double) seconds, errors.size());
    errors.stream().limit(5).forEach(System.out::println);
    print("all", all);
    new TreeMap<>(nanos).forEach((kind, times) -> print(kind, new ArrayList<>(times)));
  }

  /** Holds what the site tells now against what it said yes to. */
  private void check() throws Exception {
    int wrong = 0;
    for (String paper : papers) {
      String told = send("", "10.0.0.1", "/api/papers/" + paper, Map.of()).body();
      String page = send("", "10.0.0.1", "/papers/" + paper, Map.of()).body();
      int here =
          Integer.parseInt(
              page.replaceFirst("(?s).*?title=\"(?:[0-9]+ votes? at the source, )?([0-9]+).*", "$1"));
      int expectedVotes = votes.getOrDefault(paper, new AtomicInteger()).get();
      int expectedComments = comments.getOrDefault(paper, Set.of()).size();
      if (here != expectedVotes || !told.contains("\"numComments\":" + expectedComments + ",")) {
        wrong++;
        System.out.println(paper + " has " + here + " votes, expected " + expectedVotes);
      }
    }
    int said = comments.values().stream().mapToInt(Set::size).sum();
    System.out.printf(
        "%d votes and %d comments were kept; %d papers differ from what was acknowledged%n",
        votes.values().stream().mapToInt(AtomicInteger::get).sum(), said, wrong);
  }

  private static void print(String kind, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length > 0) {
      System.out.printf(
          "%-10s %7d  p50 %7.1f ms  p99 %7.1f ms  most %7.1f ms%n",
          kind,
          sorted.length,
          sorted[sorted.length / 2] / 1e6,
          sorted[(int) (sorted.length * 0.99)] / 1e6,
          sorted[sorted.length - 1] / 1e6);
    }
  }
}
