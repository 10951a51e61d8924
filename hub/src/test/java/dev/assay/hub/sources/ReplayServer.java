package dev.assay.hub.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on this machine that answers as it is told, and notes what it was asked. */
public final class ReplayServer implements AutoCloseable {
  private final HttpServer server;
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = java.util.Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Function<URI, Answer> otherwise = uri -> Answer.status(404);

  /** What was asked. */
  public record Request(String target, Map<String, List<String>> headers) {
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /** What is answered. */
  public interface Answer {
    void give(HttpExchange exchange, CountDownLatch closing)
        throws IOException, InterruptedException;

    static Answer of(int status, byte[] body, String... headers) {
      return (exchange, closing) -> {
        for (int i = 0; i < headers.length; i += 2) {
          exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
          exchange.getResponseBody().write(body);
        }
      };
    }

    static Answer ok(String body, String... headers) {
      return of(200, body.getBytes(UTF_8), headers);
    }

    static Answer status(int status, String... headers) {
      return of(status, new byte[0], headers);
    }

    static Answer redirect(String to) {
      return status(302, "Location", to);
    }

    /** Promises all of the body and ends in the middle. */
    static Answer truncated(String body) {
      return (exchange, closing) -> {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
      };
    }

    /** Says nothing. */
    static Answer stalled() {
      return (exchange, closing) -> closing.await();
    }

    /** Begins, and then says nothing. */
    static Answer stalledIn(String body) {
      return (exchange, closing) -> {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
        closing.await();
      };
    }
  }

  public ReplayServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders())));
    Answer next = answers.poll();
    try (exchange) {
      (next == null ? otherwise.apply(exchange.getRequestURI()) : next).give(exchange, closing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers the next requests so, in order. */
  public ReplayServer then(Answer... more) {
    answers.addAll(List.of(more));
    return this;
  }

  /** Answers all requests so that no answer in order is left for. */
  public ReplayServer otherwise(Function<URI, Answer> answer) {
    otherwise = answer;
    return this;
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
