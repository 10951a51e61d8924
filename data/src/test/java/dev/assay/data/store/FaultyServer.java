package dev.assay.data.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An HTTP server on this machine that answers each request as the test wrote down. */
final class FaultyServer implements AutoCloseable {
  /** One request's answer. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final Iterator<Answer> answers;
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closed = new CountDownLatch(1);

  FaultyServer(Answer... answers) throws IOException {
    this.answers = Arrays.asList(answers).iterator();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
      if (answers.hasNext()) {
        answers.next().to(exchange);
      } else {
        exchange.sendResponseHeaders(500, -1);
      }
    }
  }

  String address(String path) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + path;
  }

  /** The Range header of each request so far, "null" where there was none. */
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  /** All of it, whatever range was asked for. */
  static Answer whole(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** From the byte on that was asked for, which must be this one. */
  static Answer rest(int start, byte[] bytes) {
    return exchange -> {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + start + "-" + (bytes.length - 1) + "/" + bytes.length);
      exchange.sendResponseHeaders(206, bytes.length - start);
      exchange.getResponseBody().write(bytes, start, bytes.length - start);
    };
  }

  /** The first bytes of all that were announced; then the connection ends. */
  static Answer cutAfter(int count, byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, count);
      exchange.getResponseBody().flush();
    };
  }

  /** The first bytes of all that were announced; then nothing, until the server is closed. */
  Answer stallAfter(int count, byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, count);
      exchange.getResponseBody().flush();
      try {
        closed.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  static Answer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
