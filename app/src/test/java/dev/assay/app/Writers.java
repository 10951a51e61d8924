package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People who vote, comment and run claims without a pause, and remember what they were told: yes,
 * or nothing at all.
 */
final class Writers {
  static final String PASSWORD = "correct+horse+battery";
  private static final int PEOPLE = 3;
  private static final Duration PAUSE = Duration.ofMillis(40);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String administrator;
  private final Map<String, String> people = new ConcurrentHashMap<>();

  /** The state of each vote that somebody was told of, and those of which they do not know. */
  private final Map<String, Boolean> votes = new ConcurrentHashMap<>();

  private final Set<String> votesInDoubt = ConcurrentHashMap.newKeySet();
  private final Set<String> comments = ConcurrentHashMap.newKeySet();
  private final Set<String> commentsInDoubt = ConcurrentHashMap.newKeySet();
  private final Set<Long> runs = ConcurrentHashMap.newKeySet();
  private final AtomicInteger voted = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile boolean writing;

  /**
   * @param administrator the cookie of one
   */
  Writers(String administrator) {
    this.administrator = administrator;
  }

  /** People who write, until it is closed. */
  interface Writing extends AutoCloseable {
    @Override
    void close() throws InterruptedException;
  }

  Writing begin(URI hub) throws IOException, InterruptedException {
    while (people.size() < PEOPLE) {
      invite(hub);
    }
    List<String> papers = papers(hub);
    writing = true;
    List<Thread> threads = new ArrayList<>();
    for (Map.Entry<String, String> person : people.entrySet()) {
      threads.add(thread(() -> vote(hub, person.getKey(), person.getValue(), papers)));
      threads.add(
          thread(() -> comment(hub, person.getKey(), person.getValue(), papers.getFirst())));
    }
    threads.add(thread(() -> run(hub)));
    return () -> {
      writing = false;
      for (Thread thread : threads) {
        thread.join();
      }
    };
  }

  private interface Write {
    void once() throws IOException, InterruptedException;
  }

  private Thread thread(Write write) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (writing) {
                  try {
                    write.once();
                    Thread.sleep(PAUSE);
                  } catch (IOException e) {
                    // The hub is gone; what was under way is in doubt.
                    Thread.sleep(PAUSE);
                  }
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void invite(URI hub) throws IOException, InterruptedException {
    String name = "person-" + (people.size() + 1);
    String page = post(hub.resolve("/admin/invitations"), administrator, "role=MEMBER").body();
    Matcher link = Pattern.compile("/join\\?(link=[\\w-]+)").matcher(page);
    assertThat(link.find()).isTrue();
    people.put(
        name,
        cookie(
            post(
                hub.resolve("/join"),
                "",
                link.group(1)
                    + "&name="
                    + name
                    + "&email="
                    + name
                    + "%40example.org&password="
                    + PASSWORD)));
  }

  private List<String> papers(URI hub) throws IOException, InterruptedException {
    List<String> papers =
        Pattern.compile("href=\"/papers/([0-9]{4}\\.[0-9]{5})\"")
            .matcher(get(hub.resolve("/"), administrator).body())
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    assertThat(papers).hasSizeGreaterThan(3);
    return papers;
  }

  private void vote(URI hub, String name, String cookie, List<String> papers)
      throws IOException, InterruptedException {
    int number = numbers.incrementAndGet();
    String paper = papers.get(number % papers.size());
    String key = name + " " + paper;
    boolean vote = !votes.getOrDefault(key, false);
    votesInDoubt.add(key);
    var answer = post(hub.resolve("/papers/" + paper + "/vote"), cookie, "vote=" + vote);
    if (answer.statusCode() == 302) {
      votes.put(key, vote);
      votesInDoubt.remove(key);
      voted.incrementAndGet();
    } else {
      assertThat(answer.statusCode()).isIn(429, 503);
    }
  }

  private void comment(URI hub, String name, String cookie, String paper)
      throws IOException, InterruptedException {
    String text = "comment %d of %s".formatted(numbers.incrementAndGet(), name);
    commentsInDoubt.add(text);
    var answer =
        post(
            hub.resolve("/papers/" + paper + "/comments"),
            cookie,
            "text=" + text.replace(' ', '+'));
    if (answer.statusCode() == 302) {
      comments.add(text);
    } else {
      assertThat(answer.statusCode()).isIn(429, 503);
    }
  }

  private void run(URI hub) throws IOException, InterruptedException {
    var answer =
        post(hub.resolve("/papers/" + SlowPaper.ID + "/runs"), administrator, "tier=smoke");
    if (answer.statusCode() == 302) {
      runs.add(run(answer));
      Thread.sleep(PAUSE.multipliedBy(5));
    }
  }

  private static long run(HttpResponse<String> answer) {
    return Long.parseLong(
        answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/runs/", ""));
  }

  /** Waits until every run has ended, and takes those up again that were lost too often. */
  void awaitRuns(URI hub, Duration most) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (true) {
      boolean all = true;
      for (long run : runs) {
        String page = get(hub.resolve("/runs/" + run + "/live"), administrator).body();
        all &= page.contains(">finished<");
        if (page.contains("/resume\"")) {
          post(hub.resolve("/runs/" + run + "/resume"), administrator, "");
        }
      }
      if (all) {
        return;
      }
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(500);
    }
  }

  /** Holds what they were told against what is in the database. */
  void check(JdbcClient jdbc) {
    List<String> there =
        jdbc.sql("select name || ' ' || paper from vote join person on person.id = person")
            .query(String.class)
            .list();
    assertThat(there).doesNotHaveDuplicates();
    votes.forEach(
        (key, vote) -> {
          if (!votesInDoubt.contains(key)) {
            assertThat(there.contains(key)).as(key).isEqualTo(vote);
          }
        });
    List<String> texts = jdbc.sql("select text from comment").query(String.class).list();
    assertThat(texts).doesNotHaveDuplicates().containsAll(comments);
    assertThat(commentsInDoubt).containsAll(texts);
    assertThat(jdbc.sql("select id from run").query(Long.class).list()).containsAll(runs);
    assertThat(comments).isNotEmpty();
    assertThat(runs).isNotEmpty();
  }

  @Override
  public String toString() {
    return "%,d votes, %,d comments and %,d runs were acknowledged, and none is lost or there twice"
        .formatted(voted.get(), comments.size(), runs.size());
  }

  static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  static HttpResponse<String> get(URI address, String cookie)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address), cookie);
  }

  static HttpResponse<String> post(URI address, String cookie, String form)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        cookie);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String cookie)
      throws IOException, InterruptedException {
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return CLIENT.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString());
  }
}
