package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AskedTest {
  @Test
  void whoComesMeanwhileSharesTheNextQuestionAndNotTheOneUnderWay() throws Exception {
    AtomicInteger questions = new AtomicInteger();
    Semaphore begun = new Semaphore(0);
    CompletableFuture<Void> go = new CompletableFuture<>();
    Asked<Integer> asked =
        new Asked<>(
            () -> {
              int number = questions.incrementAndGet();
              begun.release();
              go.join();
              return number;
            });
    Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    Thread first = Thread.startVirtualThread(() -> answers.add(asked.now()));
    begun.acquire();
    List<Thread> others =
        Stream.generate(() -> Thread.startVirtualThread(() -> answers.add(asked.now())))
            .limit(50)
            .toList();
    while (others.stream().anyMatch(other -> other.getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    go.complete(null);
    first.join();
    for (Thread other : others) {
      other.join();
    }

    assertThat(answers).hasSize(51).containsOnlyOnce(1).containsOnly(1, 2);
    assertThat(asked.now()).isEqualTo(3);
  }

  @Test
  void aQuestionThatFailsFailsForThoseAloneWhoWaitedForIt() {
    AtomicInteger questions = new AtomicInteger();
    Asked<Integer> asked =
        new Asked<>(
            () -> {
              if (questions.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
              }
              return questions.get();
            });
    assertThatThrownBy(asked::now).isInstanceOf(IllegalStateException.class).hasMessage("away");
    assertThat(asked.now()).isEqualTo(2);
  }
}
