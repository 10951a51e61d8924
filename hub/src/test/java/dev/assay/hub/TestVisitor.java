package dev.assay.hub;

import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import dev.assay.hub.people.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;

/** A browser without a screen, which keeps the cookie of a session. */
public final class TestVisitor {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Set<Role> JOINED = EnumSet.noneOf(Role.class);
  public static final String PASSWORD = "correct horse battery";

  private final URI site;
  private String cookie = "";

  public TestVisitor(URI site) {
    this.site = site;
  }

  /** Somebody who has not signed in to the site of the tests. */
  public static TestVisitor anonymous() {
    return new TestVisitor(TestLibrary.hub().address());
  }

  /**
   * Somebody of this role, signed in to the site of the tests by a session of their own, since some
   * tests end all that there are.
   */
  public static synchronized TestVisitor of(Role role) {
    if (role != Role.ADMINISTRATOR) {
      // The first account of all is the administrator's.
      of(Role.ADMINISTRATOR);
    }
    if (JOINED.add(role)) {
      join(role);
    }
    return anonymous().signIn(role.label());
  }

  private static void join(Role role) {
    Accounts accounts = TestLibrary.bean(Accounts.class);
    Optional<String> welcome = accounts.welcome();
    if (welcome.isPresent()) {
      accounts.join(Links.Kind.WELCOME, welcome.get(), role.label(), null, PASSWORD);
    } else {
      accounts.join(
          Links.Kind.INVITATION,
          accounts.invite(null, role),
          role.label(),
          role.label() + "@example.org",
          PASSWORD);
    }
  }

  /** A new session of somebody, without asking for the password. */
  public TestVisitor signIn(String name) {
    Person person = TestLibrary.bean(People.class).byName(name).orElseThrow();
    cookie =
        "assay="
            + TestLibrary.bean(Sessions.class)
                .begin(person.id(), "test", TestLibrary.clock().instant());
    return this;
  }

  public boolean isSignedIn() {
    return !cookie.isEmpty();
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(site.resolve(path)));
  }

  public HttpResponse<String> post(String path, Map<String, String> form) {
    return post(
        path,
        new LinkedHashMap<>(form)
            .entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&")));
  }

  public HttpResponse<String> post(String path, String form) {
    return send(form(path, form));
  }

  /** The request of a form, to be changed before {@link #send}. */
  public HttpRequest.Builder form(String path, String form) {
    return HttpRequest.newBuilder(site.resolve(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), TestVisitor::body);
      response.headers().allValues("Set-Cookie").stream()
          .map(value -> value.substring(0, value.indexOf(';')))
          .filter(value -> value.startsWith("assay="))
          .forEach(value -> cookie = value.equals("assay=") ? "" : value);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of a body; nothing of a stream of events, which has no end. */
  private static BodySubscriber<String> body(ResponseInfo response) {
    boolean events =
        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    return events ? new Unread() : BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  /** Leaves a body where it is. */
  private static final class Unread implements BodySubscriber<String> {
    @Override
    public CompletionStage<String> getBody() {
      return CompletableFuture.completedFuture("");
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(List<ByteBuffer> item) {}

    @Override
    public void onError(Throwable throwable) {}

    @Override
    public void onComplete() {}
  }

  /** Where an answer leads, without the site's own address. */
  public static String location(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Location")
        .map(address -> address.replaceFirst("^https?://[^/]*", ""))
        .orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
