package dev.assay.hub.runs;

import static dev.assay.hub.runs.RunsDatabase.PAPER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestServer;
import dev.assay.lab.Tier;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose run is next, and how many one may have. */
@ParameterizedClass
@EnumSource(TestServer.class)
class RunQueueTest {
  private static final int MANY = Integer.MAX_VALUE;

  private final RunsDatabase database;
  private final RunRepository one;
  private final RunRepository two;

  RunQueueTest(TestServer server) {
    database = RunsDatabase.on(server);
    one = database.hub("one");
    two = database.hub("two");
  }

  @AfterEach
  void clear() {
    database.clear();
  }

  private Run ask(long person, String claim) {
    return one.add(PAPER, claim, "smoke", person, MANY);
  }

  private static List<String> claims(Stream<Run> runs) {
    return runs.map(Run::claim).toList();
  }

  @Test
  void everybodyHasATurn() {
    long ann = database.person("ann", "MEMBER");
    long bob = database.person("bob", "MEMBER");
    long eve = database.person("eve", "MEMBER");
    ask(eve, "E1");
    assertThat(one.take().orElseThrow().run().claim()).isEqualTo("E1");
    for (String claim : List.of("E2", "A1", "A2", "A3", "B1", "B2")) {
      ask(claim.startsWith("A") ? ann : claim.startsWith("B") ? bob : eve, claim);
    }

    // Eve asked first but was served last; Ann's third comes after everybody's second.
    List<String> order = List.of("A1", "B1", "E2", "A2", "B2", "A3");
    assertThat(claims(one.places().keySet().stream().map(id -> one.find(id).orElseThrow())))
        .isEqualTo(order);
    assertThat(claims(IntStream.range(0, 6).mapToObj(i -> two.take().orElseThrow().run())))
        .isEqualTo(order);
    assertThat(one.take()).isEmpty();
  }

  @Test
  void hubsThatShareADatabaseNeverTakeTheSameRun() throws InterruptedException {
    long ann = database.person("ann", "MEMBER");
    IntStream.range(0, 40).forEach(i -> ask(ann, "C" + i));
    ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    List<Thread> hubs =
        Stream.of(one, two, database.hub("three"))
            .map(
                hub ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (var next = hub.take(); next.isPresent(); next = hub.take()) {
                                taken.add(next.get().id());
                              }
                            }))
            .toList();
    for (Thread hub : hubs) {
      hub.join();
    }
    assertThat(taken).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void whatAnEarlierWorkerSaysHasNoEffect() {
    Run run = one.add(PAPER, "C1", "smoke", null, MANY);
    Taken lost = one.take().orElseThrow();
    one.cancel(run.id(), "Cancelled by ann.");
    one.append(lost, "{}", RunState.FINISHED, null);
    assertThat(one.find(run.id()).orElseThrow().state()).isEqualTo(RunState.CANCELLED);

    one.resume(run, null, MANY);
    Taken again = one.take().orElseThrow();
    one.append(lost, "{}", RunState.FINISHED, null);
    one.append(again, "{\"type\": \"trial\"}", null, null);
    assertThat(one.events(run.id(), 0)).hasSize(1);
    assertThat(one.noLongerOurs(List.of(lost, again))).containsExactly(run.id());
  }

  @Test
  void aRunThatIsLostAgainAndAgainWaitsForSomebody() {
    Run run = one.add(PAPER, "C1", "smoke", null, MANY);
    for (int loss = 1; loss <= 3; loss++) {
      assertThat(one.take()).isPresent();
      one.requeueLost("lost");
      assertThat(one.find(run.id()).orElseThrow().state())
          .isEqualTo(loss < 3 ? RunState.QUEUED : RunState.INTERRUPTED);
    }
    assertThat(one.resume(run, null, MANY).state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void limitsBindMembersAndNotAdministrators() {
    RunLimits limits = database.limits();
    limits.set(new RunLimits.Settings(1, 2, Tier.SMOKE));
    long ann = database.person("ann", "MEMBER");
    long root = database.person("root", "ADMINISTRATOR");
    try (RunService service = database.service(one, request -> sleeping(), 0, false)) {
      Run first = service.start(PAPER, "C1", "smoke", ann);
      // The same again is the same run and no second one.
      assertThat(service.start(PAPER, "C1", "smoke", ann).id()).isEqualTo(first.id());
      refused(() -> service.start(PAPER, "C2", "smoke", ann), "You have a run in the queue", true);
      refused(() -> service.start(PAPER, "C2", "full", ann), "at the tier smoke here", false);
      service.start(PAPER, "C3", "full", root);
      service.start(PAPER, "C4", "full", root);

      service.cancel(first, "ann");
      LocalDate today = LocalDate.ofInstant(TestLibrary.clock().instant(), ZoneOffset.UTC);
      one.charge(ann, today, Duration.ofSeconds(70));
      service.resume(first, ann);
      service.cancel(first, "ann");
      one.charge(ann, today, Duration.ofSeconds(50));
      refused(() -> service.resume(first, ann), "their 2 processor minutes", true);
    }
  }

  private static void refused(Runnable asking, String sentence, boolean forNow) {
    assertThatExceptionOfType(RunRefused.class)
        .isThrownBy(asking::run)
        .withMessageContaining(sentence)
        .satisfies(refused -> assertThat(refused.isForNow()).isEqualTo(forNow));
  }

  private static Process sleeping() throws java.io.IOException {
    return new ProcessBuilder("sleep", "60").start();
  }
}
