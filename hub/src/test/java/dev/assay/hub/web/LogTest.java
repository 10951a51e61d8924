package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Role;
import dev.assay.lab.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/** Nothing of what people are called, write or look for stands in the log. */
class LogTest {
  @AfterAll
  static void setTheClockBack() {
    TestLibrary.backToNoon();
  }

  @Test
  void noAddressAndNoQueryStandsInTheLogOfASignIn() {
    TestLibrary.advance(Duration.ofHours(20));
    TestVisitor administrator = TestVisitor.of(Role.ADMINISTRATOR);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.setContext(root.getLoggerContext());
    log.start();
    root.addAppender(log);
    try {
      administrator.post("/admin/invitations", "email=zelda@private.example&role=MEMBER");
      TestVisitor zelda = TestVisitor.anonymous();
      Map<String, String> form =
          Map.of("name", "zelda@private.example", "password", "hunter2hunter2");
      zelda.post("/sign-in", form);
      zelda.post("/forgot", Map.of("email", "zelda@private.example"));
      zelda.get("/search?q=zelda-seeks-this");
      zelda.get("/search?q=zelda-seeks-this%22%20author:");
      zelda.get("/papers/zelda-seeks-this");
      unexpected();
    } finally {
      root.detachAppender(log);
    }
    JsonEncoder json = new JsonEncoder();
    json.setContext(root.getLoggerContext());
    json.start();
    String written =
        log.list.stream()
            .map(event -> new String(json.encode(event), StandardCharsets.UTF_8))
            .peek(line -> assertThat(Json.tree(line).path("level").asString()).isNotEmpty())
            .collect(Collectors.joining());
    assertThat(written).contains("it went wrong").doesNotContainIgnoringCase("zelda");
  }

  /** Even an error that nobody has thought of, which is logged whole. */
  private static void unexpected() {
    try {
      TestLibrary.get()
          .jdbc()
          .sql(
              "insert into person (name, email, role, created) values ('a', 'zelda@private.example',"
                  + " 'READER', now()), ('b', 'zelda@private.example', 'READER', now())")
          .update();
    } catch (DataIntegrityViolationException e) {
      // Spring repeats the statement, in which values are parameters wherever it is ours.
      LoggerFactory.getLogger(People.class).error("it went wrong", e.getCause());
    }
  }
}
