package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever deletes their account while another window of theirs sends something. */
class DeletedAccountTest {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private final SamplePapers papers = new SamplePapers();
  private final TransactionTemplate transaction = TestLibrary.get().transaction();

  @BeforeEach
  void addThePaper() {
    TestVisitor.of(Role.ADMINISTRATOR);
    papers.with(
        paper("1904.00002", "2019-04-04", "Of Those Who Go").authors(List.of("Ada")).build());
  }

  @AfterEach
  void takeItOut() {
    papers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/papers/1904.00002/comments, text=Bye",
    "/papers/1904.00002/vote, vote=true",
    "/papers/1904.00002/authors, name=Ada&grounds=It+is+mine",
    "/following, kind=category&target=cs.LG&follow=true",
    "/reading, paper=1904.00002&act=add",
    "/collections, title=Mine&description=",
    "/account/tokens, name=laptop",
    "/account/sessions/end, ''",
  })
  void whatWaitsForTheDeletionIsRefusedInASentence(String path, String form) {
    String name = "leaver-" + NAMES.incrementAndGet();
    Accounts accounts = TestLibrary.bean(Accounts.class);
    accounts.join(
        Links.Kind.INVITATION,
        accounts.invite(name + "@example.org", Role.MEMBER),
        name,
        null,
        TestVisitor.PASSWORD);
    TestVisitor visitor = TestVisitor.anonymous().signIn(name);
    long id = TestLibrary.bean(People.class).byName(name).orElseThrow().id();

    CompletableFuture<HttpResponse<String>> sent = new CompletableFuture<>();
    transaction.executeWithoutResult(
        _ -> {
          TestLibrary.get().jdbc().sql("delete from person where id = ?").param(id).update();
          sent.completeAsync(() -> visitor.post(path, form));
          waitForALock();
        });

    HttpResponse<String> answer = sent.join();
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body())
        .contains("This account was deleted, and what was just sent was not kept.");
  }

  /** Returns when a request waits for the row that the transaction has deleted. */
  private void waitForALock() {
    for (int i = 0; i < 500; i++) {
      boolean waits =
          TestLibrary.get()
              .jdbc()
              .sql("select exists (select from pg_locks where not granted)")
              .query(Boolean.class)
              .single();
      if (waits) {
        return;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("no request waits");
  }
}
